from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.timeline.labels import SHORTEST, SPACE, Ground, Label, Want, elided, place


def measure(text: str, bold: bool) -> float:  # noqa: FBT001
    return len(text) * (8.0 if bold else 7.0)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Want, ...]:
    x, made = 0.0, []
    for _ in range(draw(st.integers(0, 12))):
        x += draw(st.floats(2, 150))
        size = draw(st.floats(12, 60))
        words = draw(st.text("abcdef ", min_size=1, max_size=40))
        made.append(Want(x, x + size, words, draw(st.booleans()), draw(st.integers(0, 2))))
        x += size
    return tuple(made)


def test_that_a_label_stands_right_of_its_mark() -> None:
    assert place([Want(0, 12, "Notice")], Ground(500), measure) == (Label(0, "Notice", 18, 60, bold=False),)


def test_that_a_label_goes_left_where_the_right_is_taken() -> None:
    labels = place([Want(200, 212, "Notice", rank=0), Want(216, 228, "Fine", rank=1)], Ground(500), measure)
    assert [(label.index, label.right) for label in labels] == [(0, 194), (1, 234 + 28)]


def test_that_the_line_beneath_is_used_only_where_labels_would_be_left_out() -> None:
    marks = [Want(x, x + 12, "A long label") for x in (100, 114, 128)]
    labels = place(marks, Ground(500), measure)
    assert any(label.below for label in labels)
    assert len(labels) == 3


def test_that_a_low_row_has_no_line_beneath() -> None:
    marks = [Want(x, x + 12, "A long label") for x in (100, 114, 128)]
    labels = place(marks, Ground(500, two_lines=False), measure)
    assert not any(label.below for label in labels)


def test_that_the_first_in_rank_is_placed_first() -> None:
    marks = [Want(0, 12, "A long label", rank=2), Want(20, 32, "The decision", rank=0)]
    labels = place(marks, Ground(120), measure)
    assert labels[0].index == 1


def test_that_a_label_avoids_a_soft_stretch_where_it_can() -> None:
    (label,) = place([Want(200, 212, "Notice")], Ground(500, soft=((212, 300),)), measure)
    assert label.right <= 200


def test_that_a_label_may_cross_a_soft_stretch_where_it_must() -> None:
    (label,) = place([Want(10, 22, "Notice")], Ground(500, soft=((0, 500),)), measure)
    assert label.text == "Notice"
    (label,) = place([Want(300, 312, "Notice")], Ground(400, soft=((0, 400),)), measure)
    assert label.left == 312 + SPACE  # where it stands best, though there is more room on the left


def test_that_no_label_stands_on_a_hard_stretch() -> None:
    (label,) = place([Want(200, 212, "Notice")], Ground(500, hard=((100, 500),)), measure)
    assert label.below


def test_that_a_wide_mark_carries_its_label_inside() -> None:
    (label,) = place([Want(100, 400, "Whole year", hollow=True)], Ground(500), measure)
    assert (label.left, label.right) == (106, 176)


@pytest.mark.parametrize(("room", "shown"), [(100, "Formal notice"), (60, "Formal…"), (14, "F…"), (3, "")])
def test_that_a_text_is_shortened_to_its_room(room: float, shown: str) -> None:
    assert elided("Formal notice", room, measure, bold=False) == shown


@given(st.text("il.WM ", min_size=1, max_size=40), st.floats(5, 300))
def test_that_no_letter_more_would_fit_whatever_their_widths(text: str, room: float) -> None:
    widths = {"i": 2.0, "l": 2.5, ".": 2.0, "W": 13.0, "M": 11.0, " ": 3.0, "…": 9.0}

    def uneven(words: str, bold: bool) -> float:  # noqa: FBT001
        return sum(widths[letter] for letter in words)

    shown = elided(text, room, uneven, bold=False)
    assert uneven(shown, bold=False) <= room or not shown
    if shown != text:
        kept = len(shown.removesuffix("…"))
        longer = text[: kept + 1].rstrip() + "…"
        assert uneven(longer, bold=False) > room or longer == shown or text[kept] == " "


def test_that_a_text_that_begins_with_narrow_letters_shows_as_many_as_fit() -> None:
    widths = {"i": 2.0, "W": 13.0, "…": 9.0}
    shown = elided("iiiiWWWW", 17, lambda text, _: sum(map(widths.__getitem__, text)), bold=False)
    assert shown == "iiii…"


def test_that_a_label_may_fill_its_room_to_the_last_pixel() -> None:
    wide = measure("Fine", False)
    (label,) = place([Want(0, 12, "Fine")], Ground(12 + SPACE + wide, two_lines=False), measure)
    assert (label.left, label.right) == (12 + SPACE, 12 + SPACE + wide)


def test_that_a_row_with_room_for_all_labels_beside_does_without_the_line_beneath() -> None:
    width = SHORTEST + SPACE
    (label,) = place([Want(0, 0, "Notice")], Ground(width, soft=((0, width),)), measure)
    assert not label.below


def test_that_a_label_beneath_may_begin_where_the_row_does() -> None:
    (label,) = place([Want(0, 12, "Notice")], Ground(500, hard=((0, 500),)), measure)
    assert (label.left, label.below) == (0, True)


def test_that_a_label_shortened_to_nothing_worth_reading_is_left_out() -> None:
    marks = [Want(0, 12, "Some words that are long"), Want(100, 112, "Fine")]
    shown = [place(marks, Ground(200, two_lines=False, least=least), measure) for least in (60, 90)]
    assert [[label.index for label in labels] for labels in shown] == [[0, 1], [1]]


@given(rows(), st.floats(100, 1500))
def test_that_labels_overlap_neither_each_other_nor_a_mark(wants: tuple[Want, ...], width: float) -> None:
    labels = place(wants, Ground(width), measure)
    marks = [(want.left, want.right, 0.0) for want in wants]
    for is_below, row in ((False, marks), (True, [])):
        taken = row + [(label.left, label.right, SPACE) for label in labels if label.below is is_below]
        for (_, end, space), (start, _, other) in pairwise(sorted(taken)):
            assert end + max(space, other) <= start + 1e-6


@given(rows(), st.floats(100, 1500))
def test_that_labels_stay_inside_and_each_mark_has_at_most_one(wants: tuple[Want, ...], width: float) -> None:
    labels = place(wants, Ground(width), measure)
    assert all(label.left >= -1e-6 and label.right <= width + 1e-6 for label in labels)
    assert len({label.index for label in labels}) == len(labels)
