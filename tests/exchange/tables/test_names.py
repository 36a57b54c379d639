"""Names of authorities: by the list alone, and by the country where a name is that of several."""

from __future__ import annotations

import pytest

from desktop.exchange.tables.names import AuthorityNames, country_code
from desktop.store.law.authorities import authority_directory
from tests.exchange.tables.making import AEPD, CNIL, DENMARK, NAMES, NORWAY


def test_that_a_name_matches_whatever_its_case_accents_and_spaces() -> None:
    assert NAMES.called(" spanish data protection authority (aepd)\t", "ES") == (AEPD,)
    assert NAMES.called("Agencia Espanola de Proteccion de Datos", "") == (AEPD,)


@pytest.mark.parametrize("name", ["Spanish Data Protection", "AEPD Spain", "CNIL office", "", "ita"])
def test_that_a_name_that_is_only_near_matches_nothing(name: str) -> None:
    assert NAMES.called(name, "ES") == ()


def test_that_the_country_chooses_between_authorities_of_one_name_and_else_nobody_does() -> None:
    assert NAMES.called("Datatilsynet", "NO") == (NORWAY,)
    assert NAMES.called("Datatilsynet", "DK") == (DENMARK,)
    assert NAMES.called("Datatilsynet", "") == (NORWAY, DENMARK)
    assert NAMES.called("Data Protection Authority", "DE") == ()
    assert NAMES.called("CNIL (France)", "") == (CNIL,)
    assert NAMES.called("CNIL (Atlantis)", "") == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("THE NETHERLANDS", "NL"),
        ("Czech Republic", "CZ"),
        ("UNITED KINGDOM", "GB"),
        ("el", "GR"),
        ("Narnia", ""),
    ],
)
def test_that_countries_are_known_by_name_and_code(name: str, code: str) -> None:
    assert country_code(name) == code


def test_that_an_authority_that_is_not_named_is_said_to_be_so() -> None:
    found = AuthorityNames(authority_directory()).unnamed("AT")
    assert found is not None
    assert (found.name, found.country, found.zone) == ("Authority not named (Austria)", "AT", "Europe/Vienna")
    assert AuthorityNames(authority_directory()).unnamed("AQ") is None


def test_that_a_name_that_is_near_is_offered_and_not_taken() -> None:
    assert NAMES.suggestion("Spanish Data Protection Auhtority", "ES") == "AEPD (ES)"
    assert NAMES.suggestion("Bank of Cyprus", "CY") == ""
