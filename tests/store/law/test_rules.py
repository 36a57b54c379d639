"""The law as it is shipped."""

from __future__ import annotations

import tomllib
from datetime import date
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest

from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.ceiling import article_tiers, ceiling
from desktop.domain.law.deadline import GraceUnit, MonthRule, Rollover
from desktop.domain.law.history import History, Support
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Period
from desktop.store.law.rule_tables import RuleFileError, read_rules
from desktop.store.law.rules import (
    UnknownRuleError,
    _code_of,
    fine_law,
    fine_laws,
    read_fine_law,
    read_regime,
    regime,
    regime_codes,
    regimes,
)

SAME, EVE = MonthRule.SAME_DATE, MonthRule.EVE_OF_DATE
NONE, NEXT = Rollover.NONE, Rollover.NEXT_WORKING_DAY
AFTER, ON, ON_EVENT = FirstDay.AFTER_EXPIRY, FirstDay.ON_DATE, FirstDay.ON_EVENT_DAY
# month rule, franc, rollover, working days, first day, unit, compliance day, part, recovery, most units
PRESETS = {
    "FR-CNIL": (SAME, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.LIQUIDATION, None),
    "FR-CPCE": (SAME, False, NEXT, 0, ON, Unit.DAY, False, PartUnit.NONE, Recovery.LIQUIDATION, None),
    "NL-AWB": (SAME, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.BY_LAW, None),
    "NL-4:17": (None, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.BY_LAW, 42),
    "NO-FVL": (SAME, False, NEXT, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.BY_LAW, None),
    "DE-VWVG": (SAME, False, NEXT, 0, None, Unit.ONCE, False, None, Recovery.THREAT, None),
    "EU-1/2003": (SAME, False, NEXT, 2, ON, Unit.DAY, False, PartUnit.NONE, Recovery.TWO_STEPS, None),
    "EU-279": (None, False, NONE, 0, ON_EVENT, Unit.DAY, False, None, Recovery.TWO_STEPS, None),
    "BE-JUD": (EVE, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.BY_LAW, None),
    "UK-CA98": (None, False, NONE, 0, ON, Unit.DAY, False, PartUnit.NONE, Recovery.BY_NOTICE, None),
    "UK-SCH55": (None, False, NONE, 0, ON, Unit.DAY, True, PartUnit.NONE, Recovery.BY_NOTICE, 90),
    "IT-614": (SAME, False, NEXT, 0, ON, Unit.DAY, False, None, Recovery.BY_TITLE, None),
    "NL-RV": (SAME, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.BY_LAW, None),
    "EU-DSA": (SAME, False, NEXT, 2, ON, Unit.DAY, False, PartUnit.NONE, Recovery.TWO_STEPS, None),
    "EU-DMA": (SAME, False, NEXT, 2, ON, Unit.DAY, False, PartUnit.NONE, Recovery.TWO_STEPS, None),
    "EU-CJ-260": (None, False, NONE, 0, ON_EVENT, Unit.DAY, False, None, Recovery.TWO_STEPS, None),
    "FR-CJA": (SAME, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.LIQUIDATION, None),
    "FR-ADLC": (SAME, False, NONE, 0, ON, Unit.DAY, False, PartUnit.NONE, Recovery.LIQUIDATION, None),
    "FR-CONSO": (SAME, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.LIQUIDATION, None),
    "ES-LPAC": (SAME, False, NONE, 0, AFTER, Unit.ONCE, False, None, Recovery.BY_NOTICE, None),
    "AT-VVG": (None, False, NONE, 0, None, Unit.ONCE, False, None, Recovery.THREAT, None),
    "PL-UOKIK": (SAME, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.BY_NOTICE, None),
    "SE-VITE": (SAME, False, NONE, 0, AFTER, Unit.MONTH, False, PartUnit.NONE, Recovery.LIQUIDATION, None),
    "FI-UHKA": (None, False, NONE, 0, AFTER, Unit.ONCE, False, None, Recovery.THREAT, None),
    "DK-KRL": (None, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.BY_NOTICE, None),
    "LU-CNPD": (None, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.BY_NOTICE, None),
    "CH-ZPO": (SAME, False, NONE, 0, AFTER, Unit.DAY, False, PartUnit.NONE, Recovery.LIQUIDATION, None),
}
UNSETTLED = {
    "FR-CNIL": {"franc", "rollover", "compliance_day_counted"},
    "FR-CPCE": {"rollover", "compliance_day_counted"},
    "NL-AWB": {"compliance_day_counted"},
    "NL-4:17": {"first_day"},
    "NO-FVL": {"compliance_day_counted", "recovery"},
    "DE-VWVG": {"rollover"},
    "EU-1/2003": {"compliance_day_counted"},
    "EU-279": {"compliance_day_counted"},
    "BE-JUD": {"compliance_day_counted"},
    "UK-CA98": set(),
    "UK-SCH55": set(),
    "IT-614": {"compliance_day_counted"},
    "NL-RV": {"compliance_day_counted"},
    "EU-DSA": {"compliance_day_counted"},
    "EU-DMA": {"compliance_day_counted"},
    "EU-CJ-260": {"compliance_day_counted"},
    "FR-CJA": {"rollover", "compliance_day_counted"},
    "FR-ADLC": {"rollover", "compliance_day_counted"},
    "FR-CONSO": {"rollover", "compliance_day_counted"},
    "ES-LPAC": {"rollover"},
    "AT-VVG": {"rollover"},
    "PL-UOKIK": {"rollover", "compliance_day_counted"},
    "SE-VITE": {"rollover", "compliance_day_counted", "part_unit"},
    "FI-UHKA": {"rollover"},
    "DK-KRL": {"rollover", "compliance_day_counted", "recovery", "void_on_compliance"},
    "LU-CNPD": {"rollover", "compliance_day_counted", "recovery"},
    "CH-ZPO": {"rollover", "compliance_day_counted", "recovery"},
}


