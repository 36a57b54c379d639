"""Adding an explanation up again from its own words: no figure of the program is asked."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.models.explanation.explanation import as_markdown

if TYPE_CHECKING:
    from desktop.domain.explanation.explanation import Explanation

_AMOUNT = r"(-?)[A-Z]{3} ([\d,]+(?:\.\d+)?)"
_STEP = re.compile(rf"(?P<sign>[+\-=]?) ?(?P<words>.*?) = {_AMOUNT}")
_PRODUCT = re.compile(rf"([\d,]+)\s[^×]*× {_AMOUNT}")
_SHARE = re.compile(rf"(\d+)/(\d+) of a [^×]*× {_AMOUNT}, rounded down")


class AddsUpWronglyError(AssertionError):
    """An explanation whose steps do not lead to its results."""


def readd(explanation: Explanation) -> Fraction:
    """The figure the steps lead to, in major units, each product multiplied anew and each result checked."""
    total, figure, parts = Fraction(0), Fraction(0), []
    for sign, words, amount in steps_in(as_markdown(explanation)):
        if sign in ("+", "-"):
            check(words, amount)
            total += amount if sign == "+" else -amount
        elif sign == "=":
            if amount != total:
                raise AddsUpWronglyError(f"{words}: {amount} stands there, the steps before give {total}")
            figure = amount
        elif words.startswith("of which"):
            parts.append(amount)
    if parts and sum(parts) != figure:
        raise AddsUpWronglyError(f"the parts make {sum(parts)} of {figure}")
    return figure


def steps_in(markdown: str) -> list[tuple[str, str, Fraction]]:
    """The sign, the words and the amount of every step in a copied explanation."""
    block = markdown.split("## Steps\n", 1)[1].split("\n## ", 1)[0]
    lines = [line[2:].strip("*") for line in block.splitlines() if line.startswith("- ")]
    found = [match for line in lines if (match := _STEP.fullmatch(line.replace("\\", "")))]
    return [(match["sign"], match["words"], _number(match[3], match[4])) for match in found]


def check(words: str, amount: Fraction) -> None:
    """That a product in the words of a step gives its amount; shares of a unit are rounded down."""
    if share := _SHARE.search(words):
        rate, decimals = _number(share[3], share[4]), len(share[4].partition(".")[2])
        exact = Fraction(int(share[1]), int(share[2])) * rate * 10**decimals
        wanted = Fraction(exact.numerator // exact.denominator, 10**decimals)
    elif product := _PRODUCT.search(words):
        wanted = int(product[1].replace(",", "")) * _number(product[2], product[3])
    else:
        return
    if wanted != amount:
        raise AddsUpWronglyError(f"{words} is {wanted}, not {amount}")


def _number(sign: str, digits: str) -> Fraction:
    return Fraction(f"{sign}{digits.replace(',', '')}")
