"""Small tables of the kinds that people have, each with a trap or two; made up, no row copied."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from desktop.domain.case.case import Authority
from desktop.exchange.tables.dry_run import ImportCount, Run, dry_run
from desktop.exchange.tables.names import AuthorityNames
from desktop.exchange.tables.opening import open_table
from desktop.exchange.tables.profiles import SHIPPED, shipped_profiles
from desktop.store.law.authorities import AuthorityDirectory, ListedAuthority

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop.domain.importing.profile import Profile
    from desktop.exchange.tables.content import Content

AEPD = Authority("Agencia Española de Protección de Datos", "AEPD", "ES", "Europe/Madrid")
CNIL = Authority("Commission nationale de l'informatique et des libertés", "CNIL", "FR", "Europe/Paris")
HAMBURG = Authority("Hamburgischer Beauftragter", "HmbBfDI", "DE", "Europe/Berlin")
BERLIN = Authority("Berliner Beauftragte", "BlnBDI", "DE", "Europe/Berlin")
NORWAY = Authority("Datatilsynet (Norge)", "Datatilsynet", "NO", "Europe/Oslo")
DENMARK = Authority("Datatilsynet (Danmark)", "Datatilsynet", "DK", "Europe/Copenhagen")
_LISTED = (
    (AEPD, ("Spanish Data Protection Authority (AEPD)",)),
    (CNIL, ("French Data Protection Authority (CNIL)",)),
    (HAMBURG, ("Data Protection Authority of Hamburg",)),
    (BERLIN, ("Data Protection Authority of Berlin",)),
    (NORWAY, ()),
    (DENMARK, ()),
)
NAMES = AuthorityNames(
    AuthorityDirectory(tuple(ListedAuthority(one.name, one, "", aliases) for one, aliases in _LISTED))
)
PROFILES = dict(zip(SHIPPED, shipped_profiles(), strict=True))
FINES, TRACKER, HUB, CHRONOLOGY = (
    PROFILES[name] for name in ("fines-list", "enforcement-tracker", "gdprhub", "chronology")
)
HEADINGS = "id,name,price,authority,date,controller,articleViolated,source,summary"


def opened(path: Path, profile: Profile) -> Content:
    return open_table(path, profile, lambda: None)


def written(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def counted_run(
    path: Path, profile: Profile, corrections: Mapping[tuple[int, str], str] | None = None
) -> ImportCount:
    return dry_run(Run(opened(path, profile), profile, NAMES, corrections=corrections))


def reasons(count: ImportCount) -> dict[int, list[tuple[str, str, str]]]:
    return {
        refusal.line: [(fault.column, fault.written, fault.reason) for fault in refusal.faults]
        for refusal in count.refused
    }


def write_xlsx(path: Path, rows: list[list[object]], *, first: int = 1) -> Path:
    """A workbook of one sheet; days are days of a spreadsheet, numbers are numbers."""
    lines = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{chr(65 + place)}{number}", cell) for place, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, first)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{office}.styles+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{office}.worksheet+xml"/></Types>',
        )
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="Fines" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{links}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{links}/styles" '
            'Target="styles.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        )
        packed.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
        )
    return path


def _cell(place: str, cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f'<c r="{place}" s="1"><v>{cell.toordinal() - date(1899, 12, 30).toordinal()}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'


def write_ods(path: Path, rows: list[list[str]]) -> Path:
    """An OpenDocument sheet of texts."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
            f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="One">'
            f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        packed.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"></manifest:manifest>',
        )
    return path
