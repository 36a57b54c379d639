#!/usr/bin/env bash
# babel-edtf 1.2.2 (used to print the dates of records), EDTF level 0 intervals whose ends differ in precision.
# Expected: "from 1984 to June 2004" is printed with the precision each end has; a year stays a year.
# Seen: the coarse end is filled up to the finer one's precision: January 1984, and 31 December 2005, days and months
# that nobody wrote. An interval that ends before it begins is printed as well, as "Apr 30 – 13, 2022".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" babel-edtf==1.2.2 babel==2.19.0
PYTHONPATH="$folder" python3 - <<'PY'
from babel_edtf import format_edtf

seen = {
    text: format_edtf(text, format="long", locale="en").replace("\u2009", " ")
    for text in ("1984/2004-06", "2004-02-01/2005", "1984/2004")
}
for text, words in seen.items():
    print(f"{text}: {words}")
assert "January 1984" in seen["1984/2004-06"]
assert "31, 2005" in seen["2004-02-01/2005"]
assert seen["1984/2004"] == "1984 – 2004"
backwards = format_edtf("2022-04-30/2022-04-13", format="medium", locale="en").replace("\u2009", " ")
print("2022-04-30/2022-04-13:", backwards)
assert backwards == "Apr 30 – 13, 2022"
PY
