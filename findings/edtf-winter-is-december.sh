#!/usr/bin/env bash
# edtf 5.0.2 (reads dates of records), the seasons of EDTF level 1: 21 to 24.
# Expected: four seasons of three months each; winter is December to February, or January to March.
# Seen: spring, summer and autumn have three months, winter is December alone: 1 to 31 December 2022 for "2022-24",
# and no season holds January or February.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" edtf==5.0.2
PYTHONPATH="$folder" python3 -W ignore - <<'PY'
from edtf import parse_edtf

seen = {}
for text in ("2022-21", "2022-22", "2022-23", "2022-24"):
    season = parse_edtf(text)
    seen[text] = (tuple(season.lower_strict())[1:3], tuple(season.upper_strict())[1:3])
    print(text, *seen[text])
assert seen["2022-21"] == ((3, 1), (5, 31))
assert seen["2022-24"] == ((12, 1), (12, 31))
PY
