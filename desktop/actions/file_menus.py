"""What the menus File and Edit hold."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.actions.spec import ActionSpec

tr = QCoreApplication.translate


def file_actions() -> tuple[ActionSpec, ...]:
    """The actions of File and Edit, in their order."""
    return (*_file(), *_undoing(), *_edit())


def _file() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "open",
            tr("actions", "&Open…"),
            "file",
            tr("actions", "Open a case file, read-only"),
            ("Ctrl+O",),
            "open",
        ),
        ActionSpec(
            "clear_recent",
            tr("actions", "&Clear this list"),
            "file/recent",
            tr("actions", "Forget the files opened so far"),
            group=1,
        ),
        ActionSpec(
            "open_sample",
            tr("actions", "Open &sample"),
            "file",
            tr("actions", "Open the cases that come along"),
        ),
        ActionSpec(
            "reload",
            tr("actions", "Re&load"),
            "file",
            tr("actions", "Read the same file again"),
            ("F5", "Ctrl+R"),
            "reload",
            1,
        ),
        ActionSpec(
            "print_timeline",
            tr("actions", "&Print timeline to PDF…"),
            "file",
            tr("actions", "Save the timeline of the investigation shown as sheets of paper"),
            ("Ctrl+P",),
            group=1,
        ),
        ActionSpec(
            "close", tr("actions", "&Close"), "file", tr("actions", "Close the file"), ("Ctrl+W",), group=1
        ),
        ActionSpec(
            "quit", tr("actions", "&Quit"), "file", tr("actions", "Leave the program"), ("Ctrl+Q",), group=2
        ),
    )


def _undoing() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "undo",
            tr("actions", "&Undo"),
            "edit",
            tr("actions", "Take back the last change of a scenario"),
            ("Ctrl+Z",),
            group=-1,
        ),
        ActionSpec(
            "redo",
            tr("actions", "&Redo"),
            "edit",
            tr("actions", "Make again the change that was taken back"),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            group=-1,
        ),
    )


def _edit() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "copy",
            tr("actions", "&Copy"),
            "edit",
            tr("actions", "Copy what is selected"),
            ("Ctrl+C",),
            "copy",
        ),
        ActionSpec(
            "copy_with_headers",
            tr("actions", "Copy with &headers"),
            "edit",
            tr("actions", "Copy the selected rows with the titles of their columns"),
            ("Ctrl+Shift+C",),
        ),
        ActionSpec(
            "copy_sources",
            tr("actions", "Copy &sources of this case"),
            "edit",
            tr("actions", "Copy the addresses of all sources of the investigation shown"),
        ),
        ActionSpec(
            "find",
            tr("actions", "&Find"),
            "edit",
            tr("actions", "Search the investigations"),
            ("Ctrl+F",),
            "search",
            1,
        ),
        ActionSpec(
            "save_view",
            tr("actions", "Save this &view…"),
            "edit",
            tr("actions", "Keep what the list shows under a name, in the sidebar"),
            ("Ctrl+D",),
            group=1,
        ),
    )
