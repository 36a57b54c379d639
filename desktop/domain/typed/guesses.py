"""The kind of an event and who acted, guessed from words of its title in four languages."""

from __future__ import annotations

import re
from typing import NamedTuple

from desktop.domain.case.case import Lane
from desktop.domain.typed.words import bare

OTHER = "other"


class Guess(NamedTuple):
    """A kind and a lane, and the words of the title that they were guessed from."""

    kind: str
    lane: Lane
    words: str


_BY_KIND: tuple[tuple[str, Lane, str], ...] = (
    (
        "criminal_complaint",
        Lane.COMPLAINANTS,
        "criminal complaint*, plainte* penale*, aangifte, strafanzeige*",
    ),
    (
        "complaint",
        Lane.COMPLAINANTS,
        "complain*, plainte*, reclamation*, klacht*, beschwerde*",
    ),
    (
        "formal_notice",
        Lane.AUTHORITY,
        (
            "formal notice*, notice*, mise* en demeure, ingebrekestelling*, aanmaning*, abmahnung*, "
            "verwarnung*"
        ),
    ),
    (
        "preliminary_finding",
        Lane.AUTHORITY,
        (
            "preliminary finding*, preliminary view*, statement of objections, draft decision*, projet de "
            "decision, communication des griefs, ontwerpbesluit*, voorlopig*, vorlaufig*, "
            "entscheidungsentwurf*"
        ),
    ),
    (
        "information_request",
        Lane.AUTHORITY,
        (
            "request* for information, information request*, questionnaire*, demande* d information*, "
            "demande* de renseignement*, informatieverzoek*, vragenlijst*, auskunftsersuchen, "
            "auskunftsverlangen, fragebogen"
        ),
    ),
    (
        "inspection",
        Lane.AUTHORITY,
        (
            "inspection*, dawn raid*, controle sur place, perquisition*, inspectie*, durchsuchung*, "
            "nachprufung*"
        ),
    ),
    (
        "investigation_opened",
        Lane.AUTHORITY,
        (
            "investigation opened, opens investigation, opening of proceedings, ouverture*, onderzoek "
            "gestart, start onderzoek, einleitung, verfahren eroffnet"
        ),
    ),
    (
        "hearing",
        Lane.AUTHORITY,
        "hearing*, audience*, audition*, zitting*, hoorzitting*, anhorung*, verhandlung*",
    ),
    (
        "response",
        Lane.RESPONDENT,
        (
            "reply, replies, replied, response*, responds, responded, answer*, observations, reponse*, "
            "antwoord*, zienswijze*, reactie*, antwort*, stellungnahme*, erwiderung*"
        ),
    ),
    (
        "liquidation",
        Lane.AUTHORITY,
        (
            "liquidat*, invordering*, festsetzung des zwangsgelds, festgesetztes zwangsgeld, "
            "zwangsgeldfestsetzung*"
        ),
    ),
    (
        "penalty_decision",
        Lane.AUTHORITY,
        "periodic penalty*, daily penalty*, astreinte*, dwangsom*, last onder dwangsom, zwangsgeld*",
    ),
    (
        "fine",
        Lane.AUTHORITY,
        "fine, fines, fined, amende*, boete*, bussgeld*, geldbusse*",
    ),
    (
        "payment",
        Lane.RESPONDENT,
        (
            "payment*, paid, pays, paiement*, paye, payee, verse, betaling*, betaald, betaalt, zahlung*, "
            "gezahlt, bezahlt"
        ),
    ),
    (
        "appeal",
        Lane.RESPONDENT,
        (
            "appeal*, recours, appel, pourvoi*, beroep*, hoger beroep, bezwaar*, berufung*, widerspruch*, "
            "rechtsmittel, klage, klageerhebung"
        ),
    ),
    (
        "annulment",
        Lane.COURTS,
        "annul*, vernietig*, aufhebung*, aufgehoben, nichtigerklarung*",
    ),
    (
        "suspension",
        Lane.COURTS,
        "suspen*, schorsing*, geschorst, aussetzung*, ausgesetzt",
    ),
    (
        "court_ruling",
        Lane.COURTS,
        (
            "judgment*, judgement*, ruling*, rules, court*, arret, arrets, jugement*, uitspraak*, "
            "vonnis*, arrest, urteil*, beschluss*, gericht*"
        ),
    ),
    (
        "settlement",
        Lane.RESPONDENT,
        "settle*, transaction*, schikking*, vergleich*",
    ),
    (
        "compliance",
        Lane.RESPONDENT,
        "complies, complied, compliance, mise en conformite, nageleefd, erfullt",
    ),
    (
        "notification",
        Lane.AUTHORITY,
        "notified, notification*, notifie*, betekend*, betekening*, zustellung*, zugestellt",
    ),
    (
        "publication",
        Lane.AUTHORITY,
        "published, publication*, publie*, gepubliceerd*, publicatie*, veroffentlich*",
    ),
    (
        "closure",
        Lane.AUTHORITY,
        "closed, closes, closure*, cloture*, gesloten, afgesloten, eingestellt, einstellung*",
    ),
    (
        "order",
        Lane.AUTHORITY,
        "order, orders, ordered, injunction*, bevel*, anordnung*",
    ),
    (
        "decision",
        Lane.AUTHORITY,
        "decision*, decides, decided, deliberation*, besluit*, beslissing*, entscheid*, bescheid*",
    ),
)


def _phrases() -> tuple[tuple[tuple[str, ...], str, Lane], ...]:
    found = [
        (tuple(words.split()), kind, lane) for kind, lane, phrases in _BY_KIND for words in phrases.split(",")
    ]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


_PHRASES = _phrases()
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")


def guess_kind(title: str) -> Guess | None:
    """The kind and lane that the first telling words of a title stand for; None if no word tells."""
    found = [(match, bare(match[0])) for match in _WORD.finditer(title)]
    words = [word for _, word in found]
    for place in range(len(words)):
        for phrase, kind, lane in _PHRASES:
            if _fits(words[place : place + len(phrase)], phrase):
                first, last = found[place][0], found[place + len(phrase) - 1][0]
                return Guess(kind, lane, title[first.start() : last.end()])
    return None


def _fits(words: list[str], phrase: tuple[str, ...]) -> bool:
    return len(words) == len(phrase) and all(
        word.startswith(stem[:-1]) if stem.endswith("*") else word == stem
        for word, stem in zip(words, phrase, strict=True)
    )