def shipped(name: str) -> str:
    return files("desktop.resources").joinpath("rules", name).read_text(encoding="utf-8")


@pytest.mark.parametrize("code", PRESETS)
def test_that_every_regime_has_its_presets(code: str) -> None:
    found = regime(code)
    values = (
        found.month_rule, found.franc, found.rollover, found.min_working_days, found.first_day, found.unit,
        found.compliance_day_counted, found.part_unit, found.recovery, found.max_units,
    )  # fmt: skip
    assert tuple(rule.value for rule in values) == PRESETS[code]
    assert {rule.setting.value for rule in found.unsettled} == UNSETTLED[code]
    assert found.void_on_compliance.value is (code in {"DE-VWVG", "AT-VVG", "FI-UHKA"})


def test_that_there_is_a_regime_for_every_code_and_no_other() -> None:
    assert sorted(found.code for found in regimes()) == sorted(PRESETS)
    assert regime_codes() == PRESETS.keys()
    with pytest.raises(UnknownRuleError, match="there is no law 'FR-X'; there are AT-VVG, BE-JUD, "):
        regime("FR-X")


def test_that_a_chooser_has_a_name_of_its_own_for_every_regime_and_the_local_word_for_its_penalty() -> None:
    names = [found.preset for found in regimes()]
    assert len(set(names)) == len(names)
    assert regime("FR-CNIL").preset == "CNIL astreinte"
    assert {regime(code).term for code in ("NL-AWB", "NL-RV", "NL-4:17")} == {"dwangsom"}
    assert all(found.term for found in regimes())


@pytest.mark.parametrize("code", PRESETS)
def test_that_no_value_of_law_is_without_words_citation_source_and_mark(code: str) -> None:
    found = regime(code)
    for rule in found.rules:
        assert rule.sentence.strip().endswith("."), rule
        assert rule.citation.strip(), rule
        assert rule.source.strip(), rule
        assert isinstance(rule.mark, Support), rule
        assert rule.unsettled == bool(rule.alternatives), rule
        assert rule.value not in rule.alternatives, rule
    assert all(named(history) for history in found.maxima)
    assert all(named(history) for history in found.shares)
    assert found.rates is None or named(found.rates)


def named(history: History[Any]) -> bool:
    """Whether a history has a name and every value a citation and a source."""
    values = history.values
    return bool(history.name) and all(dated.source.strip() and dated.citation.strip() for dated in values)


