"""Kinds and lanes of events, guessed from their titles."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Lane
from desktop.domain.typed.guesses import Guess, guess_kind


@pytest.mark.parametrize(
    ("title", "kind", "lane", "words"),
    [
        ("NGO complaint", "complaint", Lane.COMPLAINANTS, "complaint"),
        ("Quatre plaintes déposées", "complaint", Lane.COMPLAINANTS, "plaintes"),
        ("Klacht van noyb", "complaint", Lane.COMPLAINANTS, "Klacht"),
        ("Beschwerde bei der DSB", "complaint", Lane.COMPLAINANTS, "Beschwerde"),
        ("Criminal complaint by noyb", "criminal_complaint", Lane.COMPLAINANTS, "Criminal complaint"),
        ("Formal notice MED-2021-134", "formal_notice", Lane.AUTHORITY, "Formal notice"),
        ("Mise en demeure", "formal_notice", Lane.AUTHORITY, "Mise en demeure"),
        ("€20M fine and daily penalty", "fine", Lane.AUTHORITY, "fine"),
        ("Amende de 20 M€", "fine", Lane.AUTHORITY, "Amende"),
        ("Boete opgelegd", "fine", Lane.AUTHORITY, "Boete"),
        ("Bußgeld", "fine", Lane.AUTHORITY, "Bußgeld"),
        ("Reply to the formal notice", "response", Lane.RESPONDENT, "Reply"),
        ("Réponse de la société", "response", Lane.RESPONDENT, "Réponse"),
        ("Appeal against the fine", "appeal", Lane.RESPONDENT, "Appeal"),
        ("Hoger beroep", "appeal", Lane.RESPONDENT, "Hoger beroep"),
        ("Oral hearing", "hearing", Lane.AUTHORITY, "hearing"),
        ("Anhörung", "hearing", Lane.AUTHORITY, "Anhörung"),
        ("Last onder dwangsom", "penalty_decision", Lane.AUTHORITY, "Last onder dwangsom"),
        ("Liquidation de l'astreinte", "liquidation", Lane.AUTHORITY, "Liquidation"),
        ("Paiement reçu", "payment", Lane.RESPONDENT, "Paiement"),
        ("Demande d'informations", "information_request", Lane.AUTHORITY, "Demande d'informations"),
        ("Urteil des Landgerichts", "court_ruling", Lane.COURTS, "Urteil"),
        ("Decision SAN-2022-019", "decision", Lane.AUTHORITY, "Decision"),
    ],
)
def test_that_kind_and_lane_are_guessed_from_the_first_telling_words(
    title: str, kind: str, lane: Lane, words: str
) -> None:
    assert guess_kind(title) == Guess(kind, lane, words)


@pytest.mark.parametrize("title", ["", "Findings shared in Europe", "define", "27 May 2021", "finery"])
def test_that_other_titles_tell_no_kind(title: str) -> None:
    assert guess_kind(title) is None
