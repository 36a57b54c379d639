from __future__ import annotations

from desktop.store.cells.nearest import days_near

# What is written, and the days it may mean, by hand.
WRITTEN: tuple[tuple[str, list[str]], ...] = (
    ("2024-5-9", ["2024-05-09"]),
    ("2024/05/09", ["2024-05-09"]),
    ("20240509", ["2024-05-09"]),
    ("2024-05-09T10:30:00Z", ["2024-05-09"]),
    ("13.4.2023", ["2023-04-13"]),
    ("01/06/2022", ["2022-06-01", "2022-01-06"]),
    ("2022-13-06", ["2022-06-13"]),
    ("2023-02-30", ["2023-02-28"]),
    ("9 May 2024", ["2024-05-09"]),
    ("May 2024", []),
    ("0000-00-00", []),
    ("10000-01-01", []),
    ("1500-01-01", []),
    ("later", []),
    ("", []),
)


def test_that_a_day_written_otherwise_is_understood() -> None:
    for written, meant in WRITTEN:
        assert [day.isoformat() for day in days_near(written)] == meant, written
