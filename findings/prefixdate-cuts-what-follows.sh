#!/usr/bin/env bash
# prefixdate 0.6.1 (dates of uncertain precision in investigative data), dates with more than one day or with doubt.
# Expected: what it does not know is refused, as it refuses "17/10/2022" and "2022-13".
# Seen: the start that can be read counts and the rest is dropped: an interval is its first day, exact to the day; a
# week is the whole year; "about October" is October; a day in another notation of ISO 8601, 290 of 2022, is the year.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" prefixdate==0.6.1
PYTHONPATH="$folder" python3 - <<'PY'
from prefixdate import parse

seen = {text: parse(text).text for text in (
    "2022-10-17/2022-10-20", "2022-10~", "2022-W42", "2022-290", "17/10/2022", "2022-13",
)}
for text, read in seen.items():
    print(f"{text}: {read}")
assert list(seen.values()) == ["2022-10-17", "2022-10", "2022", "2022", None, None]
PY
