"""The directory of authorities as it is shipped, and how a name finds its authority."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.listing.countries import country_name
from desktop.store.law.authorities import (
    AuthorityDirectory,
    ListedAuthority,
    authority_directory,
    read_directory,
)
from desktop.store.law.rule_tables import RuleFileError, read_rules
from desktop.store.law.rules import regimes
from tests.sampled import sampled

ENTRIES = authority_directory().entries
# The members of the European Union and of the European Economic Area.
EEA = frozenset(re.findall("..", "ATBEBGHRCYCZDKEEFIFRDEGRHUIEITLVLTLUMTNLPLPTROSKSIESSEISLINO"))
ONE = """
[[authorities]]
key = "cnil"
name = "Commission nationale de l'informatique et des libertés"
short_name = "CNIL"
country = "FR"
zone = "Europe/Paris"
aliases = ["French Data Protection Authority (CNIL)"]
source = "https://www.cnil.fr/"
"""


def keys(found: tuple[ListedAuthority, ...]) -> list[str]:
    return [entry.key for entry in found]


def zones_of(country: str) -> set[str]:
    """The time zones of a country by the tables of the time zone database."""
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[2] for row in rows if row[0] == country}


def test_that_every_entry_has_a_source_a_country_and_a_zone_of_that_country() -> None:
    for entry in ENTRIES:
        one = entry.authority
        assert entry.source.startswith(("https://", "http://")), entry
        assert country_name(one.country), entry
        assert ZoneInfo(one.zone).key == one.zone
        own = {"Europe/Brussels", "Europe/Luxembourg"} if one.country == "EU" else zones_of(one.country)
        assert one.zone in own, entry


def test_that_every_regime_named_is_shipped_and_most_regimes_have_an_authority() -> None:
    shipped = {found.code for found in regimes()}
    named = {entry.authority.regime for entry in ENTRIES} - {""}
    assert named <= shipped
    # Chosen by the person: laws of a court or of a second power of the same authority.
    assert shipped - named == {
        "CH-ZPO", "ES-LPAC", "EU-CJ-260", "EU-DMA", "EU-DSA", "FR-CPCE", "IT-614", "NL-4:17",
        "SE-VITE",
    }  # fmt: skip


def test_that_no_key_stands_twice_and_no_name_means_two_authorities_of_one_country() -> None:
    assert [key for key, count in Counter(entry.key for entry in ENTRIES).items() if count > 1] == []
    for entry in ENTRIES:
        for name in entry.names:
            assert keys(authority_directory().named(name, entry.authority.country)) == [entry.key], name


def test_that_every_member_state_has_a_data_protection_authority() -> None:
    table = files("desktop.resources").joinpath("rules", "authorities", "data-protection.toml")
    listed = tomllib.loads(table.read_text(encoding="utf-8"))["authorities"]
    german = [entry for entry in ENTRIES if entry.key == "bfdi"]
    assert {one["country"] for one in listed} | {one.authority.country for one in german} >= EEA
    assert len([entry for entry in ENTRIES if entry.authority.country == "DE"]) >= 18  # Bund and Länder


def test_that_the_authorities_of_the_sample_are_found_by_their_names() -> None:
    for case in sampled():
        authority = case.investigation.authority
        for name in (authority.name, authority.short_name):
            (found,) = authority_directory().named(name, authority.country)
            assert (found.authority.name, found.authority.zone) == (authority.name, authority.zone)


@pytest.mark.parametrize(
    ("name", "country", "key"),
    [
        ("cnil", "", "cnil"),
        ("COMMISSION NATIONALE DE L’INFORMATIQUE ET DES LIBERTES", "FR", "cnil"),
        ("Österreichische Datenschutzbehörde", "", "dsb"),
        ("Osterreichische  Datenschutzbehorde ", "AT", "dsb"),
        ("Austrian Data Protection Authority (dsb)", "AT", "dsb"),
        ("Data Protection Authority of Rhineland-Palatinate", "DE", "lfdi-rlp"),
        ("The DPA of Bremen", "DE", "lfdi-hb"),
        ("Information Commissioner", "GB", "ico"),
        ("Information Commissioner", "IM", "im-commissioner"),
        ("CNPD", "PT", "cnpd-pt"),
        ("Datatilsynet", "DK", "datatilsynet-dk"),
        ("Комисия за защита на личните данни", "", "cpdp"),
    ],
)
def test_that_a_name_is_found_without_its_case_accents_and_signs(name: str, country: str, key: str) -> None:
    assert keys(authority_directory().named(name, country)) == [key]


def test_that_a_name_borne_in_two_countries_finds_both_and_one_of_another_country_finds_none() -> None:
    directory = authority_directory()
    assert sorted(keys(directory.named("Datatilsynet"))) == ["datatilsynet", "datatilsynet-dk"]
    assert directory.named("Datatilsynet", "SE") == ()
    assert directory.of_key("nobody") is None
    cnil = directory.of_key("cnil")
    assert cnil is not None
    assert cnil.authority.regime == "FR-CNIL"


@pytest.mark.parametrize(
    "name", ["CNI", "Commission nationale", "Data Protection Authority of Bavaria", "", "-"]
)
def test_that_a_name_that_is_not_listed_finds_nothing(name: str) -> None:
    assert authority_directory().named(name) == ()


def test_that_a_name_nearly_right_is_suggested_and_not_chosen() -> None:
    directory = authority_directory()
    assert directory.named("Autoriteit Persoongegevens") == ()
    assert keys(directory.suggestions("Autoriteit Persoongegevens"))[0] == "ap"
    assert keys(directory.suggestions("Garante per la protezione dei dati", "IT"))[0] == "garante"
    assert len(directory.suggestions("Data Protection Authority of Hamborg", "DE")) == 3
    assert keys(directory.suggestions("Data Protection Authority of Hamborg", "DE"))[0] == "hmbbfdi"
    assert directory.suggestions("Acme Holdings") == ()


def test_that_a_directory_is_read_from_its_file() -> None:
    directory = read_directory((read_rules(ONE, "x.toml"),))
    assert isinstance(directory, AuthorityDirectory)
    (cnil,) = directory.entries
    assert cnil.authority.regime == ""
    assert cnil.names == (
        "Commission nationale de l'informatique et des libertés",
        "CNIL",
        "French Data Protection Authority (CNIL)",
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('source = "https://www.cnil.fr/"', "", "x.toml, authorities 1: source is missing"),
        ('zone = "Europe/Paris"', "", "x.toml, authorities 1: zone is missing"),
        ('aliases = ["', 'aliases = [1, "', "aliases must be a text that is not empty"),
        ('short_name = "CNIL"', 'short_name = ""', "short_name must be a text that is not empty"),
        ('country = "FR"', 'country = "FR"\nphone = "1"', "x.toml, authorities 1: unknown phone"),
        ("[[authorities]]", "[[people]]", "x.toml: unknown people"),
    ],
)
def test_that_a_faulty_entry_is_refused_with_its_place(old: str, new: str, words: str) -> None:
    assert old in ONE
    with pytest.raises(RuleFileError) as refused:
        read_directory((read_rules(ONE.replace(old, new, 1), "x.toml"),))
    assert words in str(refused.value)
