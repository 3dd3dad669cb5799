"""PDF: the text of its pages, notes and properties, by pypdf, which is imported in the child alone."""

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from core.documents.signatures import ENCRYPTED
from core.documents.values import Gathered, Unreadable

_OF_PROGRAMS: Final = frozenset({"/CreationDate", "/ModDate", "/Trapped", "/Producer", "/PTEX.Fullbanner"})
"""Properties that no person has written."""
_NOTED: Final = ("/Contents", "/T", "/V")
"""What an annotation or a field of a form holds of people's words: the note, its author or name, the value."""


def read_portable(raw: bytes, gathered: Gathered) -> None:
    """Gather the text of a PDF. Raises Unreadable, Enough, and whatever a broken document makes of its reader."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise Unreadable("документы PDF здесь не читаются: не установлена библиотека pypdf") from None
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted:
        raise Unreadable(ENCRYPTED)
    _gather(reader, gathered)


def _gather(reader: Any, gathered: Gathered) -> None:
    properties = reader.metadata or {}
    for name in (each for each in properties if each not in _OF_PROGRAMS):
        gathered.add(f"{properties[name]}\n")
    written, pictured = False, False
    for page in reader.pages:
        text = page.extract_text()
        written, pictured = written or bool(text.strip()), pictured or _has_picture(page)
        gathered.add(f"{text}\n")
        for note in _notes(page):
            gathered.add(f"{note}\n")
    if not written:
        raise Unreadable("скан: текста нет" if pictured else "в документе PDF нет текста")
    if pictured:
        gathered.pass_over("картинки в документе")
    if "/EmbeddedFiles" in _object(_object(reader.trailer.get("/Root")).get("/Names")):
        gathered.pass_over("файлы, вложенные в документ")


def _notes(page: Any) -> Iterator[str]:
    for each in page.get("/Annots") or ():
        note = _object(each)
        yield from (str(note[name]) for name in _NOTED if name in note and isinstance(note[name], str))


def _has_picture(page: Any) -> bool:
    objects = _object(_object(page.get("/Resources")).get("/XObject"))
    return any(_object(each).get("/Subtype") == "/Image" for each in objects.values())


def _object(value: Any) -> Mapping[str, Any]:
    """A dictionary of the document, wherever it stands; an empty one where there is none."""
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, Mapping) else {}
