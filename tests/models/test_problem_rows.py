from __future__ import annotations

from desktop.domain.edit.change import Reference
from desktop.domain.edit.corrections import Correction, Flawed, FlawedRow, Loss
from desktop.domain.money import Money
from desktop.models import problem_rows as words

UID = "8b1b2f6c-1111-4a1b-a2c3-000000000001"
_STATUSES = ("proposed", "imposed", "reduced", "annulled", "paid")
FINE = FlawedRow(
    "fines",
    2,
    UID,
    (("status", "suspended"),),
    Flawed.WORD,
    "one of proposed",
    Loss.ROW,
    day="2025-12-05",
    amount=Money(12_000_000_000, "EUR"),
    slug="x",
    title="X",
    choices=tuple(Correction((("status", status),)) for status in _STATUSES),
)
_DATE = ("date_start", "date_end", "date_precision")
MEANT = Correction(tuple(zip(_DATE, ("2024-05-09", "2024-05-09", "day"), strict=True)))
EVENT = FlawedRow(
    "events",
    8,
    UID,
    tuple(zip(_DATE, ("2024-5-9", "2024-5-9", "day"), strict=True)),
    Flawed.DAY,
    "a day",
    Loss.ROW,
    label="EUR 1,012,500 so far",
    slug="coa",
    title="COA",
    suggestions=(MEANT, Correction(tuple((name, None) for name in _DATE))),
)
ZONE = FlawedRow(
    "authorities",
    3,
    UID,
    (("zone", "Europe/Amsterdm"),),
    Flawed.ZONE,
    "a time zone",
    Loss.CELL,
    read_as="UTC",
    label="Rb. Noord-Nederland",
    slug="coa",
    title="COA",
    suggestions=(Correction((("zone", "Europe/Amsterdam"),)),),
)


def told(row: FlawedRow) -> tuple[str, ...]:
    return (
        words.row_words(row),
        words.place_words(row),
        words.written_words(row),
        words.column_words(row),
        words.flaw_words(row),
        words.loss_words(row),
    )


def test_that_a_wrong_word_is_told_with_those_allowed_and_the_sums_it_is_left_out_of() -> None:
    assert told(FINE) == (
        "Fine of 5 Dec 2025",
        "X  ·  fines, row 2",
        "suspended",
        "status",
        "Not a status of a fine. Allowed: proposed, imposed, reduced, annulled, paid.",
        "Left out of Fine and Outstanding of X (€120,000,000).",
    )
    assert words.choose_words(FINE) == "Choose status"
    assert [words.choice_words(choice) for choice in FINE.choices] == list(_STATUSES)


def test_that_a_date_is_told_once_with_the_day_that_was_meant() -> None:
    assert told(EVENT) == (
        "Event “EUR 1,012,500 so far”",
        "COA  ·  events, row 8",
        "2024-5-9",
        "date",
        "Not a date of this file. Did you mean 2024-05-09?",
        "Left out of the timeline; no figure depends on it.",
    )
    said = [words.correction_words(EVENT, one) for one in EVENT.suggestions]
    assert said == ["Use Thu 9 May 2024", "Leave date empty"]
    month = Correction(tuple(zip(_DATE, ("2024-05-01", "2024-05-31", "month"), strict=True)))
    assert words.correction_words(EVENT, month) == "Use May 2024"


def test_that_a_time_zone_is_told_with_what_live_means_without_it() -> None:
    assert told(ZONE)[:2] == ("Rb. Noord-Nederland", "Authority  ·  authorities, row 3")
    assert told(ZONE)[4:] == (
        "No such time zone. Did you mean Europe/Amsterdam?",
        "Days are those of UTC: Live may be a day off for COA. Past days are not affected.",
    )
    assert words.spoken_words(ZONE).startswith("Rb. Noord-Nederland, Authority")


def test_that_every_other_kind_of_flaw_and_loss_has_its_words() -> None:
    def of(flaw: Flawed, loss: Loss, value: int | str | None = "x", allowed: str = "a flag") -> FlawedRow:
        return FlawedRow("stays", 1, UID, (("kind", value),), flaw, allowed, loss, title="A \x1b case")

    cases = (
        (
            of(Flawed.LINK, Loss.OWNER, 9),
            "Refers to a row that is not in the file.",
            "belongs to nothing",
        ),
        (of(Flawed.EMPTY, Loss.FIGURE, None), "Nothing is written here. Needed: a flag.", "no figure"),
        (of(Flawed.TOGETHER, Loss.DATE), "These do not go together: needed is a flag.", "without this date"),
        (of(Flawed.OTHER, Loss.NOTHING), "Not allowed here. Needed: a flag.", "as far as it can be read"),
        (of(Flawed.WORD, Loss.CELL), "Not allowed here. Needed: a flag.", "Shown without it"),
        (of(Flawed.OTHER, Loss.ROW), "Not allowed here. Needed: a flag.", "Left out of A ␛ case."),
    )
    for row, flaw, loss in cases:
        assert words.flaw_words(row) == flaw
        assert loss in words.loss_words(row)
    assert words.written_words(cases[1][0]) == "nothing"
    assert words.row_words(cases[0][0]) == "Stay"
    other = FlawedRow("document_contents", 1, "", (), Flawed.OTHER, "data: 1 bytes is not", Loss.ROW)
    assert (words.flaw_words(other), words.loss_words(other)) == (
        "data: 1 bytes is not",
        "Left out of what is shown.",
    )


def test_that_a_record_to_refer_to_is_named() -> None:
    choice = Correction((("authority_id", Reference("authorities", UID)),), "CNIL & more")
    assert words.choice_words(choice) == "CNIL & more"
    row = FlawedRow(
        "investigations", 1, UID, (("authority_id", 9),), Flawed.LINK, "", Loss.NOTHING, choices=(choice,)
    )
    assert words.choose_words(row) == "Choose authority"
