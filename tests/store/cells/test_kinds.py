from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import pytest

from desktop.domain.listing.countries import country_names
from desktop.store.cells import kinds

if TYPE_CHECKING:
    from desktop.store.cells.kinds import Kind


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (kinds.DAY, ("1700-01-01", "2023-02-08", "2024-02-29", "9997-12-31")),
        (kinds.CURRENCY, ("EUR", "GBP", "SEK", "NOK", "DEM", "ISK")),
        (kinds.COUNTRY, ("FR", "EU", "XK")),
        (kinds.ZONE, ("Europe/Paris", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+3")),
        (kinds.REGIME, ("", "FR-CNIL", "EU-1/2003", "NL-4:17")),
        (kinds.CALENDAR, ("", "FR", "EU", "DE-BY")),
        (kinds.AMOUNT, (0, 1, 2**53 - 1)),
        (kinds.SITES, (1, 4)),
        (kinds.LINE, ("Clearview AI", "Økland v. 1&1", "a\tb")),
        (kinds.TEXT, ("", "Two\nlines\r\nand more", "x" * 50_000)),
        (kinds.UID, ("5f0c9a3e-8a53-4d0e-9b0b-6d1d5a4c2e10",)),
        (kinds.MOMENT, ("2026-11-30T10:00:00+00:00", "2026-11-30 23:18:32.049692+00:00")),
    ],
)
def test_that_what_is_meant_is_allowed(kind: Kind, values: tuple[object, ...]) -> None:
    assert [value for value in values if not kind.holds(value)] == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (kinds.DAY, ("1699-12-31", "9998-01-01", "2023-02-29", "2023-2-8", "20230208", "", None, 20230208)),
        (kinds.CURRENCY, ("euro", "eur", "XXX", "", None, 978)),
        (kinds.COUNTRY, ("France", "fr", "UK", "", None)),
        (kinds.ZONE, ("Europe/Pari", "", "../../etc/passwd", "/etc/localtime", "Europe", "a\0b", None, 1)),
        (kinds.REGIME, ("FR", None, 1)),
        (kinds.CALENDAR, ("MARS", None)),
        (kinds.AMOUNT, (-1, 2**53, 1.0, "1", None)),
        (kinds.SITES, (0, -3, 10**9)),
        (
            kinds.LINE,
            ("", "   ", "two\nlines", "\x1b[31m", "x" * 2_001, "Caf\N{REPLACEMENT CHARACTER}", None),
        ),
        (kinds.TEXT, ("a\0b", "\x85", "x" * 50_001, 1, None)),
        (kinds.UID, ("", "zzz", "5f0c9a3e8a534d0e9b0b6d1d5a4c2e10")),
        (kinds.MOMENT, ("", "yesterday", "0001-01-01T00:00:00")),
    ],
)
def test_that_what_means_nothing_is_not(kind: Kind, values: tuple[object, ...]) -> None:
    assert [value for value in values if kind.holds(value)] == []


def test_that_every_zone_of_the_system_is_one() -> None:
    # Names of files that are no places: localtime and the like follow the computer.
    assert [name for name in available_timezones() if not kinds.ZONE.holds(name)] == []


def test_that_words_say_what_is_allowed() -> None:
    assert kinds.DAY.words == "a day from 1700-01-01 to 9997-12-31, written like 2023-02-08"
    assert kinds.LANE.words == "one of complainants, authority, respondent, courts"
    assert kinds.MAYBE_CONFIDENCE.words.startswith("one of nothing, confirmed")
    assert len(country_names()) > 240
