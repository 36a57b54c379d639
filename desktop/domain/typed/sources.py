"""The kind of a source, guessed from the domain of its address."""

from __future__ import annotations

from urllib.parse import urlsplit

from desktop.domain.source import SourceKind

_DOMAINS = {
    domain: kind
    for kind, domains in {
        SourceKind.COURT: (
            "curia.europa.eu hudoc.echr.coe.int conseil-etat.fr courdecassation.fr rechtspraak.nl "
            "raadvanstate.nl bundesverfassungsgericht.de bundesgerichtshof.de bverwg.de "
            "judiciary.uk"
        ),
        SourceKind.OFFICIAL: (
            "europa.eu gov gov.uk gov.au gov.ie gouv.fr gv.at cnil.fr acm.nl overheid.nl "
            "rijksoverheid.nl autoriteitpersoonsgegevens.nl gegevensbeschermingsautoriteit.be "
            "dataprotection.ie ico.org.uk garanteprivacy.it agcm.it aepd.es dpa.gr imy.se "
            "datatilsynet.no datatilsynet.dk bund.de bundeskartellamt.de "
            "autoritedelaconcurrence.fr oaic.gov.au"
        ),
        SourceKind.PARTY: ("noyb.eu privacyinternational.org edri.org"),
        SourceKind.PRESS: (
            "reuters.com apnews.com afp.com bbc.com bbc.co.uk theguardian.com ft.com "
            "bloomberg.com nytimes.com politico.eu euractiv.com euronews.com lemonde.fr "
            "lefigaro.fr liberation.fr legalplanet.pro nos.nl nrc.nl volkskrant.nl spiegel.de "
            "heise.de zeit.de faz.net techcrunch.com theverge.com wired.com"
        ),
        SourceKind.SECONDARY: (
            "gdprhub.eu enforcementtracker.com wikipedia.org iapp.org doctrine.fr dalloz.fr"
        ),
    }.items()
    for domain in domains.split()
}


def source_kind(address: str) -> SourceKind:
    """The kind of the source at an address: that of the nearest domain known, else other."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return SourceKind.OTHER
    parts = host.split(".")
    for start in range(len(parts)):
        kind = _DOMAINS.get(".".join(parts[start:]))
        if kind is not None:
            return kind
    return SourceKind.OTHER
