"""The text of one XML part of an office document, read as a stream: no tree is built, nothing outside is asked."""

import re
from collections.abc import Mapping, Sequence
from typing import IO, Final
from xml.parsers.expat import ExpatError, ParserCreate

from core.documents.values import Gathered, Unreadable

_PIECE: Final = 64 * 1024
_OF_LINES: Final = """
p h tr row table-row si br cr line-break comment author creator date text note sheet
oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter
"""
_LINES: Final = frozenset(_OF_LINES.split())
"""Elements after which another line begins; the rest of a paragraph is of one piece, however it is cut into runs."""
_CELLS: Final = frozenset({"tc", "c", "f", "v", "table-cell", "tab"})
_OF_TABLES: Final = frozenset({"tc", "table-cell"})
_PARAGRAPHS: Final = frozenset({"p", "h"})
_SPACES: Final = frozenset({"s"})
_TELLING: Final = frozenset(
    {"author", "displayName", "userId", "descr", "title", "string-value", "date-value", "lastEditedBy"}
)
"""Attributes that hold people's words, in whichever element they stand."""
_NAMED: Final = frozenset({"sheet", "table", "cmAuthor"})
"""Elements whose name people give."""


_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)?")
"""When a program saved or noted something: beside an author's name it would look like a birth date."""


class Markup:
    """A reader of one part. ``shared``: the strings that cells of a book name by number; ``each``: every element is a
    line, as in the properties of a document."""

    def __init__(self, gathered: Gathered, shared: Sequence[str] = (), *, each: bool = False) -> None:
        self._gathered, self._shared, self._each = gathered, shared, each
        self._cell: str | None = None
        """The type of the cell of a book that is being read; None outside of one."""
        self._depth = 0
        """In how many cells of tables the reader is: lines in a cell are no lines, or its row would fall apart."""
        self._value: list[str] | None = None
        self._aside: list[str] = []
        """Words of attributes: they come after the line, for a word may be cut by them."""
        self.named: set[int] = set()
        """The numbers of the shared strings that cells have named."""
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def read(self, stream: IO[bytes]) -> None:
        """Gather the text of a part. Raises Unreadable, and Enough."""
        try:
            while piece := stream.read(_PIECE):
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
            self._end_line()
        except ExpatError:
            raise Unreadable("файл повреждён: часть документа не читается") from None

    def _refuse(self, *_declared: object) -> None:
        raise Unreadable("в документе есть DOCTYPE: такой не разбирается")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = _local(name)
        if kind == "c":
            self._cell = attributes.get("t", "")
        elif kind in _OF_TABLES:
            self._depth += 1
        elif kind == "v" and self._cell == "s":
            self._value = []
        outside = attributes.get("TargetMode") == "External"
        for full, value in attributes.items():
            attribute = _local(full)
            named = attribute == "name" and kind in _NAMED
            if attribute in _TELLING or named or (outside and attribute == "Target"):
                self._aside.append(value)

    def _end(self, name: str) -> None:
        kind = _local(name)
        if kind == "v" and self._value is not None:
            self._gathered.add(self._string("".join(self._value)))
            self._value = None
        if kind in _OF_TABLES:
            self._depth -= 1
        elif kind == "c":
            self._cell = None
        self._part(kind)

    def _part(self, kind: str) -> None:
        """What parts an element from what follows."""
        if kind in _SPACES or (self._depth and kind in _PARAGRAPHS):
            self._gathered.add(" ")
        elif self._each or kind in _LINES:
            self._end_line()
        elif kind in _CELLS and not (kind == "v" and self._cell is not None):
            self._gathered.add("\t")

    def _end_line(self) -> None:
        self._gathered.end_line()
        for each in self._aside:
            self._gathered.add(f"{each}\n")
        self._aside.clear()

    def _text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        elif not (text.isspace() and "\n" in text) and not _INSTANT.fullmatch(text):  # what indents the markup
            self._gathered.add(text)

    def _string(self, number: str) -> str:
        """The shared string of a number, or the number where there is none."""
        if not (number.isascii() and number.isdigit() and int(number) < len(self._shared)):
            return number
        self.named.add(int(number))
        return self._shared[int(number)]


class _Strings(Gathered):
    """The shared strings of a book, apart from one another and not cut."""

    def __init__(self) -> None:
        super().__init__()
        self.all = [""]

    def add(self, text: str) -> None:
        """Go on with the present string."""
        self.all[-1] += text

    def end_line(self) -> None:
        """Begin another string, were this one empty."""
        self.all.append("")


def shared_strings(stream: IO[bytes]) -> list[str]:
    """The strings of a book's table, in its order. Raises Unreadable."""
    strings = _Strings()
    Markup(strings).read(stream)
    return strings.all[:-2]  # the last ``si`` and the end of the part have begun one more each


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
