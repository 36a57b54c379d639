"""An explanation as rows of ready words, in the order in which it is read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, Qt

from desktop import text
from desktop.domain.explanation.explanation import Effect, ReadingKind, StepKind
from desktop.domain.source import Confidence
from desktop.models.explanation.conventions import confidence_text, rule_words
from desktop.models.explanation.pen import EXACT, SCREEN
from desktop.models.explanation.step_words import detail_words, step_words
from desktop.models.explanation.titles import gap_words, is_unknown, reading_group, reading_words, title_of
from desktop.models.roles import NO_INDEX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.explanation.explanation import Explanation, Gap, Reading, Step
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.source import Source
    from desktop.models.explanation.pen import Pen
    from desktop.models.roles import Index

FITS = "\N{CHECK MARK}"
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
translate = QCoreApplication.translate


class LineKind(Enum):
    """The kind of a line, which decides its drawing."""

    HEADING = "heading"
    STEP = "step"
    RESULT = "result"
    READING = "reading"
    GAP = "gap"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """A line: sign, words, quieter words beneath and an amount; `key` leads to another explanation."""

    kind: LineKind
    words: str
    mark: str = ""
    amount: str = ""
    details: tuple[str, ...] = ()
    badge: str = ""
    key: FigureKey | None = None
    source: str = ""
    used: bool = False
    first: bool = False  # of all lines

    @property
    def spoken(self) -> str:
        """The line as read aloud: a product with its result, then details and confidence."""
        if self.kind is LineKind.HEADING:
            return self.words
        head = self.words if self.mark in ("", "+", "=", FITS) else f"{self.mark} {self.words}"
        if self.amount:
            head = f"{head} = {self.amount}"
        return ", ".join(part for part in (head, *self.details, self.badge) if part)


def lines_of(explanation: Explanation, pen: Pen = SCREEN) -> tuple[ExplanationLine, ...]:
    """Every line of an explanation: gaps, steps, other readings, sources."""
    return (
        *_gap_lines(explanation.gaps, pen),
        *(_step_line(step, pen, unknown=is_unknown(explanation)) for step in explanation.steps),
        *_reading_lines(explanation.readings, pen),
        *_source_lines(explanation.sources),
    )


def as_markdown(explanation: Explanation) -> str:
    """The explanation as Markdown with ISO days, exact amounts and its sources; the same text every time."""
    head = [f"# {_plain(title_of(explanation, EXACT))}", "", _plain(stamp(explanation)), ""]
    body = [_markdown(line, number) for number, line in enumerate(_numbered(explanation))]
    return "\n".join([*head, *body]).rstrip() + "\n"


def stamp(explanation: Explanation) -> str:
    """The subject of a figure, its penalty line, as-of day, knowledge day and scenario."""
    parts = [text.printable(explanation.subject), text.printable(explanation.line)]
    parts.append(translate("explanation", "as of {}").format(explanation.as_of.isoformat()))
    parts.append(translate("explanation", "as known on {}").format(explanation.known_on.isoformat()))
    if explanation.scenario:
        parts.append(translate("explanation", "Scenario: {}").format(text.printable(explanation.scenario)))
    return ", ".join(part for part in parts if part)


class ExplanationModel(QAbstractListModel):
    """The lines of an explanation as rows."""

    _lines: tuple[ExplanationLine, ...] = ()

    @property
    def lines(self) -> tuple[ExplanationLine, ...]:
        """The lines shown."""
        return self._lines

    def show_explanation(self, explanation: Explanation | None) -> None:
        """Show the lines of an explanation."""
        self.beginResetModel()
        self._lines = () if explanation is None else lines_of(explanation)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The words of a line, or the line itself."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return line if role == LINE_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The flags of a line: each can be reached, so that a screen reader reads all in order."""
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren


def _step_line(step: Step, pen: Pen, *, unknown: bool) -> ExplanationLine:
    is_gap = unknown and step.kind is StepKind.ACCRUED
    words = step_words(step, pen)
    if step.effect is Effect.PART:
        words = translate("explanation", "of which {}").format(f"{words[:1].lower()}{words[1:]}")
    marks = {Effect.ADD: "+", Effect.SUBTRACT: pen.minus, Effect.RESULT: "="}
    return ExplanationLine(
        LineKind.RESULT if step.effect is Effect.RESULT else LineKind.STEP,
        words,
        mark=marks.get(step.effect, ""),
        amount=text.NOTHING if is_gap else _amount(step, pen),
        details=_details(step, pen),
        badge=_badge(step),
        key=step.key,
    )


