"""A bad reader, for control: it keeps its read lock for most of every second."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading

HELD, FREE = 0.6, 0.2
READ = "SELECT id FROM investigations"
_PAUSE = threading.Event()  # never set


def main() -> None:
    connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, isolation_level=None)
    sys.stdout.write(json.dumps({"shown": True}) + "\n")
    sys.stdout.flush()
    while True:
        cursor = connection.execute(READ)
        cursor.fetchone()
        _PAUSE.wait(HELD)
        cursor.close()
        _PAUSE.wait(FREE)


if __name__ == "__main__":
    main()
