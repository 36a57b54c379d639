"""The form of a new investigation: the fields of its draft, each with what is wrong with it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.currencies import CURRENCIES
from desktop.domain.edit.draft import CapKind, Draft, DraftField, GraceKind, Reuse
from desktop.domain.edit.draft_problems import DraftFlaw, Weight
from desktop.models.edit.draft_words import maximum_words, problem_words
from desktop.models.edit.form_words import (
    authority_note,
    cap_kinds,
    certainties,
    country_choices,
    grace_kinds,
    grace_starts,
    regime_choices,
    respondent_kinds,
    source_kinds,
)
from desktop.models.edit.rule_words import grace_units, unit_choices
from desktop.views.edit.fields import (
    MOST,
    NAMES,
    Chooser,
    FieldRow,
    answer_link,
    put_words,
    typed_line,
    typed_text,
)
from desktop.views.edit.rules import RulesSection
from desktop.views.edit.since import SinceSection
from desktop.views.parts.card import Card, link_button
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.domain.edit.draft_problems import DraftProblem
    from desktop.domain.page.drafted import Drafted
    from desktop.session.reader.drafts import Choices

# Pixels of the words of some lists, shown whole at least.
_MOST = {"country": 0, "kind": 60, "certainty": 62, "grace_unit": 60, "grace_from": 112, "source_kind": 90}


class DraftForm(Card):
    """The fields of a draft; every change is told at once."""

    # Draft: the draft as it is now.
    edited = Signal(object)
    # str: the slug of an investigation to be shown.
    case_wanted = Signal(str)
    # An authority that is in no list is to be written.
    authority_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="draft_form", parent=parent)
        self._draft = Draft()
        self._is_showing = False
        self._choices: Choices | None = None
        self._lines: dict[str, QLineEdit] = {}
        self._choosers: dict[str, Chooser] = {}
        self._completer = QCompleter(QStringListModel(self), self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(lambda name: self._put(respondent=name, reuse=Reuse.OPEN))
        self._order = typed_text("draft_order", self.tr("Must be done"), self._on_order)
        self._not_known = link_button(self.tr("Not known"), "draft_not_known")
        self._not_known.clicked.connect(
            lambda _checked=False: self._put(is_notified_known=not self._draft.is_notified_known)
        )
        self._rows = self._made_rows()
        self.rules = RulesSection()
        self.rules.edited.connect(self._put_draft)
        self.since = SinceSection()
        self.since.edited.connect(self._put_draft)
        column = spaced(QVBoxLayout(), spacing=8)
        for field, row in self._rows.items():
            if field is DraftField.DECIDED:
                continue
            row.name.setMinimumWidth(NAMES)
            if field is DraftField.REFERENCE:
                beside = spaced(QHBoxLayout(), spacing=12)
                for one, share in ((row, 6), (self._rows[DraftField.DECIDED], 5)):
                    beside.addWidget(one, share, Qt.AlignmentFlag.AlignTop)
                column.addLayout(beside)
            else:
                column.addWidget(row)
        column.addWidget(self.rules)
        column.addWidget(self.since)
        column.addStretch(1)
        self.body.addLayout(column)

    @property
    def draft(self) -> Draft:
        """The draft shown."""
        return self._draft

    def row(self, field: DraftField) -> FieldRow:
        """The row of a field."""
        return self._rows.get(field, self.since.row)

    def show_draft(self, draft: Draft) -> None:
        """Show a draft in all fields."""
        self._draft = draft
        self._is_showing = True
        for name, line in self._lines.items():
            put_words(line, getattr(draft, name))
        if self._order.toPlainText() != draft.order:
            self._order.setPlainText(draft.order)
        self._is_showing = False
        self._show_chosen()
        self.since.show_draft(draft)

    def show_choices(self, choices: Choices) -> None:
        """Offer what the file and the shipped law hold."""
        self._choices = choices
        names = self._completer.model()
        if isinstance(names, QStringListModel):
            names.setStringList(list(choices.respondents))
        self._show_chosen()

    def show_figure(self, drafted: Drafted) -> None:
        """Show what is wrong, doubtful or understood below each field."""
        told: dict[DraftField, DraftProblem] = {}
        for problem in drafted.problems:
            told.setdefault(problem.field, problem)
        for field, row in self._rows.items():
            found = told.get(field)
            if found is None:
                row.show_note(
                    maximum_words(drafted) if field is DraftField.PENALTY else self._plain_note(field)
                )
            else:
                role = "fault" if found.weight is Weight.FAULT else "doubt"
                row.show_note(problem_words(found, drafted), role, answers=self._answers(found))
        self.rules.show_rules(self._draft, drafted.rules)
        self.since.show_problems(tuple(p for p in drafted.problems if p.field not in self._rows))

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._lines["respondent"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_field(self, field: DraftField) -> None:
        """Put the cursor into a field."""
        found = self.row(field).findChild(QLineEdit)
        if isinstance(found, QLineEdit):
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            found.selectAll()

    def _made_rows(self) -> dict[DraftField, FieldRow]:
        return {**self._who(), **self._when(), **self._what()}

    def _who(self) -> dict[DraftField, FieldRow]:
        """The rows on respondent, authority and law."""
        choose = self._chooser
        respondent = self._line("respondent", self.tr("Respondent"), self.tr("name"))
        respondent.setCompleter(self._completer)
        country = choose("country", self.tr("Country of the respondent"), self.tr("country"))
        kind = choose("kind", self.tr("Kind of respondent"))
        authority = choose("authority", self.tr("Authority"), self.tr("Choose an authority"))
        add = link_button(self.tr("Add authority…"), "draft_add_authority")
        add.clicked.connect(lambda _checked=False: self.authority_wanted.emit())
        return {
            DraftField.RESPONDENT: _row(
                DraftField.RESPONDENT, self.tr("Respondent"), respondent, country, kind, stretch=(3, 2, 2)
            ),
            DraftField.AUTHORITY: _row(
                DraftField.AUTHORITY, self.tr("Authority"), authority, add, stretch=(1, 0)
            ),
            DraftField.REGIME: _row(
                DraftField.REGIME, self.tr("Regime"), choose("regime", self.tr("Regime"))
            ),
        }

    def _when(self) -> dict[DraftField, FieldRow]:
        """The rows on the decision and its notification."""
        line = self._line
        notified = line("notified", self.tr("Notified"), self.tr("18 Oct 2022"))
        certainty = self._chooser("certainty", self.tr("Certainty of the notification"))
        return {
            DraftField.REFERENCE: _row(
                DraftField.REFERENCE, self.tr("Reference"), line("reference", self.tr("Reference"))
            ),
            DraftField.DECIDED: _row(
                DraftField.DECIDED,
                self.tr("Decided"),
                line("decided", self.tr("Decided"), self.tr("17 Oct 2022")),
            ),
            DraftField.NOTIFIED: _row(
                DraftField.NOTIFIED,
                self.tr("Notified"),
                notified,
                certainty,
                self._not_known,
                stretch=(3, 1, 0),
            ),
            DraftField.ORDER: _row(DraftField.ORDER, self.tr("Must be done"), self._order),
        }

    def _what(self) -> dict[DraftField, FieldRow]:
        """The rows on the penalty and its source."""
        line, choose = self._line, self._chooser
        grace = (
            line("grace_length", self.tr("Length of the grace period"), "2"),
            choose("grace_unit", self.tr("Unit of the grace period")),
            choose("grace_from", self.tr("Grace period runs from")),
            line("grace_last_day", self.tr("Last day of the grace period"), self.tr("last day")),
        )
        penalty = (
            line("amount", self.tr("Amount of the penalty"), "100,000"),
            choose("currency", self.tr("Currency")),
            choose("unit", self.tr("Charged per")),
        )
        cap = (
            choose("cap", self.tr("Kind of cap")),
            line("cap_amount", self.tr("Highest sum"), self.tr("sum")),
            line("cap_units", self.tr("Most units"), self.tr("number")),
        )
        source = (
            line("source", self.tr("Source"), self.tr("Paste a link or write where it was read.")),
            choose("source_kind", self.tr("Kind of source")),
        )
        return {
            DraftField.GRACE: _row(DraftField.GRACE, self.tr("Grace period"), *grace, stretch=(1, 2, 2, 2)),
            DraftField.PENALTY: _row(DraftField.PENALTY, self.tr("Penalty"), *penalty, stretch=(2, 1, 2)),
            DraftField.CAP: _row(DraftField.CAP, self.tr("Cap"), *cap, stretch=(1, 1, 1)),
            DraftField.SOURCE: _row(DraftField.SOURCE, self.tr("Source"), *source, stretch=(3, 1)),
        }

    def _line(self, name: str, accessible: str, hint: str = "") -> QLineEdit:
        def edited(words: str) -> None:
            more: dict[str, Any] = {"reuse": Reuse.OPEN} if name == "respondent" else {}
            self._put(**{name: words}, **more)

        line = self._lines[name] = typed_line(f"draft_{name}_line", accessible, edited, hint)
        return line

    def _chooser(self, name: str, accessible: str, hint: str = "") -> Chooser:
        chooser = self._choosers[name] = Chooser(
            f"draft_{name}_choice", accessible, hint, most=_MOST.get(name, MOST)
        )
        if name == "authority":
            chooser.chosen.connect(self.choose_authority)
        elif name == "grace_unit":
            chooser.chosen.connect(self._on_grace)
        elif name == "regime":
            chooser.chosen.connect(lambda code: self._put(regime=code, by_hand=()))
        else:
            chooser.chosen.connect(lambda value: self._put(**{name: value}))
        return chooser

    def _show_chosen(self) -> None:
        """Show the chosen value of every list, and the fields that it asks for."""
        draft, known = self._draft, self._choices
        authorities = () if known is None else known.authorities
        if draft.authority is not None and draft.authority not in authorities:
            authorities = (draft.authority, *authorities)
        choices: dict[str, tuple[tuple[object, str], ...]] = {
            "country": country_choices(),
            "kind": respondent_kinds(),
            "authority": tuple((one, _named(one)) for one in authorities),
            "regime": regime_choices(() if known is None else known.regimes),
            "certainty": certainties(),
            "grace_unit": (*grace_units(), *grace_kinds()),
            "grace_from": grace_starts(),
            "currency": tuple((code, code) for code in sorted(CURRENCIES)),
            "unit": unit_choices(),
            "cap": cap_kinds(),
            "source_kind": source_kinds(),
        }
        for name, chooser in self._choosers.items():
            is_kind = name == "grace_unit" and draft.grace is not GraceKind.LENGTH
            chooser.show_choices(choices[name], draft.grace if is_kind else getattr(draft, name))
        is_known = draft.is_notified_known
        self._not_known.setText(self.tr("Not known") if is_known else self.tr("It is known"))
        self._not_known.setAccessibleName(self._not_known.text())
        for name, shown in (
            ("grace_length", draft.grace is GraceKind.LENGTH),
            ("grace_last_day", draft.grace is GraceKind.LAST_DAY),
            ("cap_amount", draft.cap in (CapKind.SUM, CapKind.BOTH)),
            ("cap_units", draft.cap in (CapKind.UNITS, CapKind.BOTH)),
        ):
            self._lines[name].setVisible(shown)
        self._choosers["grace_from"].setVisible(draft.grace is GraceKind.LENGTH)
        self._lines["notified"].setEnabled(draft.is_notified_known)
        self._choosers["certainty"].setEnabled(draft.is_notified_known)

    def choose_authority(self, chosen: Authority) -> None:
        """Choose an authority, with what its regime fills in."""
        codes = {law.code: law for law in (() if self._choices is None else self._choices.regimes)}
        law = codes.get(chosen.regime)
        more: dict[str, Any] = {} if law is None else {"currency": law.currency, "unit": law.unit.value}
        self._put(authority=chosen, regime=chosen.regime if law is not None else "", by_hand=(), **more)

    def _on_grace(self, chosen: object) -> None:
        """A unit of a length, or another way of giving time to comply."""
        if isinstance(chosen, GraceKind):
            self._put(grace=chosen)
        else:
            self._put(grace=GraceKind.LENGTH, grace_unit=chosen)

    def _on_order(self, words: str) -> None:
        if not self._is_showing:
            self._put(order=words)

    def _put(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Draft
        self._put_draft(dataclasses.replace(self._draft, **changes))

    def _put_draft(self, draft: Draft) -> None:
        self.show_draft(draft)
        self.edited.emit(draft)

    def _plain_note(self, field: DraftField) -> str:
        return authority_note(self._draft.authority) if field is DraftField.AUTHORITY else ""

    def _answers(self, problem: DraftProblem) -> tuple[QWidget, ...]:
        if problem.flaw is DraftFlaw.KNOWN_NAME:
            return (
                answer_link(self.tr("Link"), "draft_link", lambda: self._put(reuse=Reuse.LINK)),
                answer_link(self.tr("Keep apart"), "draft_apart", lambda: self._put(reuse=Reuse.APART)),
            )
        if problem.flaw is DraftFlaw.REFERENCE_TAKEN:
            slug = problem.words[1]
            return (answer_link(self.tr("Open it"), "draft_open_it", lambda: self.case_wanted.emit(slug)),)
        return ()


def _named(authority: Authority) -> str:
    return text.printable(f"{authority.short_name} · {authority.name}")


def _row(field: DraftField, words: str, *controls: QWidget, stretch: tuple[int, ...] = (1,)) -> FieldRow:
    return FieldRow(f"draft_{field.value}", words, *controls, stretch=stretch)