def _amount(step: Step, pen: Pen) -> str:
    """The amount in its column; empty if the words of the step hold the amount already."""
    is_aside = step.effect is Effect.NONE
    if step.amount is None or (is_aside and step.kind in (StepKind.RATE, StepKind.ITEMS, StepKind.CAP)):
        return ""
    return text.NOTHING if is_aside and step.in_bounds is not None else pen.money(step.amount)


def _details(step: Step, pen: Pen) -> tuple[str, ...]:
    rule = "" if step.rule is None else rule_words(step.rule)
    if step.rule is not None and step.is_override:
        rule = translate("explanation", "The order's own words come first; the rule: {}").format(rule)
    return tuple(words for words in (detail_words(step, pen), rule) if words)


def _badge(step: Step) -> str:
    if step.confidence is None or step.confidence is Confidence.CONFIRMED:
        return ""
    return confidence_text(step.confidence)


def _gap_lines(gaps: tuple[Gap, ...], pen: Pen) -> Iterator[ExplanationLine]:
    if gaps:
        yield ExplanationLine(LineKind.HEADING, translate("explanation", "What is missing"), first=True)
    for gap in gaps:
        words, amount, details = gap_words(gap, pen)
        yield ExplanationLine(LineKind.GAP, words, amount=amount, details=details)


def _reading_lines(readings: tuple[Reading, ...], pen: Pen) -> Iterator[ExplanationLine]:
    group = ""
    for reading in readings:
        if (heading := reading_group(reading)) != group:
            group = heading
            yield ExplanationLine(LineKind.HEADING, heading)
        words, amount, details = reading_words(reading, pen)
        used = reading.is_used and reading.kind is ReadingKind.COUNT
        mark = FITS if reading.is_used and reading.kind is ReadingKind.NOTIFIED else ""
        yield ExplanationLine(LineKind.READING, words, mark=mark, amount=amount, details=details, used=used)


def _source_lines(sources: tuple[Source, ...]) -> Iterator[ExplanationLine]:
    if sources:
        yield ExplanationLine(LineKind.HEADING, translate("explanation", "Sources"))
    for source in sources:
        publisher = text.printable(source.publisher)
        url = text.printable(source.url)
        yield ExplanationLine(
            LineKind.SOURCE, publisher or url, details=(url,) if publisher else (), source=source.url
        )


def _numbered(explanation: Explanation) -> tuple[ExplanationLine, ...]:
    steps = ExplanationLine(LineKind.HEADING, translate("explanation", "Steps"))
    lines = lines_of(explanation, EXACT)
    first = next((n for n, line in enumerate(lines) if line.kind in (LineKind.STEP, LineKind.RESULT)), 0)
    return (*lines[:first], steps, *lines[first:])


def _markdown(line: ExplanationLine, number: int) -> str:
    if line.kind is LineKind.HEADING:
        return f"## {_plain(line.words)}\n" if not number else f"\n## {_plain(line.words)}\n"
    if line.kind is LineKind.SOURCE:
        publisher = f"{_plain(line.words)}: " if line.details else ""
        address = f"<{line.source}>" if "://" in line.source else _plain(line.source)
        return f"- {publisher}{address}"
    words = " ".join(part for part in (line.mark, line.words) if part and part != FITS)
    words = _plain(f"{words} = {line.amount}" if line.amount else words)
    words = f"**{words}**" if line.kind is LineKind.RESULT or line.used else words
    rest = [_plain(part) for part in (*line.details, line.badge) if part]
    return "\n".join([f"- {words}", *(f"  - {part}" for part in rest)])


def _plain(words: str) -> str:
    """Words escaped for Markdown, on a single line."""
    escaped = (f"\\{letter}" if letter in "\\`*_{}[]<>#|" else letter for letter in words)
    return "".join(escaped).replace("\n", " ")
