#!/usr/bin/env bash
# stockholm 0.5.7 (amounts of money with their currency), 100 yen named by its code and by its class.
# Expected: both are the same amount, so equal, hashed alike, and 100 in the currency's smallest unit.
# Seen: they are equal, but a code is any three letters with two decimals: 10,000 smallest units where the class has
# 100 (dinar: 100 where the class has 1,000), and they are hashed apart, so a set keeps both of two equal amounts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" stockholm==0.5.7
PYTHONPATH="$folder" python3 - <<'PY'
from stockholm import Money
from stockholm.currency import JPY, KWD

by_code, by_class = Money(100, "JPY"), Money(100, JPY)
print("equal:", by_code == by_class, "| kept by a set:", len({by_code, by_class}))
print("smallest units:", by_code.sub_units, by_class.sub_units, "|", Money(1, "KWD").sub_units, Money(1, KWD).sub_units)
assert by_code == by_class
assert len({by_code, by_class}) == 2
assert (by_code.sub_units, by_class.sub_units) == (10_000, 100)
assert (Money(1, "KWD").sub_units, Money(1, KWD).sub_units) == (100, 1_000)
PY
