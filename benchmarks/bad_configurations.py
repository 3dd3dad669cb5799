"""Configurations that must not come into force: what is done to a good folder, and the place that must be named."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

Spoil = Callable[[Path], None]
"""Spoils one file of a good folder."""
HOURS, NORMS, LIFE, ROUTES, LABELS = (
    "working_hours.yaml", "priorities.yaml", "lifecycle.yaml", "routing.yaml", "labels.yaml"
)  # fmt: skip
_TEXTS: Final = "texts:\n  subject: 200\n  body: 20000\n  line: 2000\n"
_BOMB: Final = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@dataclass(frozen=True)
class BadConfiguration:
    """``file`` must be named, and ``line`` of it, counted from 1; None where the file itself is the place."""

    title: str
    file: str
    spoil: Spoil
    line: int | None = None
    says: str = ""
    """What else must be said, such as the key or the nearest valid one."""
    checked_only: bool = False
    """What only ``config check`` refuses: the golden cases of the routing rules."""


def edited(title: str, file: str, old: str, new: str, says: str = "", *, line: int | None = None) -> BadConfiguration:
    """A piece of a file replaced by another, whose last line is the place unless the parser stops later."""

    def spoil(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return BadConfiguration(title, file, spoil, line or _line_of(file, old) + new.count("\n"), says)


def written(title: str, file: str, content: bytes | str, line: int | None, says: str = "") -> BadConfiguration:
    """A whole file replaced."""
    raw = content.encode() if isinstance(content, str) else content
    return BadConfiguration(title, file, lambda path: _write(path, raw), line, says)


def _line_of(file: str, piece: str) -> int:
    text = (Path(__file__).resolve().parent.parent / "config" / file).read_text(encoding="utf-8")
    return text[: text.index(piece)].count("\n") + 1


def _write(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _endless(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _half(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.index(b"by_weekday: {}") + len("by_weekday: {")])


def _strange(path: Path) -> None:
    path.with_name("lifecicle.yaml").write_text("a: 1\n", encoding="utf-8")


def _strange_year(path: Path) -> None:
    path.with_name("26.yaml").write_text("year: 2026\n", encoding="utf-8")


BAD_CONFIGURATIONS: Final = (
    # what YAML lets through and means something else
    written("an alias bomb", LIFE, _BOMB, 1, "якоря YAML"),
    edited("an alias", LIFE, "reopen: false", "reopen: *x", "ссылки YAML"),
    edited("an anchor", LIFE, "reopen: false", "reopen: &x false", "якоря YAML"),
    edited("a merge key", LIFE, "reopen: false", "<<: {reopen: false}", "ключ слияния"),
    edited("a tag that runs a program", LIFE, "reopen: false", "reopen: !!python/object:os.system ls", "теги YAML"),
    edited("a key twice", LIFE, "reopen: false", "reopen: false\nreopen: true", "ключ уже стоит"),
    edited("a time in base sixty", HOURS, 'from: "08:30"', "from: 08:30", "в кавычках"),
    edited("a time in base sixty that is a number", HOURS, 'to: "13:00"', "to: 13:00", "в кавычках"),
    edited("no for false", HOURS, "short_days: false", "short_days: no", "false"),
    edited("on for true", LIFE, "reopen: false", "reopen: on", "true"),
    edited("an octal", LIFE, "confirmation_days: 5", "confirmation_days: 005", "десятичное"),
    edited("a hexadecimal", LIFE, "confirmation_days: 5", "confirmation_days: 0x5", "десятичное"),
    edited("a fraction", LIFE, "confirmation_days: 5", "confirmation_days: 5.5", "дробные"),
    edited("a key that is a boolean", LABELS, "  none: {label", "  no: {label"),
    edited("nothing for a value", LIFE, "reopen: false", "reopen:", "значение не указано"),
    edited("a second document", LIFE, "reopen: false", "reopen: false\n---", "больше одного документа"),
    # size and depth
    written("a file of 300 KB", LIFE, b"#" * 300_000, None, "256 КБ"),
    written("a thousand levels", LIFE, "a: " + "[" * 1_000, 1, "вложенность"),
    BadConfiguration("a file without an end", LIFE, _endless, None, "не обычный файл"),
    # half-written, of another encoding, no file
    BadConfiguration("half written", HOURS, _half, 17),
    written("cut within a letter", LIFE, "a: ё".encode()[:-1], 1, "UTF-8"),
    written("empty", LIFE, b"", 1, "файл пуст"),
    written("CP1251", LIFE, "# сроки\nreopen: нет\n".encode("cp1251"), 1, "UTF-8"),
    written("UTF-16 with its mark", LIFE, "reopen: false\n".encode("utf-16"), 1, "UTF-8"),
    written("a NUL", LIFE, b"reopen: false\nx: \x00\n", 2, "управляющий знак"),
    written("an escape", LIFE, 'reopen: "\\e[31m"\n', 1, "управляющие"),
    edited("a letter that is not seen", LABELS, 'label: "Ошибка"', 'label: "Оши\u200bбка"', "невидимые"),
    BadConfiguration("a folder for a file", LIFE, _folder, None, "не читается"),
    BadConfiguration("a pipe for a file", LIFE, _pipe, None, "не читается"),
    BadConfiguration("a link to itself", NORMS, _nowhere, None),
    # structure and values
    edited("a bracket open", HOURS, "workdays: [monday, tuesday", "workdays: [[monday, tuesday", line=16),
    edited("a tabulator", LIFE, "  subject: 200", "\tsubject: 200", "пробелами"),
    edited("an unknown key", LIFE, "reopen: false", "reopn: false", "reopen"),
    edited("an unknown value", NORMS, "priority: high, first", "priority: hihg, first", "high"),
    edited("a list for a mapping", LIFE, _TEXTS, "texts: []\n", "texts", line=33),
    edited("a text for a number", LIFE, "confirmation_days: 5", 'confirmation_days: "5"', "confirmation_days"),
    edited("too large", LIFE, "body: 20000", "body: 2000000", "20000"),
    edited("less than none", LIFE, "dispute_days: 5", "dispute_days: -1", "dispute_days"),
    edited("a unit that is none", LIFE, 'remote_limit: "2h"', 'remote_limit: "2 часа"', "remote_limit"),
    edited("a zone that is none", HOURS, "Asia/Krasnoyarsk", "Asia/Krasnojarsk", "zone"),
    edited("a day that ends before it begins", HOURS, 'to: "13:00"', 'to: "07:00"', "working_day"),
    edited("a rule of a line that is none", ROUTES, "then: {line: first}", "then: {line: fist}", "first"),
    replace(
        edited(
            "a rule whose golden case fails", ROUTES, "[consultation]", "[setup]", "консультация",
            line=_line_of(ROUTES, "консультация врача"),
        ),
        checked_only=True,
    ),
    edited("a year under another's name", "calendars/2026.yaml", "year: 2026", "year: 2025", "2026"),
    edited("a day that no month has", "calendars/2026.yaml", '"2026-02-23"', '"2026-02-30"', "2026-02-30"),
    BadConfiguration("a name that nobody reads", LIFE, _strange, None, "lifecycle.yaml"),
    BadConfiguration("a calendar without a year", "calendars/2026.yaml", _strange_year, None, "2026.yaml"),
)  # fmt: skip
