"""Strict reading, with a format of the test's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop.strict import (
    Record,
    StrictError,
    TwiceError,
    all_of,
    anything,
    checked,
    exactly,
    once,
    shown,
    then,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class BookError(StrictError):
    """A book that is not as it must be."""


class Book(Record):
    error = BookError


text = exactly(str, BookError, "must be a text, not {}")
whole = exactly(int, BookError, "must be a whole number")
pages = all_of(exactly(list, BookError, "must be a list of numbers"), whole, "{}[{}]")
BOOK = {"title": "Awb", "pages": [3, 5], "cover": {"text": "red"}, "parts": [{"text": "a"}, {"text": "b"}]}


def words_of(book: Book, end: str = "") -> str:
    return book.need("text", text) + end


def test_that_what_is_given_is_read_by_its_kind_and_what_is_not_is_its_default() -> None:
    book = Book(BOOK, "x")
    assert (book.need("title", text), book.get("pages", pages)) == ("Awb", (3, 5))
    assert (book.get("price", whole), book.get("price", whole, 7)) == (None, 7)
    assert (book.maybe("cover", words_of), book.maybe("back", words_of)) == ("red", None)
    assert book.each("parts", words_of, end="!") == ("a!", "b!")
    assert [part.where for part in book.rows("parts")] == ["x, parts 1", "x, parts 2"]
    assert book.rows("notes") == ()
    assert book.has("title")
    assert not book.has("price")
    book.close()


@pytest.mark.parametrize(
    ("values", "read", "sentence"),
    [
        ([], Book.close, "x is not a table"),
        (None, Book.close, "x is not a table"),
        (
            {"b": 1, "a": 2, "c": 3},
            lambda book: book.read(lambda one: one.get("c", whole)),
            "x: unknown a, b",
        ),
        ({}, lambda book: book.need("title", text), "x: title is missing"),
        ({}, lambda book: book.inner("cover"), "x: cover is missing"),
        ({"title": 3}, lambda book: book.need("title", text), "x: title must be a text, not 3"),
        ({"title": None}, lambda book: book.get("title", text), "x: title must be a text, not null"),
        ({"size": True}, lambda book: book.get("size", whole), "x: size must be a whole number"),
        ({"size": 1.0}, lambda book: book.get("size", whole), "x: size must be a whole number"),
        ({"pages": 1}, lambda book: book.get("pages", pages), "x: pages must be a list of numbers"),
        ({"pages": [1, "2"]}, lambda book: book.get("pages", pages), "x: pages[1] must be a whole number"),
        ({"parts": {}}, lambda book: book.rows("parts"), "x: parts must be a list of tables"),
        ({"parts": [{}, 1]}, lambda book: book.each("parts", words_of), "x, parts 2 is not a table"),
        ({"parts": [{}]}, lambda book: book.each("parts", words_of), "x, parts 1: text is missing"),
        (
            {"parts": [{"text": "a", "b": 1}]},
            lambda book: book.each("parts", words_of),
            "x, parts 1: unknown b",
        ),
        ({"cover": 1}, lambda book: book.maybe("cover", words_of), "x, cover is not a table"),
        ({"cover": {"text": "", "b": 1}}, lambda book: book.maybe("cover", words_of), "x, cover: unknown b"),
    ],
)
def test_that_what_is_wrong_is_told_with_its_place(
    values: object, read: Callable[[Book], object], sentence: str
) -> None:
    with pytest.raises(BookError) as refused:
        read(Book(values, "x"))
    assert str(refused.value) == sentence


def test_that_an_error_about_a_record_or_a_field_is_one_of_its_format() -> None:
    book = Book({}, "x")
    assert isinstance(book.wrong("it burns"), BookError)
    assert (str(book.wrong("it burns")), str(book.fault("title", "is long"))) == (
        "x: it burns",
        "x: title is long",
    )


def test_that_more_is_made_of_a_value_and_that_its_error_goes_on() -> None:
    number = then(text, int)
    assert number("12", "x") == 12
    with pytest.raises(BookError, match="x must be a text, not 12"):
        number(12, "x")
    with pytest.raises(ValueError, match="invalid literal"):
        number("twelve", "x")
    assert anything(BOOK, "x") is BOOK


def test_that_a_value_is_checked_after_its_kind() -> None:
    price = checked(whole, lambda number: number < 10, BookError, "is dear: {}")
    assert price(9, "x") == 9
    for value, sentence in ((10, "x is dear: 10"), ("9", "x must be a whole number")):
        with pytest.raises(BookError) as refused:
            price(value, "x")
        assert str(refused.value) == sentence


def test_that_a_json_object_says_each_thing_once() -> None:
    assert json.loads('{"a": {"b": 1}, "b": 2}', object_pairs_hook=once) == {"a": {"b": 1}, "b": 2}
    with pytest.raises(TwiceError, match="'b'"):
        json.loads('{"a": {"b": 1, "b": 2}}', object_pairs_hook=once)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, "an object"),
        ([1], "a list"),
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (-1.5, "-1.5"),
        ("é\n", r"'\xe9\n'"),
        ("x" * 99, "'" + "x" * 39 + "..."),
    ],
)
def test_that_a_value_is_shown_shortly_on_one_line_in_ascii(value: object, words: str) -> None:
    assert shown(value) == words