def test_that_every_ceiling_of_fines_has_its_source() -> None:
    assert [found.name for found in fine_laws()] == ["GDPR", "UK GDPR"]
    for history in fine_laws():
        for dated in history.values:
            assert dated.source.strip()
            assert all(tier.citation for tier in dated.value.tiers)
            assert all(mapped.citation for mapped in dated.value.articles)


def test_that_periods_of_limitation_are_those_of_the_law() -> None:
    assert regime("NL-AWB").limitation.value == Period(1, GraceUnit.YEAR)  # Awb 5:35
    assert regime("BE-JUD").limitation.value == Period(6, GraceUnit.MONTH, EVE)  # Judicial Code 1385octies
    assert regime("NL-RV").limitation.value == Period(6, GraceUnit.MONTH)  # Rv 611g
    assert regime("FR-CNIL").limitation.value is None


def test_that_statutory_maxima_are_dated() -> None:
    ordinary, simplified = regime("FR-CNIL").maxima
    assert ordinary.at(date(2022, 10, 17)).value == 10_000_000
    assert simplified.at(date(2022, 10, 17)).value == 10_000
    with pytest.raises(TermsError) as early:
        simplified.at(date(2022, 1, 25))
    assert early.value.code is Fault.OUTSIDE_HISTORY
    assert regime("DE-VWVG").maxima[0].at(date(2021, 1, 1)).value == 2_500_000
    assert [dated.value for dated in regime("UK-CA98").maxima[0].values] == [1_500_000, 1_500_000]
    assert [history.values[0].value for history in regime("EU-1/2003").shares] == [
        Fraction(1, 20),
        Fraction(1, 100),
    ]


def test_that_the_amounts_for_late_dutch_decisions_are_dated_and_end_where_a_change_is_announced() -> None:
    rates = regime("NL-4:17").rates
    assert rates is not None
    before, after = (
        sum(14 * step.minor for step in rates.at(day).value) for day in (date(2018, 12, 31), date(2019, 1, 1))
    )
    assert (before, after) == (126_000, 144_200)
    assert [step.from_unit for step in rates.at(date(2019, 1, 1)).value] == [1, 15, 29]
    for day in (date(2009, 9, 30), date(2026, 1, 1)):
        with pytest.raises(TermsError) as refused:
            rates.at(day)
        assert refused.value.code is Fault.OUTSIDE_HISTORY


# Art. 83(4)-(6), article by article.
T1 = ("8", "11", *(str(number) for number in range(25, 40)), "41(4)", "42", "43")
T2 = (
    "5", "6", "7", "9", *(str(number) for number in range(12, 23)),
    *(str(number) for number in range(44, 50)), "58(1)", "58(2)", *(str(number) for number in range(85, 92)),
)  # fmt: skip
NOWHERE = ("1", "4", "10", "23", "24", "40", "41", "41(1)", "50", "51", "58", "58(3)", "84", "92", "99")


@pytest.mark.parametrize("code", ["GDPR", "UK GDPR"])
def test_that_every_article_has_its_tier(code: str) -> None:
    law = fine_law(code)
    for texts, name in ((T1, "T1"), (T2, "T2"), (NOWHERE, None)):
        for text in texts:
            (read,) = article_tiers(text, law)
            assert (read.tier.name if read.tier else None) == name, text


def test_that_the_ceilings_are_those_of_the_law() -> None:
    european, british = fine_law("GDPR", date(2022, 10, 17)), fine_law("UK GDPR", date(2022, 5, 18))
    assert [(tier.minor, tier.share) for tier in european.tiers] == [
        (1_000_000_000, Fraction(1, 50)),
        (2_000_000_000, Fraction(1, 25)),
    ]
    assert [(tier.minor, tier.share) for tier in british.tiers] == [
        (870_000_000, Fraction(1, 50)),
        (1_750_000_000, Fraction(1, 25)),
    ]
    found = ceiling((("6", "31"),), british, undertaking=True, turnover=None)
    assert (found.minor, found.currency) == (1_750_000_000, "GBP")


def test_that_no_ceiling_is_guessed_before_the_law_applied() -> None:
    with pytest.raises(TermsError):
        fine_law("GDPR", date(2018, 5, 24))
    with pytest.raises(UnknownRuleError, match="there is no law 'CCPA'; there are GDPR, UK GDPR"):
        fine_law("CCPA")


