#!/usr/bin/env bash
# py-moneyed 3.0 (amounts of money), an amount of half a cent more, as half a daily rate gives: EUR 10.015.
# Expected: the amount printed and the number of its cents are one amount, by one rule of rounding.
# Seen: what is printed is rounded to the even cent, the cents are cut off: 10.02 beside 1,001 cents.
# For EUR 10.005 both are 10.00, so that one example shows nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" py-moneyed==3.0
PYTHONPATH="$folder" python3 - <<'PY'
from moneyed import Money
from moneyed.l10n import format_money

seen = {}
for text in ("10.005", "10.015", "10.019"):
    amount = Money(text, "EUR")
    seen[text] = (format_money(amount, locale="en_GB"), amount.get_amount_in_sub_unit())
    print(text, *seen[text], "cents")
assert seen == {"10.005": ("€10.00", 1000), "10.015": ("€10.02", 1001), "10.019": ("€10.02", 1001)}
PY
