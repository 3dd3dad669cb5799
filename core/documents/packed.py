"""Office documents: a ZIP of XML parts. What would take too much is refused before a part of it is opened."""

import io
import re
from collections.abc import Iterator
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from core.documents.markup import Markup, shared_strings
from core.documents.signatures import ARCHIVE, ENCRYPTED, UNKNOWN, nested
from core.documents.values import Gathered, Unreadable

LARGEST: Final = 50 * 1024 * 1024
"""Bytes of all parts, unpacked."""
MOST_PARTS: Final = 2_000
_HEAD: Final = 512
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument."
_OFFICE: Final = ("word/", "xl/", "ppt/")
_MAIN: Final = re.compile(r"(word/document|xl/workbook|ppt/presentation)\d*\.xml|content\.xml")
_BOOK_STRINGS: Final = "xl/sharedStrings.xml"
_SHEETS: Final = ("xl/worksheets/", "xl/chartsheets/")
_OF_PEOPLE: Final = ("docProps/", "meta.xml")
"""Parts that tell of a document, its author first; they are short, and read before it."""
_ELSEWHERE: Final = (
    "layout-cache",
    "mimetype",
    "Thumbnails/",
    "docProps/thumbnail",
    "xl/printerSettings/",
    "word/fonts/",
)
"""Parts that hold nothing that is not in another one."""


def read_packed(raw: bytes, gathered: Gathered) -> None:
    """Gather the text of a document: paragraphs, tables, headers, comments, names of sheets, properties.

    Raises Unreadable, Enough, and whatever a broken archive makes of its reader.
    """
    with ZipFile(io.BytesIO(raw)) as archive:
        _check(archive)
        _gather(archive, gathered)


def _check(archive: ZipFile) -> None:
    """Whether an archive is a document that may be unpacked; raises Unreadable."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"в файле больше {MOST_PARTS:,} частей".replace(",", " "))
    if sum(each.file_size for each in parts) > LARGEST:
        raise Unreadable(f"в развёрнутом виде больше {LARGEST // 1024 // 1024} МБ")
    if any(each.flag_bits & 1 for each in parts):
        raise Unreadable(ENCRYPTED)
    if any(each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for each in parts):
        raise Unreadable("файл сжат неизвестным способом")
    if not _is_document(archive):
        raise Unreadable(ARCHIVE)
    if not any(_MAIN.fullmatch(name) for name in archive.namelist()):
        raise Unreadable(UNKNOWN)
    if any(nested(_head(archive, each)) for each in parts if not _is_markup(each)):
        raise Unreadable("внутри архив, вложенный документ или макрос")


def _is_document(archive: ZipFile) -> bool:
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        return any(name.startswith(_OFFICE) for name in names)
    return "mimetype" in names and _head(archive, archive.getinfo("mimetype")).startswith(_OPEN_DOCUMENT)


def _gather(archive: ZipFile, gathered: Gathered) -> None:
    strings: list[str] = []
    if _BOOK_STRINGS in archive.namelist():
        with archive.open(_BOOK_STRINGS) as stream:
            strings = shared_strings(stream)
    named: set[int] = set()
    for part in _in_order(archive):
        if part.filename == _BOOK_STRINGS or part.filename.startswith(_ELSEWHERE) or not part.file_size:
            continue
        if not _is_markup(part):
            gathered.pass_over("картинки и вложения в документе")
            continue
        if part.filename == "META-INF/manifest.xml" and b"encryption-data" in archive.read(part):
            raise Unreadable(ENCRYPTED)
        named |= _read_part(archive, part, gathered, strings)
    for number, text in enumerate(strings):
        if number not in named:
            gathered.add(f"{text}\n")


def _read_part(archive: ZipFile, part: ZipInfo, gathered: Gathered, strings: list[str]) -> set[int]:
    """Gather one part; the numbers of the shared strings that it names."""
    name = part.filename
    laid_out = name.startswith(_OFFICE) or name.rpartition("/")[2] in ("content.xml", "styles.xml")
    reader = Markup(gathered, strings if name.startswith(_SHEETS) else (), each=not laid_out)
    with archive.open(part) as stream:
        reader.read(stream)
    return reader.named


def _in_order(archive: ZipFile) -> Iterator[ZipInfo]:
    """The parts: what tells of the document, the document, and last where it points to."""
    yield from sorted(archive.infolist(), key=lambda part: (_is_link(part), not part.filename.startswith(_OF_PEOPLE)))


def _is_link(part: ZipInfo) -> bool:
    return part.filename.endswith(".rels")


def _is_markup(part: ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels", ".vml", ".rdf"))


def _head(archive: ZipFile, part: ZipInfo) -> bytes:
    with archive.open(part) as stream:
        return stream.read(_HEAD)
