"""The form of a new investigation: the fields of its draft, each with what is wrong with it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.edit.draft import CapKind, Draft, DraftField, GraceKind, Reuse
from desktop.domain.edit.draft_problems import DraftFlaw, Weight
from desktop.models.edit.draft_words import maximum_words, problem_words
from desktop.models.edit.form_words import authority_note
from desktop.views.edit.fields import (
    MOST,
    NAMES,
    NARROW_NAMES,
    Chooser,
    FieldRow,
    NameCompleter,
    answer_link,
    put_words,
    typed_day,
    typed_line,
    typed_text,
)
from desktop.views.edit.offers import Offers
from desktop.views.edit.rules import RulesSection
from desktop.views.edit.since import SinceSection
from desktop.views.edit.steps import StepsSection
from desktop.views.parts.card import MARGIN, Card, link_button, plain_label
from desktop.views.parts.states import spaced
from desktop.views.parts.taborder import follow_layout

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.domain.edit.draft_problems import DraftProblem
    from desktop.domain.page.drafted import Drafted
    from desktop.session.reader.drafts import Choices
    from desktop.theme import Look

# Pixels of the words of some lists, shown whole at least.
_MOST = {
    "country": 0, "kind": 84, "certainty": 88, "grace_unit": 76, "grace_from": 76, "source_kind": 64,
    "currency": 30, "cap": 40,
}  # fmt: skip
_BESIDE_NAMES = 12  # pixels between a name and its controls
_WIDE = 520  # pixels of width from which reference and decision share a line
_DAYS = ("decided", "notified", "grace_last_day", "first_day")


class DraftForm(Card):
    """The fields of a draft; every change is told at once."""

    # Draft: the draft as it is now.
    edited = Signal(object)
    # str: the slug of an investigation to be shown.
    case_wanted = Signal(str)
    # An authority that is in no list is to be written.
    authority_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(name="draft_form", parent=parent)
        self._look, self._draft = look, Draft()
        self._is_showing = False
        self._choices: Choices | None = None
        self._lines: dict[str, QLineEdit] = {}
        self._choosers: dict[str, Chooser] = {}
        self._offers = Offers()
        self._completer = NameCompleter(self)
        self._completer.activated.connect(lambda name: self._put(respondent=name, reuse=Reuse.OPEN))
        self._order = typed_text("draft_order", self.tr("Must be done"), self._on_order)
        self._not_known = link_button(self.tr("Not known"), "draft_not_known")
        self._not_known.clicked.connect(
            lambda _checked=False: self._put(is_notified_known=not self._draft.is_notified_known)
        )
        self._is_named = False  # a first day is to be named, and is not yet
        self.steps = StepsSection()
        self.steps.edited.connect(self._put_draft)
        self.steps.rearranged.connect(lambda: follow_layout(self))
        self._rows = self._made_rows()
        self._beside = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=12)
        self.rules = RulesSection()
        self.rules.edited.connect(self._put_draft)
        self.since = SinceSection(look)
        self.since.edited.connect(self._put_draft)
        self._arrange()

    def _arrange(self) -> None:
        fields = QWidget()
        column = spaced(QVBoxLayout(fields), spacing=8)
        for field, row in self._rows.items():
            if field is DraftField.REFERENCE:
                for one in (row, self._rows[DraftField.DECIDED]):
                    self._beside.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
                column.addLayout(self._beside)
            elif field is not DraftField.DECIDED:
                column.addWidget(row)
            if field is DraftField.PENALTY:
                column.addWidget(self.steps)
        self._name_first = link_button(self.tr("Named first day…"), "draft_name_first_day")
        self._name_first.clicked.connect(lambda _checked=False: self._on_named())
        self._rows[DraftField.GRACE].add_link(self._name_first)
        change = answer_link(self.tr("Rate changes…"), "draft_add_step", self.steps.add)
        self._rows[DraftField.PENALTY].add_link(change)
        self.hold_sections(fields, self.rules, self.since)
        self.body.addStretch(1)

    def least_width(self) -> int:
        """The width in pixels that cuts no control."""
        rows = max(row.least_width() for row in (*self._rows.values(), *self.steps.rows, *self.since.rows))
        return rows + self._look.scaled(NARROW_NAMES) + _BESIDE_NAMES + 2 * MARGIN

    def fit_width(self, width: int) -> None:
        """Lay the decision beside its reference, or below it where there is no room, in pixels."""
        is_wide = width >= self._look.scaled(_WIDE)
        names = self._look.scaled(NAMES if is_wide else NARROW_NAMES)
        for row in self._rows.values():
            row.name.setFixedWidth(names)
        self.since.set_names(names)
        self.steps.set_names(names)
        self.rules.set_names(self._look.scaled(NAMES))
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(direction)
        self._beside.setSpacing(12 if is_wide else 8)
        if is_wide:
            decided = self._rows[DraftField.DECIDED].name
            decided.setFixedWidth(decided.fontMetrics().horizontalAdvance(decided.text()))

    @property
    def draft(self) -> Draft:
        """The draft shown."""
        return self._draft

    def row(self, field: DraftField) -> FieldRow:
        """The row of a field."""
        return self._rows.get(field, self.since.row)

    def open_draft(self, draft: Draft) -> None:
        """Show another draft in all fields."""
        self._is_named = False
        self.show_draft(draft)

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
        self.steps.show_draft(draft)
        self.since.show_draft(draft)

    def show_choices(self, choices: Choices) -> None:
        """Offer what the file and the shipped law hold."""
        self._choices = choices
        self._offers.take(choices)
        self._completer.offer(choices.respondents)
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
        changes = told.get(DraftField.STEPS)
        self.steps.show_problem("" if changes is None else problem_words(changes, drafted))
        self.rules.show_rules(self._draft, drafted.rules)
        self.since.show_problems(tuple(p for p in drafted.problems if p.field not in self._rows))

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._lines["respondent"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_field(self, field: DraftField) -> None:
        """Put the cursor into a field."""
        if field is DraftField.STEPS:
            self.steps.focus_last()
            return
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
        add = answer_link(self.tr("Add authority…"), "draft_add_authority", self.authority_wanted.emit)
        return {
            DraftField.RESPONDENT: _row(
                DraftField.RESPONDENT, self.tr("Respondent"), respondent, country, kind, stretch=(1, 0, 0)
            ),
            DraftField.AUTHORITY: _row(DraftField.AUTHORITY, self.tr("Authority"), authority, add),
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
                stretch=(0, 0, 0),
            ),
            DraftField.ORDER: _row(DraftField.ORDER, self.tr("Must be done"), self._order),
        }

    def _what(self) -> dict[DraftField, FieldRow]:
        """The rows on the penalty and its source."""
        line, choose = self._line, self._chooser
        self._from = plain_label(self.tr("from"), "caption")
        grace = (
            line("grace_length", self.tr("Length of the grace period"), "2"),
            choose("grace_unit", self.tr("Unit of the grace period")),
            self._from,
            choose("grace_from", self.tr("Grace period runs from")),
            line("grace_last_day", self.tr("Last day of the grace period"), self.tr("last day")),
        )
        first_day = (
            line("first_day", self.tr("First penalty day, as the decision names it"), self.tr("day")),
            answer_link(self.tr("Count it instead"), "draft_count_first_day", self._on_counted),
        )
        penalty = (
            line("amount", self.tr("Amount of the penalty"), "100,000"),
            choose("currency", self.tr("Currency")),
            plain_label(self.tr("per"), "caption"),
            choose("unit", self.tr("Charged per")),
        )
        cap = (
            choose("cap", self.tr("Kind of cap")),
            line("cap_amount", self.tr("Highest sum"), self.tr("sum")),
            line("cap_units", self.tr("Most units"), self.tr("number")),
        )
        source = (
            line("source", self.tr("Source"), self.tr("Paste a link, or say where")),
            choose("source_kind", self.tr("Kind of source")),
        )
        return {
            DraftField.GRACE: _row(
                DraftField.GRACE, self.tr("Grace period"), *grace, stretch=(1, 1, 0, 3, 0)
            ),
            DraftField.FIRST_DAY: _row(
                DraftField.FIRST_DAY, self.tr("First day"), *first_day, stretch=(0, 0)
            ),
            DraftField.PENALTY: _row(DraftField.PENALTY, self.tr("Penalty"), *penalty, stretch=(2, 1, 0, 3)),
            DraftField.CAP: _row(DraftField.CAP, self.tr("Cap"), *cap, stretch=(1, 1, 1)),
            DraftField.SOURCE: _row(DraftField.SOURCE, self.tr("Source"), *source, stretch=(1, 0)),
        }

    def _line(self, name: str, accessible: str, hint: str = "") -> QLineEdit:
        def edited(words: str) -> None:
            more: dict[str, Any] = {"reuse": Reuse.OPEN} if name == "respondent" else {}
            self._put(**{name: words}, **more)

        object_name = f"draft_{name}_line"
        if name in _DAYS:
            self._lines[name] = typed_day(self._look, object_name, accessible, edited, hint)
        else:
            self._lines[name] = typed_line(object_name, accessible, edited, hint)
        return self._lines[name]

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
        draft = self._draft
        for name, chooser in self._choosers.items():
            is_kind = name == "grace_unit" and draft.grace is not GraceKind.LENGTH
            offer = self._offers.of(name, draft.authority)
            chooser.show_choices(offer, draft.grace if is_kind else getattr(draft, name))
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
        for part in (self._from, self._choosers["grace_from"]):
            part.setVisible(draft.grace is GraceKind.LENGTH)
        has_first_day = self._is_named or bool(draft.first_day)
        self._rows[DraftField.FIRST_DAY].setVisible(has_first_day)
        self._name_first.setVisible(not has_first_day)
        self._lines["notified"].setEnabled(draft.is_notified_known)
        self._choosers["certainty"].setEnabled(draft.is_notified_known)

    def choose_authority(self, chosen: Authority) -> None:
        """Choose an authority, with what its regime fills in."""
        codes = {law.code: law for law in (() if self._choices is None else self._choices.regimes)}
        law = codes.get(chosen.regime)
        more: dict[str, Any] = {} if law is None else {"currency": law.currency, "unit": law.unit.value}
        self._put(authority=chosen, regime=chosen.regime if law is not None else "", by_hand=(), **more)

    def _on_named(self) -> None:
        """Offer to write the first day that the decision names."""
        self._is_named = True
        self._show_chosen()
        self.focus_field(DraftField.FIRST_DAY)

    def _on_counted(self) -> None:
        """Leave the first day to the rules again."""
        self._is_named = False
        self._put(first_day="")
        self._name_first.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if field is not DraftField.AUTHORITY:
            return ""
        chosen, known = self._draft.authority, self._choices
        return authority_note(chosen, is_in_file=known is None or chosen in known.in_file)

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


def _row(field: DraftField, words: str, *controls: QWidget, stretch: tuple[int, ...] = (1,)) -> FieldRow:
    return FieldRow(f"draft_{field.value}", words, *controls, stretch=stretch)
