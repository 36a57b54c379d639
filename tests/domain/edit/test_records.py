"""The records of a file that a draft may refer to."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Respondent
from desktop.domain.edit.records import FileRecords
from tests.drafts import CNIL


def test_that_names_and_references_are_found_whatever_their_case_and_blanks() -> None:
    first = Respondent("X Corp.", "X", "US", "company")
    second = Respondent("X", "X", "IE", "company")
    records = FileRecords(
        (("u1", first), ("u2", second)), (("a1", CNIL),), (("SAN-1", "one"), ("san-1", "two"))
    )
    assert records.respondent(" x  corp. ") == ("u1", first)
    assert records.respondent("x") == ("u1", first)
    assert records.respondent("") is None
    assert records.authority(CNIL) == "a1"
    assert FileRecords().authority(CNIL) is None
    assert records.slug_of("SAN-1") == "one"
    assert records.slug_of("") is None


def test_that_a_free_slug_is_made_of_plain_letters() -> None:
    records = FileRecords(slugs=frozenset({"fr-cnil-cafe", "fr-cnil-cafe-2"}))
    assert records.free_slug("FR", "CNIL", "Café!") == "fr-cnil-cafe-3"
    assert records.free_slug("", "株") == "investigation"
    assert len(records.free_slug("a" * 200)) == 60


def test_that_a_party_is_found_by_its_other_names() -> None:
    acme = Respondent("Acme SA", "Acme", "FR", "company")
    names = (("Acme Holding", "u1"), ("Commission informatique", "a1"), ("Gone", "u9"))
    records = FileRecords((("u1", acme),), (("a1", CNIL),), other_names=names)
    assert records.respondent("acme  holding") == ("u1", acme)
    assert records.respondent("Gone") is None
    wanted = replace(CNIL, name="Commission informatique", zone="Europe/Brussels")
    assert records.authority(wanted) == "a1"
    assert records.authority(replace(wanted, country="BE")) is None