def broken(name: str, old: str, new: str) -> str:
    text = shipped(name)
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('mark = "derived"\n', "", "x.toml, month_rule: mark is missing"),
        ('citation = "', 'source2 = "x"\ncitation = "', "x.toml, month_rule: unknown source2"),
        (
            'value = "same date"',
            'value = "some date"',
            "month_rule: value is no month_rule: 'some date' is not",
        ),
        ("value = false", 'value = "no"', "franc: value is no franc: 'no' is not true or false"),
        (
            "value = 0",
            "value = -1",
            "min_working_days: value is no min_working_days: -1 is not a whole number",
        ),
        ("value = 0", "value = true", "min_working_days: value is no min_working_days: True is not a whole"),
        ('value = "day"', 'value = "open"', "unit: value is no unit: 'open' is not"),
        ('value = ["FR", "FR-AM"]', 'value = "FR"', "calendars: value is no calendars: 'FR' is not a list"),
        ("alternatives = [true]", "alternatives = true", "franc: alternatives must be a list"),
        ('starts_on = "2018-05-25"', 'starts_on = "2018"', "starts_on cannot be read: '2018' is not a day"),
        ('amount = "100000"', 'amount = "much"', "amount cannot be read: 'much' is not an amount"),
        ('code = "FR-CNIL"', 'code = " "', "x.toml: code must be a text that is not empty"),
        ('code = "FR-CNIL"', 'code = "FR-CNIL"\nunit = 3', "x.toml"),
    ],
)
def test_that_a_file_that_is_wrong_is_refused_with_its_name_and_key(old: str, new: str, words: str) -> None:
    with pytest.raises(RuleFileError) as refused:
        read_regime(read_rules(broken("regimes/fr-cnil.toml", old, new), "x.toml"))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (
            "nl-4-17",
            'starts_on = "2019-01-01"',
            'starts_on = "2009-10-01"',
            "values must be dated, the oldest",
        ),
        ("nl-4-17", "from_unit = 15", "from_unit = 0", "from_unit must be a whole number above zero"),
        ("nl-awb", "length = 1, ", "", "length is missing"),
        ("nl-awb", 'unit = "year"', 'unit = "aeon"', "value is no limitation: 'aeon' is not"),
        ("nl-awb", 'value = { length = 1, unit = "year" }', "value = 1", "limitation is not a table"),
        ("eu-1-2003", 'share = "0.05"', 'share = "5"', "share cannot be read: '5' is not a share"),
    ],
)
def test_that_wrong_histories_are_refused(name: str, old: str, new: str, words: str) -> None:
    with pytest.raises(RuleFileError) as refused:
        read_regime(read_rules(broken(f"regimes/{name}.toml", old, new), "x.toml"))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('articles = "8"', 'articles = "eight"', "articles must be numbers"),
        (
            'tier = "T1"',
            'tier = "T3"',
            "articles must be numbers such as 12 or 12-22, with a tier of this file",
        ),
        ("paragraphs = [4]", 'paragraphs = ["4"]', "paragraphs must be a list of whole numbers"),
        ('name = "T1"', 'name = "T1"\nword = "x"', "unknown word"),
        ("[[values]]", "[[verses]]", "values must be dated"),
    ],
)
def test_that_wrong_ceilings_are_refused(old: str, new: str, words: str) -> None:
    text = broken("fines/gdpr.toml", old, new)
    if old == "[[values]]":
        text = text[: text.index("[[verses]]")]
    with pytest.raises(RuleFileError) as refused:
        read_fine_law(read_rules(text, "x.toml"))
    assert words in str(refused.value)


def test_that_a_regime_that_does_not_begin_with_its_code_is_refused() -> None:
    with pytest.raises(RuleFileError, match=r"regimes/x\.toml: must begin with its code, such as code = "):
        _code_of('name = "Astreinte"', "regimes/x.toml")


def test_that_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(RuleFileError, match=r"x\.toml cannot be read: "):
        read_rules("code =", "x.toml")


def test_that_the_files_name_their_own_codes() -> None:
    folder = files("desktop.resources").joinpath("rules", "regimes")
    for file in folder.iterdir():
        code = tomllib.loads(file.read_text(encoding="utf-8"))["code"]
        assert file.name == code.lower().replace("/", "-").replace(":", "-") + ".toml"
