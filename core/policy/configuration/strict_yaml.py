"""A YAML reader that refuses everything which could mean something else than it seems to.

It walks the parser's events, so that nothing is expanded before it is judged: an alias bomb costs one look. Refused:
anchors and aliases, tags, merge keys, duplicate keys, more than one document, loose booleans, times, dates, octals and
floats without quotes, unprintable characters, files over 256 KB, nesting over 12 levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from core.policy.configuration.reading import MAX_BYTES
from core.policy.configuration.scalars import ScalarError, read_plain
from core.policy.configuration.yaml_messages import in_russian
from core.policy.errors import ConfigError, Problem
from core.text import safe

MAX_DEPTH = 12

# What YAML itself takes for unprintable; the parser would not say in which line it stands.
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Path = tuple[str | int, ...]
Data = Any
"""Plain data as JSON has it: dict with text keys, list, str, int, bool, None."""


class Position(NamedTuple):
    """Where something stands in a file, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """One file read: its data, and where each key and each list item begins."""

    file: str
    data: Data
    positions: Mapping[Path, Position]

    def problem(self, path: Path, message: str, suggestion: str | None = None) -> Problem:
        """Make a problem at *path*, or at its nearest ancestor that stands in the file."""
        known = path
        while known and known not in self.positions:
            known = known[:-1]
        position = self.positions.get(known)
        return Problem(self.file, position.line if position else None, key_path(path), message, suggestion)


def key_path(path: Path) -> str:
    """Write a path as people do: ``norms[3].priority``; items count from 0."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def read_yaml(raw: bytes, file: str) -> Document:
    """Read one file strictly; *file* is its name in messages. Raises ConfigError with every problem found."""
    if len(raw) > MAX_BYTES:
        raise ConfigError([Problem(file, None, "", f"файл больше {MAX_BYTES // 1024} КБ")])
    reader = _Reader(file, _events(_decode(raw, file)))
    try:
        data = reader.document()
    except yaml.MarkedYAMLError as error:
        reader.refuse(error.problem_mark or error.context_mark, (), in_russian(error.problem))
        data = None
    except yaml.YAMLError as error:
        reader.refuse(None, (), in_russian(str(error)))
        data = None
    except _StopReadingError:
        data = None
    if reader.problems:
        raise ConfigError(reader.problems)
    return Document(file, data, reader.positions)


def _decode(raw: bytes, file: str) -> str:
    """Decode UTF-8, with or without the byte order mark."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError([Problem(file, line, "", "файл не в кодировке UTF-8")]) from None
    unprintable = _UNPRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        raise ConfigError([Problem(file, line, "", f"управляющий знак: «{safe(unprintable[0])}»")])
    return text


def _events(text: str) -> Iterator[Any]:
    """Parse to events, by libyaml where it is there."""
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    return iter(yaml.parse(text, Loader=loader))


def _position(event: Any) -> Position:
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)


class _StopReadingError(Exception):
    """The rest of the file is not worth reading."""


@dataclass(slots=True)
class _Reader:
    """Builds plain data from events and collects what is refused on the way."""

    file: str
    events: Iterator[Any]
    problems: list[Problem] = field(default_factory=list)
    positions: dict[Path, Position] = field(default_factory=dict)

    def refuse(self, mark: Any, path: Path, message: str, suggestion: str | None = None) -> None:
        """Note a problem at a mark of the parser."""
        line = mark.line + 1 if mark is not None else None
        self.problems.append(Problem(self.file, line, key_path(path), message, suggestion))

    def document(self) -> Data:
        """Read the only document of the stream."""
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            self.refuse(start.start_mark, (), "файл пуст")
            return None
        data = self.node(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after.start_mark, (), "в файле больше одного документа («---»)")
        return data

    def node(self, event: Any, path: Path) -> Data:
        """Read one node, whatever it is."""
        self.positions.setdefault(path, _position(event))
        self._check_properties(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self.refuse(event.start_mark, path, f"вложенность больше {MAX_DEPTH} уровней")
            raise _StopReadingError
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _check_properties(self, event: Any, path: Path) -> None:
        """Refuse aliases at once, and note anchors and tags."""
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event.start_mark, path, f"ссылки YAML не поддерживаются: «*{event.anchor}»")
            raise _StopReadingError
        if event.anchor is not None:
            self.refuse(event.start_mark, path, f"якоря YAML не поддерживаются: «&{event.anchor}»")
            raise _StopReadingError
        if event.tag is not None:
            self.refuse(event.start_mark, path, f"теги YAML не поддерживаются: «{event.tag}»")

    def _scalar(self, event: Any, path: Path) -> Data:
        """Read a scalar: quoted ones are text, plain ones are judged."""
        text: str = event.value
        if safe(text) != text:
            self.refuse(event.start_mark, path, f"управляющие или невидимые знаки в тексте: «{safe(text)}»")
            return None
        if event.style not in (None, ""):
            return text
        try:
            return read_plain(text)
        except ScalarError as error:
            self.refuse(event.start_mark, path, str(error))
            return None

    def _sequence(self, path: Path) -> list[Data]:
        """Read the items of a list."""
        items: list[Data] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Data]:
        """Read the entries of a mapping; a key is text and stands once."""
        entries: dict[str, Data] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path, entries)
            value = self.node(next(self.events), (*path, key))
            entries.setdefault(key, value)
        return entries

    def _key(self, event: Any, path: Path, entries: Mapping[str, Data]) -> str:
        """Read a key and note its place."""
        if not isinstance(event, yaml.ScalarEvent):
            self._check_properties(event, path)
            self.refuse(event.start_mark, path, "ключ должен быть простым текстом")
            raise _StopReadingError
        self._check_properties(event, path)
        before = len(self.problems)
        key = self._scalar(event, path)
        if not isinstance(key, str):
            if len(self.problems) == before:
                self.refuse(event.start_mark, path, f"ключ «{event.value}» должен быть текстом: возьмите в кавычки")
            return str(event.value)
        if key in entries:
            first = self.positions[(*path, key)].line
            self.refuse(event.start_mark, (*path, key), f"ключ уже стоит в строке {first}")
        self.positions.setdefault((*path, key), _position(event))
        return key
