#!/usr/bin/env bash
# undate 0.8.0 (dates of uncertain precision), EDTF level 1 qualifiers: ? uncertain, ~ approximate, % both.
# Expected: a date that is marked doubtful stays doubtful, or is refused as not supported.
# Seen: it is read, and the mark is gone without a word: "about April 2022" becomes plain April 2022, equal to it.
# So: keep the written form beside such a value, or read the qualifier oneself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" undate==0.8.0
PYTHONPATH="$folder" python3 - <<'PY'
from undate import Undate

for written, plain in (("2022-04~", "2022-04"), ("2022?", "2022"), ("2022-04-15%", "2022-04-15")):
    read = Undate.parse(written, "EDTF")
    print(f"{written} is read as {read}, written again as {read.format('EDTF')}")
    assert read.format("EDTF") == plain
    assert read == Undate.parse(plain, "EDTF")
PY
