"""Articles as lists of fines write them."""

from __future__ import annotations

import pytest

from desktop.domain.importing.found import CleanUp
from desktop.exchange.tables.provisions import read_provisions


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (
            "Art. 5 (1) a), b), c) GDPR, Art. 6 (1) c), e), (2), (3) b) GDPR",
            "GDPR 5(1)(a)|GDPR 5(1)(b)|GDPR 5(1)(c)|GDPR 6(1)(c)|GDPR 6(1)(e)|GDPR 6(2)|GDPR 6(3)(b)",
        ),
        ("Art. 5 GDPR, Art. 12", "GDPR 5|GDPR 12"),
        ("Article 3(2)(b) GDPR", "GDPR 3(2)(b)"),
        ("Articles 5, 6 and 9 GDPR", "GDPR 5|GDPR 6|GDPR 9"),
        ("Art. 5(1)(c) GDPR and Art. 6 GDPR", "GDPR 5(1)(c)|GDPR 6"),
        ("Art. 5 (1) f) GDPR,", "GDPR 5(1)(f)"),
        ("Art. 82 loi Informatique et Libertés", "loi Informatique et Libertés 82"),
        ("4, 5, 6", "GDPR 4|GDPR 5|GDPR 6"),
        ("Art. 32 (4)", "GDPR 32(4)"),
        ("Art. 6 GDPR, Art. 6 GDPR", "GDPR 6"),
        ("Several", ""),
        ("Data Protection Act 2018", ""),
        ("Failure to implement sufficient measures", ""),
        ("Partner of a firm, 5 people", ""),
    ],
)
def test_that_articles_are_read(words: str, meant: str) -> None:
    found, made = read_provisions(words, "GDPR")
    assert "|".join(f"{law} {article}" for law, article in found) == meant
    assert made == ()


def test_that_articles_run_together_and_misspelt_laws_are_clean_ups() -> None:
    found, made = read_provisions("Article 6 GDPRArticle 12 GPDR", "")
    assert found == (("GDPR", "6"), ("GDPR", "12"))
    assert made == (CleanUp.GLUED, CleanUp.LAWS)


def test_that_a_law_that_is_not_named_is_not_invented() -> None:
    assert read_provisions("Art. 32 (4)", "")[0] == (("", "32(4)"),)
