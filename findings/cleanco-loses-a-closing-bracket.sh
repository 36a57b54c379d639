#!/usr/bin/env bash
# cleanco 2.3 (takes the legal form off a company's name), a name that ends with its abbreviation in brackets.
# Expected: a name without a legal form comes back as it is.
# Seen: its last bracket is gone, "Bureau Krediet Registratie (BKR"; so the name matches neither the register's nor, by
# text, the one of the decision. A name that is nothing but a legal form's letters comes back empty.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install -q --no-compile --no-warn-conflicts --target "$folder" cleanco==2.3
PYTHONPATH="$folder" python3 - <<'PY'
from cleanco import basename

seen = {name: basename(name) for name in ("Bureau Krediet Registratie (BKR)", "Clearview AI, Inc.", "Co")}
for name, base in seen.items():
    print(f"{name!r}: {base!r}")
assert list(seen.values()) == ["Bureau Krediet Registratie (BKR", "Clearview AI", ""]
PY
