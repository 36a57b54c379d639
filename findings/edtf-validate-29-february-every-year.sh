#!/usr/bin/env bash
# edtf-validate 2.0.0 (tells whether a date of a record is valid EDTF), 29 February of years that have none.
# Expected: refused, as it refuses 31 June and 30 February.
# Seen: valid in every year, 1900 and 2021 too; the same day as the end of an interval is refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" edtf-validate==2.0.0
PYTHONPATH="$folder" python3 - <<'PY'
from edtf_validate.valid_edtf import is_valid

for text in ("2020-02-29", "2021-02-29", "1900-02-29", "2021-01-01/2021-02-29", "2021-02-30", "2021-06-31"):
    print(f"{text}: {is_valid(text)}")
assert is_valid("2021-02-29")
assert is_valid("1900-02-29")
assert not is_valid("2021-01-01/2021-02-29")
assert not is_valid("2021-02-30")
assert not is_valid("2021-06-31")
PY
