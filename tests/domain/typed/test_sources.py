"""Kinds of sources, guessed from their addresses."""

from __future__ import annotations

import pytest

from desktop.domain.source import SourceKind
from desktop.domain.typed.sources import source_kind


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.cnil.fr/fr/sanction", SourceKind.OFFICIAL),
        ("https://edpb.europa.eu/news", SourceKind.OFFICIAL),
        ("https://www.legifrance.gouv.fr/cnil/id/CNILTEXT1", SourceKind.OFFICIAL),
        ("https://curia.europa.eu/juris", SourceKind.COURT),
        ("https://uitspraken.rechtspraak.nl/details?id=1", SourceKind.COURT),
        ("legalplanet.pro/reconnaissance-faciale", SourceKind.PRESS),
        ("https://noyb.eu/en", SourceKind.PARTY),
        ("https://gdprhub.eu/index.php", SourceKind.SECONDARY),
        ("https://notcnil.fr/", SourceKind.OTHER),
        ("a letter of 3 May", SourceKind.OTHER),
        ("https://[bad", SourceKind.OTHER),
        ("", SourceKind.OTHER),
    ],
)
def test_that_the_kind_is_that_of_the_nearest_known_domain(address: str, kind: SourceKind) -> None:
    assert source_kind(address) is kind
