"""A list of fines as CSV, of any length, the same for the same seed."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

from tests.benchmarks.words import countries, filled, languages, ranked

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = (
    "id", "country", "date", "price", "currency", "controller", "authority", "articleViolated", "source",
    "summary",
)  # fmt: skip
# Authorities by a name that the directory of authorities knows.
AUTHORITIES = (("France", "CNIL"), ("Ireland", "DPC"), ("Spain", "AEPD"), ("Italy", "Garante"))
ARTICLES = ("5 (1) a)", "5 (1) f)", "6", "9", "12", "13", "15", "17", "25", "28", "32", "33", "58 (2)")
YEARS = range(2018, 2027)
SENTENCES = range(2, 8)


def write_fines(path: Path, rows: int, seed: int = 1) -> None:
    """Write a list of so many fines; a tenth without an amount, a twentieth without a name."""
    dice = random.Random(seed)
    english, places = languages()["en"], countries()
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        for number in range(1, rows + 1):
            country, authority = ranked(dice, AUTHORITIES)
            home = dice.choice(places)
            name = f"{dice.choice(home.surnames)} {dice.choice(home.towns)} {dice.randrange(rows)}"
            articles = ", ".join(f"Art. {one} GDPR" for one in dice.sample(ARTICLES, dice.randint(1, 4)))
            words = {
                "a": lambda authority=authority: authority,
                "c": lambda name=name: name,
                "d": lambda: f"{dice.randint(1, 28)} May {dice.choice(YEARS)}",
                "k": lambda: str(dice.randrange(1, 900)),
                "m": lambda: ranked(dice, english.things),
                "n": lambda: ranked(dice, english.things),
                "o": lambda home=home: dice.choice(home.towns),
                "p": lambda home=home: dice.choice(home.surnames),
                "r": lambda number=number: f"2022/{number}",
            }
            many = dice.choice(SENTENCES)
            summary = " ".join(filled(dice.choice(english.sentences), words) for _ in range(many))
            table.writerow(
                (
                    f"F-{number}",
                    country,
                    f"{dice.randint(1, 12):02}/{dice.randint(1, 28):02}/{dice.choice(YEARS)}",
                    dice.randrange(1, 5_000) * 100 if dice.random() > 0.1 else "Unknown",
                    "EUR",
                    name if dice.random() > 0.05 else "Unknown",
                    authority,
                    articles,
                    f"https://example.org/decisions/{number}",
                    summary,
                )
            )
