#!/usr/bin/env bash
# edtf 5.0.2 (reads dates of records), comparing a year with its first day, and a month with the same month "about".
# Expected: of two dates one is earlier, or they are equal, so that a chronology can be sorted.
# Seen: neither earlier, nor equal, nor later, though a month and a later day of it are told apart: sorted() leaves
# such dates as they came, and a list sorts differently from its reverse.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" edtf==5.0.2
PYTHONPATH="$folder" python3 -W ignore - <<'PY'
from edtf import parse_edtf

for pair in (("2021", "2021-01-01"), ("2022-01", "2022-01~"), ("2022-01", "2022-01-15")):
    first, second = map(parse_edtf, pair)
    print(*pair, "| earlier", first < second, "| equal", first == second, "| later", first > second)
year, day = map(parse_edtf, ("2021", "2021-01-01"))
assert not (year < day or year == day or year > day)
month, about = map(parse_edtf, ("2022-01", "2022-01~"))
assert not (month < about or month == about or month > about)
orders = [[str(date) for date in sorted(given)] for given in ([year, day], [day, year])]
print("sorted:", *orders)
assert orders[0] != orders[1]
PY
