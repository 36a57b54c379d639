"""The page of a new investigation: its form, its live figure, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.edit.draft import DraftField
from desktop.domain.edit.draft_problems import OpenPoint
from desktop.models.edit.draft_words import open_words
from desktop.views.edit.fields import Chooser
from desktop.views.edit.form import DraftForm
from desktop.views.edit.live import LiveFigure
from desktop.views.parts.card import plain_label, ruler
from desktop.views.parts.keyed import KeyedButton
from desktop.views.parts.ownkeys import keeps
from desktop.views.parts.states import make_button, scrolled, spaced
from desktop.views.parts.taborder import WayBack, follow_layout

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.edit.draft import Draft, KeptDraft
    from desktop.domain.page.drafted import Drafted
    from desktop.session.session import Session
    from desktop.theme import Look

_FIGURE = 260  # pixels of the live figure, at least
_SIDE = 20  # pixels at the sides of the page
_LOW, _WHOLE = 140, 16_777_215  # pixels of height of the figure above the form, and without a bound
_SHARES = (9, 5)  # of the width, for form and figure
_LETTERS = 30  # of the name of a draft
_FIELDS = {
    OpenPoint.NAME: DraftField.RESPONDENT,
    OpenPoint.COUNTRY: DraftField.RESPONDENT,
    OpenPoint.AUTHORITY: DraftField.AUTHORITY,
}


class DraftPage(QWidget):
    """The form of the open draft at the left, its figure at the right, three buttons below."""

    # The page is left; the draft is kept, discarded or created.
    left = Signal()
    # The draft waits for public holidays.
    holidays_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_page")
        self._session, self.drafts = session, session.drafts
        self._figure: Drafted | None = None
        self._offers_drafts = True
        self.form, self.live = DraftForm(look), LiveFigure(look)
        self._chosen = Chooser("draft_kept", self.tr("Drafts"), self.tr("Drafts"))
        self._chosen.setMinimumContentsLength(_LETTERS)
        self._saved = plain_label(role="caption", name="draft_saved")
        look.changed.connect(self._fit)
        self.create_button = KeyedButton(
            self.tr("Create investigation"), self.tr("Ctrl+Enter"), self.save, self
        )
        self._way_back = WayBack(self)
        self._arrange()
        self._connect()

    @property
    def case(self) -> Case | None:
        """The open draft as a case, where it makes one."""
        return None if self._figure is None else self._figure.read.case

    def begin(self, name: str = "") -> None:
        """Show a draft by its name; without one a new draft, or the one that is open already."""
        self._way_back.note()
        if name:
            self.drafts.resume(name)
        elif not self.drafts.name:
            self.drafts.begin()
        self.form.focus_first()

    def offer_drafts(self, *, on: bool) -> None:
        """Offer the drafts in a list of its own, where that of investigations is not beside the page."""
        self._offers_drafts = on
        self._show_kept(self.drafts.kept)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when something else is shown in its place."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.drafts.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the page at Escape; the draft is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape to the page, though the window has a use for it."""
        return keeps(event) or super().event(event)

    def _arrange(self) -> None:
        head = spaced(QHBoxLayout(), spacing=12)
        title = plain_label(self.tr("New investigation"), "title")
        head.addWidget(title, 1)
        head.addWidget(self._chosen)
        words = self.tr(
            "Kept as a draft on this computer. Nothing is written to the case file until you create it."
        )
        self._both = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=16)
        self._form_area = scrolled(self.form, "draft_form_area")
        self._figure_area = scrolled(self.live, "draft_live_area")
        self._both.addWidget(self._form_area, _SHARES[0])
        self._both.addWidget(self._figure_area, _SHARES[1])
        discard = make_button(self.tr("Discard draft"), self._discard, self)
        discard.setObjectName("draft_discard")
        leave = KeyedButton(self.tr("Close"), self.tr("Esc"), self._close, self)
        leave.setObjectName("draft_close")
        leave.setToolTip(self.tr("Close, and keep the draft (Esc)"))
        self.create_button.setObjectName("draft_create")
        self.create_button.setProperty("role", "primary")
        self.create_button.setToolTip(self.tr("Create the investigation in the case file (Ctrl+Enter)"))
        foot = spaced(QHBoxLayout(), margins=(_SIDE, 10, _SIDE, 12), spacing=8)
        foot.addWidget(self._saved)
        foot.addStretch(1)
        for button in (discard, leave, self.create_button):
            foot.addWidget(button)
        inside = spaced(QVBoxLayout(), margins=(_SIDE, 16, _SIDE, 10), spacing=8)
        inside.addLayout(head)
        inside.addWidget(plain_label(words, "caption", wrap=True))
        inside.addLayout(self._both, 1)
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addLayout(inside, 1)
        column.addWidget(ruler())
        column.addLayout(foot)
        follow_layout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the figure at the right of the form, or above it where there is no room for both."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        bar = self._form_area.verticalScrollBar().sizeHint().width()
        form = self.form.least_width() + bar
        room = self.width() - 2 * _SIDE - self._both.spacing()
        is_beside = room >= form + _FIGURE
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.BottomToTop
        self._both.setDirection(direction)
        share = max(form, room * _SHARES[0] // sum(_SHARES)) if is_beside else self.width() - 2 * _SIDE
        self.form.fit_width(share - bar)
        for place, part in enumerate((share, room - share) if is_beside else (1, 1)):
            self._both.setStretch(place, part)
        self._figure_area.setMaximumHeight(_WHOLE if is_beside else max(self.height() // 4, _LOW))

    def _connect(self) -> None:
        drafts = self.drafts
        drafts.opened.connect(self._on_opened)
        drafts.figured.connect(self._on_figured)
        drafts.choices_read.connect(self.form.show_choices)
        drafts.changed.connect(self._show_kept)
        drafts.saved.connect(self._on_saved)
        drafts.created.connect(self._on_created)
        self._session.editing.refused.connect(self._on_refused)
        self._chosen.chosen.connect(self._on_chosen)
        self.form.edited.connect(self._on_edited)
        self.live.holidays_wanted.connect(self.holidays_wanted)
        self.form.case_wanted.connect(self._on_case_wanted)
        self.form.authority_wanted.connect(self._on_authority_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def _on_opened(self) -> None:
        self._figure = None
        self._tell("")
        self.form.open_draft(self.drafts.draft)
        self._show_kept(self.drafts.kept)

    def _on_figured(self, figure: Drafted) -> None:
        self._figure = figure
        self.form.show_figure(figure)
        self.live.show_figure(figure)

    def _tell(self, words: str) -> None:
        """Say in the foot what became of the draft."""
        self._saved.setText(words)
        self._saved.setVisible(bool(words))

    def _on_saved(self) -> None:
        here = self._session.clock.now().astimezone()
        self._tell(self.tr("Draft saved {}").format(f"{here:%H:%M}"))

    def _on_edited(self, draft: Draft) -> None:
        self._tell("")
        self.drafts.put(draft)

    def _show_kept(self, kept: tuple[KeptDraft, ...]) -> None:
        named = tuple((one.name, self._named(one)) for one in kept)
        self._chosen.show_choices((*named, ("", self.tr("New draft"))), self.drafts.name)
        self._chosen.setVisible(self._offers_drafts and bool(kept))

    def _named(self, kept: KeptDraft) -> str:
        draft = kept.draft
        name = " · ".join(part for part in (draft.respondent.strip(), draft.reference.strip()) if part)
        return self.tr("✎ Draft: {}").format(text.printable(name) or self.tr("without a name"))

    def _on_chosen(self, name: str) -> None:
        if name:
            self.drafts.resume(name)
        else:
            self.drafts.begin()
        self.form.focus_first()

    def save(self) -> None:
        """Create the investigation; the cursor goes to the first field that keeps it from being created."""
        figure = self._figure
        if figure is None:
            return
        if figure.read.draft == self.drafts.draft and figure.read.can_be_created:
            self.drafts.create()
            return
        for point, field in _FIELDS.items():
            if point in figure.read.open:
                self.form.row(field).show_note(open_words(point), "fault")
                self.form.focus_field(field)
                return
        for problem in figure.read.faults:
            self.form.focus_field(problem.field)
            return

    def _leave(self) -> None:
        """Tell that the page is left, and give the focus back."""
        self.left.emit()
        self._way_back.go()

    def _discard(self) -> None:
        self.drafts.discard()
        self._leave()

    def _close(self) -> None:
        self.drafts.close()
        self._leave()

    def _on_created(self, slug: str) -> None:
        self._leave()
        self._session.select(slug)

    def _on_refused(self, _refusal: object) -> None:
        self._tell(self.tr("Not created: your draft is kept. Try again."))

    def _on_authority_wanted(self) -> None:
        from desktop.views.edit.authority import AuthorityDialog  # noqa: PLC0415 - few need it

        AuthorityDialog(self._session.parties, self.form.choose_authority, self).open()

    def _on_case_wanted(self, slug: str) -> None:
        self._close()
        self._session.select(slug)
