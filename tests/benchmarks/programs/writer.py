"""Another program's writer: commits to a case file every so often and counts the times it was kept out."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
import time
from contextlib import closing

PATIENCE = 0.25  # seconds that it waits for a lock before it gives up
RENAME = "UPDATE investigations SET note = :note WHERE id = :id"
COUNT = "SELECT max(id) FROM investigations"
_PAUSE = threading.Event()  # never set


def main() -> None:
    path, seconds, every = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    commits = errors = 0
    longest = 0.0
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
        # What a disk takes to be sure is not what is measured here.
        connection.execute("PRAGMA synchronous = OFF")
        most = int(connection.execute(COUNT).fetchone()[0])
        end = time.perf_counter() + seconds
        while (began := time.perf_counter()) < end:
            try:
                connection.execute(RENAME, {"note": f"written {commits}", "id": 1 + commits * 7919 % most})
                commits += 1
            except sqlite3.OperationalError:
                errors += 1
            taken = time.perf_counter() - began
            longest = max(longest, taken)
            _PAUSE.wait(max(0.0, every - taken))
    sys.stdout.write(json.dumps({"commits": commits, "errors": errors, "longest": longest}) + "\n")


if __name__ == "__main__":
    main()
