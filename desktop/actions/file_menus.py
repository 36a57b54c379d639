"""The actions of the menus File and Edit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.actions.spec import ActionSpec

translate = QCoreApplication.translate


def file_actions() -> tuple[ActionSpec, ...]:
    """The actions of File and Edit, in menu order."""
    return (*_opening(), *_opened(), *_leaving(), *_undoing(), *_edit(), *_editing())


def _opening() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "new_file",
            translate("actions", "&New case file…"),
            "file",
            translate("actions", "Make a case file of your own"),
            ("Ctrl+Shift+N",),
        ),
        ActionSpec(
            "open",
            translate("actions", "&Open…"),
            "file",
            translate("actions", "Open a case file"),
            ("Ctrl+O",),
            "open",
        ),
        ActionSpec(
            "import_table",
            translate("actions", "Impor&t…"),
            "file",
            translate("actions", "Import the rows of a table: CSV, a spreadsheet or JSON"),
        ),
        ActionSpec(
            "clear_recent",
            translate("actions", "&Clear this list"),
            "file/recent",
            translate("actions", "Forget the files opened so far"),
            group=1,
        ),
        ActionSpec(
            "open_sample",
            translate("actions", "Open &sample"),
            "file",
            translate("actions", "Open the cases that come along"),
        ),
    )


def _opened() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "reload",
            translate("actions", "Re&load"),
            "file",
            translate("actions", "Read the same file again"),
            ("F5", "Ctrl+R"),
            "reload",
            1,
        ),
        ActionSpec(
            "problems",
            translate("actions", "Proble&ms in this file"),
            "file",
            translate("actions", "List the rows of the file that could not be read"),
            ("Ctrl+Shift+M",),
            group=1,
        ),
        ActionSpec(
            "print_timeline",
            translate("actions", "&Print timeline to PDF…"),
            "file",
            translate("actions", "Save the timeline of the investigation shown as sheets of paper"),
            ("Ctrl+P",),
            group=1,
        ),
        ActionSpec(
            "save",
            translate("actions", "Sa&ve"),
            "file",
            translate("actions", "Save the form that is open; everything else is saved as you go"),
            ("Ctrl+S",),
            group=1,
        ),
    )


def _leaving() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "save_copy",
            translate("actions", "Save a cop&y…"),
            "file",
            translate("actions", "Save a copy of the case file, and open it"),
            group=1,
        ),
        ActionSpec(
            "backups",
            translate("actions", "&Backups…"),
            "file",
            translate("actions", "List the backups of the case file, and open one"),
            group=1,
        ),
        ActionSpec(
            "save_repaired",
            translate("actions", "Save a repa&ired copy…"),
            "file",
            translate("actions", "Save all that can be read of a damaged case file as a new file"),
            group=1,
        ),
        ActionSpec(
            "make_smaller",
            translate("actions", "Make the &file smaller"),
            "file",
            translate("actions", "Give back the room of deleted rows and documents, after a backup"),
            group=1,
        ),
        ActionSpec(
            "close",
            translate("actions", "&Close"),
            "file",
            translate("actions", "Close the file"),
            ("Ctrl+W",),
            group=1,
        ),
        ActionSpec(
            "quit",
            translate("actions", "&Quit"),
            "file",
            translate("actions", "Leave the program"),
            ("Ctrl+Q",),
            group=2,
        ),
    )


def _undoing() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "undo",
            translate("actions", "&Undo"),
            "edit",
            translate("actions", "Take back the last change of the case file or of a scenario"),
            ("Ctrl+Z",),
            group=-1,
        ),
        ActionSpec(
            "redo",
            translate("actions", "&Redo"),
            "edit",
            translate("actions", "Make again the change that was taken back"),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            group=-1,
        ),
    )


def _edit() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "copy",
            translate("actions", "&Copy"),
            "edit",
            translate("actions", "Copy what is selected"),
            ("Ctrl+C",),
            "copy",
        ),
        ActionSpec(
            "copy_with_headers",
            translate("actions", "Copy with &headers"),
            "edit",
            translate("actions", "Copy the selected rows with the titles of their columns"),
            ("Ctrl+Shift+C",),
        ),
        ActionSpec(
            "copy_sources",
            translate("actions", "Copy &sources of this case"),
            "edit",
            translate("actions", "Copy the addresses of all sources of the investigation shown"),
        ),
        ActionSpec(
            "find",
            translate("actions", "&Find"),
            "edit",
            translate("actions", "Search the investigations"),
            ("Ctrl+F",),
            "search",
            1,
        ),
        ActionSpec(
            "save_view",
            translate("actions", "Save this &view…"),
            "edit",
            translate("actions", "Keep what the list shows under a name, in the sidebar"),
            ("Ctrl+D",),
            group=1,
        ),
    )


def _editing() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "edit_file",
            translate("actions", "&Edit case file"),
            "edit",
            translate("actions", "Switch editing of the case file on, after a backup, or off"),
            ("Ctrl+Shift+E",),
            group=2,
            checkable=True,
        ),
        ActionSpec(
            "author",
            translate("actions", "&Author of changes…"),
            "edit",
            translate("actions", "Name who makes the changes, for the history of the case file"),
            group=2,
        ),
    )
