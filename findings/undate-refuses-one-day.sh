#!/usr/bin/env bash
# undate 0.8.0, intervals whose first and last day are the same (a hearing of one day, a stay of one day).
# Expected: 2022-04-15/2022-04-15 is an interval of one day, as ISO 8601 and EDTF have it; both ends are counted in
# longer ones.
# Seen: it is refused as invalid, by the reader of EDTF and by the constructor, though 15 to 16 April is two days.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" undate==0.8.0
PYTHONPATH="$folder" python3 - <<'PY'
from undate import Undate, UndateInterval

day, following = Undate(2022, 4, 15), Undate(2022, 4, 16)
two = UndateInterval(day, following).duration()
print("15 to 16 April:", two)
assert "2" in str(two)
for name, make in (
    ("the constructor", lambda: UndateInterval(day, day)),
    ("the reader of EDTF", lambda: Undate.parse("2022-04-15/2022-04-15", "EDTF")),
):
    try:
        make()
    except Exception as error:
        print(f"15 to 15 April, {name}: {type(error).__name__}: {str(error).splitlines()[-1]}")
        assert "invalid interval" in str(error)
    else:
        raise SystemExit(f"{name} takes an interval of one day now")
PY
