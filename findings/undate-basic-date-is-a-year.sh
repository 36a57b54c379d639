#!/usr/bin/env bash
# undate 0.8.0, ISO 8601 dates in the basic format, without hyphens, as registers and iCalendar files write them.
# Expected: 20220415 is 15 April 2022, or it is refused.
# Seen: it is the year 20,220,415, without a warning; nor does a comparison with real dates raise: it is later.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" undate==0.8.0
PYTHONPATH="$folder" python3 - <<'PY'
from undate import Undate

read = Undate.parse("20220415", "ISO8601")
print(repr(read), read.precision, "later than 2023:", read > Undate(2023))
assert str(read.year) == "20220415"
assert read > Undate(2023)
assert Undate.parse("2022-04-15", "ISO8601").precision.name == "DAY"
PY
