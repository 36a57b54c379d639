#!/usr/bin/env bash
# calendra 7.11.1 (the kept-up successor of workalendar), deadlines that end on a public holiday.
# Expected: find_following_working_day(14 July 2022), a Thursday and a holiday in France, is Friday 15 July.
# Seen: it is 14 July itself, which the same object calls no working day: only weekends are passed over, and what
# follows a weekend may be a holiday too (Easter Monday). add_working_days(day, 0) leaves even a Saturday as it is.
# Saint Brigid's Day, a public holiday in Ireland since 2023, is not in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" calendra==7.11.1
PYTHONPATH="$folder" python3 - <<'PY'
from datetime import date

from calendra.europe import France, Ireland

france = France()
for day in (date(2022, 7, 14), date(2023, 4, 8)):
    found = france.find_following_working_day(day)
    print(f"{day}: following {found}, a working day: {france.is_working_day(found)}")
    assert not france.is_working_day(found)
saturday = date(2022, 7, 16)
print(f"{saturday} and no working day more:", france.add_working_days(saturday, 0))
assert france.add_working_days(saturday, 0) == saturday
brigid = date(2023, 2, 6)
print("6 February 2023 is a working day in Ireland:", Ireland().is_working_day(brigid))
assert Ireland().is_working_day(brigid)
PY
