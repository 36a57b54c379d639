"""Understanding what was typed into the search field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.listing.asked import Asked, Condition, Field, QueryCode, QueryFault
from desktop.domain.listing.conditions import Known, article_parts, distance, holds_article, holds_name, near
from desktop.domain.listing.countries import country_codes, country_name, country_names
from desktop.domain.listing.query import understood


def condition(text: str, known: Known | None = None) -> Condition:
    asked = understood(text, known)
    assert asked.fault is None
    (only,) = asked.conditions
    return only


def fault(text: str, known: Known | None = None) -> tuple[str, str, tuple[str, ...]]:
    found = understood(text, known).fault
    assert found is not None
    return found.code, text[found.start : found.end], found.near


def test_that_an_empty_query_asks_for_nothing() -> None:
    assert understood("  ") == Asked()
    assert not understood("... – , '").has_text


def test_that_words_are_folded_and_each_is_there_once() -> None:
    assert understood("Œuvre  STRASSE œuvre, (straße)") == Asked(words=("oeuvre", "strasse"))


def test_that_words_between_quotes_are_a_phrase() -> None:
    assert understood('"Mise en Demeure" «de cesser» “a-b”') == Asked(
        phrases=(("mise", "en", "demeure"), ("de", "cesser"), ("a", "b"))
    )
    assert understood('foo"bar baz"qux') == Asked(words=("foo", "qux"), phrases=(("bar", "baz"),))
    assert understood('""') == Asked()


def test_that_a_word_with_marks_inside_is_kept_in_parts() -> None:
    asked = understood("SAN-2022-019 o'brien tweakers.net")
    assert asked.words == ("san 2022 019", "o brien", "tweakers net")


def test_that_a_dash_before_excludes() -> None:
    assert understood('-appeal -"stay of execution" --x meta - -') == Asked(
        words=("meta",), excluded=("appeal", "x"), excluded_phrases=(("stay", "of", "execution"),)
    )
    assert understood("-appeal").has_text
    assert understood('-"a b"').has_text


def test_that_everything_can_be_asked_at_once() -> None:
    asked = understood("art:6.1.f country:FR status:running accrued>1M before:2023 -appeal meta")
    assert asked == Asked(
        words=("meta",),
        excluded=("appeal",),
        conditions=(
            Condition(Field.ARTICLE, "6 1 f"),
            Condition(Field.COUNTRY, "fr"),
            Condition(Field.STATE, "running"),
            Condition(Field.ACCRUED, "1m", sign=">", minor=100_000_000),
            Condition(Field.BEFORE, "2023", day=date(2023, 1, 1)),
        ),
    )


@pytest.mark.parametrize(
    "text", ["art:6.1.f", 'art:"6(1)(f)"', "ART:6(1)(f)", 'article:"Art. 6.1f"', "art=6/1/f"]
)
def test_that_an_article_is_the_same_however_it_is_written(text: str) -> None:
    assert condition(text) == Condition(Field.ARTICLE, "6 1 f")


@pytest.mark.parametrize(
    ("value", "law", "article", "is_held"),
    [
        ("6 1 f", "GDPR", "6(1)(f)", True),
        ("6", "GDPR", "6(1)(f)", True),
        ("6", "GDPR", "61", False),
        ("6 1 f", "GDPR", "6(1)(a)", False),
        ("gdpr 6", "GDPR", "6(1)(f)", True),
        ("app 1 2", "Privacy Act 1988", "APP 1.2", True),
        ("6 1 f", "GDPR", "6", False),
    ],
)
def test_that_an_article_holds_its_parts(value: str, law: str, article: str, *, is_held: bool) -> None:
    assert holds_article(value, law, article) is is_held


def test_that_the_word_article_alone_is_kept() -> None:
    assert article_parts("Art.") == ("art",)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("FR", "fr"),
        ("fr,", "fr"),
        ("France", "fr"),
        ('"United Kingdom"', "gb"),
        ("UK", "gb"),
        ("Türkiye", "tr"),
        ("turkey", "tr"),
        ("Germ", "de"),
        ("EU", "eu"),
        ("cote-d'ivoire", "ci"),
    ],
)
def test_that_a_country_is_known_by_code_and_name(typed: str, code: str) -> None:
    assert condition(f"country:{typed}") == Condition(Field.COUNTRY, code)


def test_that_a_code_that_only_the_file_has_is_a_country() -> None:
    assert condition("country:XZ", Known(countries=("XZ",))) == Condition(Field.COUNTRY, "xz")
    assert fault("country:XZ")[0] == QueryCode.UNKNOWN_COUNTRY


def test_that_countries_have_one_name_each() -> None:
    assert len(country_names()) == len(set(country_names())) == 251
    assert country_name("AX") == "Åland Islands"
    assert country_name("??") == ""
    assert country_codes()["aland islands"] == "AX"


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("running", "running"),
        ("RUN", "running"),
        ("not_notified", "not_notified"),
        ('"Not notified"', "not_notified"),
        ("notification-unknown", "not_notified"),
        ('"Grace period"', "grace"),
        ("none", "none"),
        ("p", "paid"),
    ],
)
def test_that_a_state_is_known_by_the_words_of_the_glossary(typed: str, state: str) -> None:
    assert condition(f"state:{typed}") == Condition(Field.STATE, state)


def test_that_an_authority_is_kept_in_plain_form() -> None:
    assert condition("-authority:CNIL") == Condition(Field.AUTHORITY, "cnil", excluded=True)
    known = Known(authorities=("CNIL", "Garante per la protezione dei dati"))
    assert condition('authority:"la Protez"', known).value == "la protez"
    assert holds_name("la protez", known.authorities[1])
    assert not holds_name("protezione per", known.authorities[1])


@pytest.mark.parametrize(
    ("typed", "sign", "amount"),
    [
        (">1M", ">", "1000000"),
        (">=100k", ">=", "100000"),
        ("=>100k", ">=", "100000"),
        ("<1.5m", "<", "1500000"),
        ("<=1,5M", "<=", "1500000"),
        ("=<2bn", "<=", "2000000000"),
        ("=0", "=", "0"),
        (">1.000.000", ">", "1000000"),
        (">1,000,000", ">", "1000000"),
        (">1 000 000", ">", "1000000"),
        (">1\N{NARROW NO-BREAK SPACE}000", ">", "1000"),
        (">1'000", ">", "1000"),
        (">1.000,50", ">", "1000.50"),
        (">1,000.5", ">", "1000.50"),
        (">1.000", ">", "1000"),
        (">1.234M", ">", "1234000"),
        (">12.34", ">", "12.34"),
        (' > "1 000"', ">", "1000"),
        (":>5", ">", "5"),
        (":5", "=", "5"),
        (">100000,", ">", "100000"),
    ],
)
def test_that_an_amount_is_read_as_people_write_it(typed: str, sign: str, amount: str) -> None:
    found = condition(f"Accrued{typed}")
    whole, _, cents = amount.partition(".")
    assert (found.field, found.sign, found.minor) == (Field.ACCRUED, sign, int(whole + (cents or "00")))


def test_that_digits_behind_an_amount_in_groups_are_words() -> None:
    asked = understood("accrued>1 000 2022 meta")
    assert (asked.words, asked.conditions[0].minor) == (("2022", "meta"), 100_000)
    assert understood("accrued").words == ("accrued",)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2023", date(2023, 1, 1)), ("2023-02", date(2023, 2, 1)), ("2023-02-08,", date(2023, 2, 8))],
)
@pytest.mark.parametrize("field", [Field.BEFORE, Field.AFTER])
def test_that_a_date_is_its_first_day(field: Field, typed: str, day: date) -> None:
    assert condition(f"{field}:{typed}").day == day
    assert condition(f"-{field}:{typed}").excluded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meta autority:cnil", ("unknown-field", "autority", ("authority",))),
        ("befroe:2023", ("unknown-field", "befroe", ("before",))),
        ('colour:"deep blue" meta', ("unknown-field", "colour", ())),
        ("meta -country:", ("empty-condition", "-country:", ())),
        ("art:?", ("empty-condition", "art:?", ())),
        ("accrued> meta", ("bad-amount", "meta", ())),
        ("accrued:", ("empty-condition", "accrued:", ())),
        ('meta "mise en', ("unclosed-quote", '"mise en', ())),
        ("before:2023-13", ("bad-date", "2023-13", ())),
        ("before:8.2.2023", ("bad-date", "8.2.2023", ())),
        ("after:0000", ("bad-date", "0000", ())),
        ("accrued>a lot", ("bad-amount", "a", ())),
        ("accrued>1.2345", ("bad-amount", "1.2345", ())),
        ("fine>1M", ("unknown-field", "fine", ())),
        ("Fines >= 1 000 000", ("unknown-field", "Fines", ())),
        ("outstanding<€5", ("unknown-field", "outstanding", ())),
        ("acrued>5", ("unknown-field", "acrued", ("accrued",))),
        ("state>5", ("unknown-field", "state", ("state",))),
        ("accrued>5 m", ("bad-amount", "5 m", ())),
        ("accrued>=5 Million meta", ("bad-amount", "5 Million", ())),
        ("accrued>5M EUR", ("bad-amount", "5M EUR", ())),
        ("accrued<1 000 000 bn", ("bad-amount", "1 000 000 bn", ())),
        ("accrued:5 € meta", ("bad-amount", "5 €", ())),
        ("accrued>1.00.000", ("bad-amount", "1.00.000", ())),
        ("accrued>-5", ("bad-amount", "-5", ())),
        ("state:runing", ("unknown-state", "runing", ("running",))),
        ("state:c", ("unknown-state", "c", ("uncalculated", "capped", "complied"))),
        ("country:germny", ("unknown-country", "germny", ("Germany",))),
        ("country:aus", ("unknown-country", "aus", ("Australia", "Austria"))),
    ],
)
def test_that_a_fault_says_where_and_what_is_near(
    text: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert fault(text) == expected


def test_that_an_unknown_authority_lists_names_near() -> None:
    known = Known(authorities=("CNIL", "ICO"))
    assert fault("authority:cnli", known) == ("unknown-authority", "cnli", ("CNIL",))


def test_that_the_sound_part_holds_and_the_first_fault_is_told() -> None:
    asked = understood('meta colour:blue country:FR state:x "mise en dem')
    assert asked == Asked(
        words=("meta", "mise en dem"),
        conditions=(Condition(Field.COUNTRY, "fr"),),
        fault=QueryFault(5, 11, "unknown-field"),
    )
    assert understood('-"mise en').excluded == ("mise en",)
    assert understood('country:"France').conditions == (Condition(Field.COUNTRY, "fr"),)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ECLI:EU:C:2023:370", "ecli eu c 2023 370"),
        ("ecli:x", "ecli x"),
        ("https://edpb.europa.eu", "https edpb europa eu"),
        ("foo://bar", "foo bar"),
        ("case:c:311", "case c 311"),
        ("Re:", "re"),
        ("x=y", "x y"),
        ("12:30", "12 30"),
    ],
)
def test_that_identifiers_and_addresses_are_words(text: str, word: str) -> None:
    assert understood(text) == Asked(words=(word,))


def test_that_a_query_without_end_is_cut_and_says_so() -> None:
    text = "w" * 1500
    assert understood(text).fault == QueryFault(1000, 1500, "too-long")
    many = understood(" ".join(f"w{number}" for number in range(30)))
    assert len(many.words) == 24
    assert many.fault is not None
    assert many.fault.code == QueryCode.TOO_LONG


@given(
    st.text(
        st.one_of(st.characters(), st.sampled_from('"-:<>= accruedcountryartbefore0123.,kM')), max_size=60
    )
)
def test_that_no_query_raises(text: str) -> None:
    asked = understood(text)
    assert all(part for word in asked.words for part in word.split(" "))
    if asked.fault:
        assert 0 <= asked.fault.start <= asked.fault.end <= len(text)


def test_that_near_names_are_those_a_few_letters_away() -> None:
    names = ("authority", "art", "after", "accrued")
    assert near("a", names) == ("accrued", "after", "art")
    assert near("atr", names) == ("art",)
    assert near("autorithy", names) == ("authority",)
    assert near("zzz", names) == ()
    assert near("", names) == ()


def slow_distance(first: str, second: str) -> int:
    if not first or not second:
        return len(first) + len(second)
    steps = [
        slow_distance(first[1:], second[1:]) + (first[0] != second[0]),
        slow_distance(first[1:], second) + 1,
        slow_distance(first, second[1:]) + 1,
    ]
    if first[:2] == second[1::-1] and len(first) > 1 and len(second) > 1:
        steps.append(slow_distance(first[2:], second[2:]) + 1)
    return min(steps)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_that_a_distance_is_the_least_number_of_changes(first: str, second: str) -> None:
    assert distance(first, second) == slow_distance(first, second)
