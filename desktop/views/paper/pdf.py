"""The PDF of painted sheets: vectors and text, and the same bytes for the same input."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QHashSeed, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.theme import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QFont

_DOTS = 1200  # dots an inch
_PIXELS = 96.0  # pixels an inch, the unit of all painting
_NAMESPACE = QUuid("{6f0d0f2c-54a1-4f6e-9f0e-2f3f7f6f8f11}")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>{}</xmp:CreatorTool></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""
_STAMP = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}([^)]*)\)")
_OFFSET = re.compile(rb"(\d{10})( \d{5} n )")
_START = re.compile(rb"(startxref\n)(\d+)")


class PaperSize(Enum):
    """A size of paper in landscape."""

    A4 = QPageSize.PageSizeId.A4
    A3 = QPageSize.PageSizeId.A3
    LETTER = QPageSize.PageSizeId.Letter

    @property
    def pixels(self) -> QSizeF:
        """The width and height of the sheet, 96 pixels an inch."""
        size = QPageSize(self.value).size(QPageSize.Unit.Inch)
        return QSizeF(size.height() * _PIXELS, size.width() * _PIXELS)


class PrintLook(Look):
    """The look of paper: light colours and the usual size of text, at any look of the window.

    Tabular figures and contextual signs are left out: in a PDF such shapes no longer name their characters,
    and could not be found or copied.
    """

    def __init__(self) -> None:
        super().__init__("light")

    def font(self, pixels: int = 13, *, bold: bool = False) -> QFont:
        """The text font for paper."""
        font = super().font(pixels, bold=bold)
        font.clearFeatures()
        font.setFeature(font.Tag("calt"), 0)
        font.setHintingPreference(font.HintingPreference.PreferNoHinting)
        return font


@dataclass(frozen=True, slots=True)
class Imprint:
    """The title, creator and day in a PDF; the day takes the place of the moment of its making."""

    title: str
    creator: str
    day: date


def pdf_of(sheets: Sequence[Callable[[QPainter], None]], size: PaperSize, imprint: Imprint) -> bytes:
    """The sheets, each painted in pixels of 1/96 inch, as the bytes of a PDF."""
    # Qt writes the fonts in the order of a table whose seed is drawn anew in every process.
    QHashSeed.setDeterministicGlobalSeed()
    try:
        return _undated(_written(sheets, size, imprint), imprint.day)
    finally:
        QHashSeed.resetRandomGlobalSeed()


def _written(sheets: Sequence[Callable[[QPainter], None]], size: PaperSize, imprint: Imprint) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, size, imprint)
    painter = QPainter(writer)
    for number, sheet in enumerate(sheets):
        if number:
            writer.newPage()
        painter.save()
        painter.scale(_DOTS / _PIXELS, _DOTS / _PIXELS)
        sheet(painter)
        painter.restore()
    painter.end()
    return bytes(data.data())


def _writer(buffer: QBuffer, size: PaperSize, imprint: Imprint) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    lying = QPageLayout.Orientation.Landscape
    writer.setPageLayout(QPageLayout(QPageSize(size.value), lying, QMarginsF()))
    writer.setTitle(imprint.title)
    writer.setCreator(imprint.creator)
    # Metadata by Qt would hold the moment.
    writer.setDocumentXmpMetadata(_XMP.format(escape(imprint.title), escape(imprint.creator)).encode())
    name = f"{imprint.title}\n{imprint.creator}\n{imprint.day}\n{size.name}"
    writer.setDocumentId(QUuid.createUuidV5(_NAMESPACE, name.encode()))
    return writer


def _undated(data: bytes, day: date) -> bytes:
    """The bytes without moment and zone of their making: the day takes the place of the moment.

    The letters of the zone are cut out, and all later offsets in the table move up.
    """
    cuts = []

    def dated(found: re.Match[bytes]) -> bytes:
        cuts.append((found.end(), len(found[2]) - 1))
        return found[1] + f"{day:%Y%m%d}000000Z)".encode()

    def moved(offset: bytes) -> int:
        return int(offset) - sum(length for end, length in cuts if end <= int(offset))

    start = data.rindex(b"\nxref\n")
    body = _STAMP.sub(dated, data[:start])
    table = _OFFSET.sub(lambda found: b"%010d" % moved(found[1]) + found[2], data[start:])
    return body + _START.sub(lambda found: found[1] + b"%d" % moved(found[2]), table)
