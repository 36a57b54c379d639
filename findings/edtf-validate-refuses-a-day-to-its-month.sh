#!/usr/bin/env bash
# edtf-validate 2.0.0 (tells whether a date of a record is valid EDTF), an interval whose end is known to the month.
# Expected: "2022-03-15/2022-03" is valid: from 15 March to some day of that March. EDTF's own examples have ends of
# different precision ("2004-02-01/2005").
# Seen: the end counts as its first day, so the interval "ends before it begins" and is refused; from the 1st it is
# valid. The same with a year: from 15 March 2022 to some day of 2022.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" edtf-validate==2.0.0
PYTHONPATH="$folder" python3 - <<'PY'
from edtf_validate.valid_edtf import is_valid

for text in ("2004-02-01/2005", "2022-03-01/2022-03", "2022-03-15/2022-03", "2022-03-15/2022"):
    print(f"{text}: {is_valid(text)}")
assert is_valid("2004-02-01/2005")
assert is_valid("2022-03-01/2022-03")
assert not is_valid("2022-03-15/2022-03")
assert not is_valid("2022-03-15/2022")
PY
