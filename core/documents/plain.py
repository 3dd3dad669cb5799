"""Plain text: logs, tables, markup; UTF-8, UTF-16 with its mark or without, or a Russian encoding of one byte."""

import codecs
import re
from html import unescape
from typing import Final
from urllib.parse import unquote

from core.documents.signatures import UNKNOWN
from core.documents.values import MOST, Read, beginning
from core.vocabulary import Screened

LARGEST: Final = 8 * MOST
"""Bytes of a file that are decoded: escapes such as ``\\u0418`` take six for one character."""
_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ONE_BYTE: Final = ("cp1251", "cp866")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENTITY: Final = re.compile(r"&#?\w{1,31};")
_CONTROL: Final = re.compile(r"[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f]")
"""Control characters that no text has: tabs, line ends, the bells and colours of a terminal are none of them."""
_FILLING: Final = re.compile("\0+")
"""What fills fields of one width and the rest of a block, and never stands in a text itself."""
_SHARE: Final = 0.9
_RUSSIAN: Final = re.compile("[А-яЁё]")
_ENCLOSED: Final = re.compile(r";\s*base64\s*,|^content-transfer-encoding:\s*base64", re.IGNORECASE | re.MULTILINE)


def read_plain(raw: bytes) -> Read:
    """The text of a file; ``screened: no`` where it is none.

    Escapes of JSON, HTML and addresses are read as what they stand for: a name must not hide behind them.
    """
    head, longer = raw[:LARGEST], len(raw) > LARGEST
    text = _decoded(head, final=not longer)
    if text is None:
        return Read("", Screened.NO, UNKNOWN)
    filled = "\0" in text
    text = _FILLING.sub(" ", text)
    if len(_CONTROL.findall(text)) * 100 > len(text) or (filled and not text.strip()):
        return Read("", Screened.NO, UNKNOWN)
    text = _unescaped(text)
    if longer or len(text) > MOST:
        return beginning(text)
    if _ENCLOSED.search(text):
        return Read(text, Screened.PART, "осталось вложенное в текст (base64)")
    return Read(text, Screened.PART, "между словами нулевые байты") if filled else Read(text, Screened.FULL)


def _decoded(raw: bytes, *, final: bool) -> str | None:
    try:
        if unmarked := _unmarked(raw):
            return codecs.getincrementaldecoder(unmarked)().decode(raw, final)
        if raw.startswith(_MARKS):
            return codecs.getincrementaldecoder("utf-16")().decode(raw, final)
        return codecs.getincrementaldecoder("utf-8-sig")().decode(raw, final)
    except UnicodeDecodeError:
        if raw.startswith(_MARKS):
            return None
        return _misread(raw)


def _unmarked(raw: bytes) -> str | None:
    """The order of bytes of a UTF-16 without its mark: one byte of each two is of Latin's or of Cyrillic's page."""
    if b"\0" not in raw or len(raw) < 4 or raw.startswith(_MARKS):
        return None
    for high, name in ((raw[1::2], "utf-16-le"), (raw[0::2], "utf-16-be")):
        pages = high.count(0) + high.count(4) + high.count(0x20)
        if high.count(0) and pages >= len(high) * _SHARE and raw.count(0) <= len(high):
            return name
    return None


def _misread(raw: bytes) -> str:
    """What is no UTF-8: a log of it with a broken byte here and there, or an encoding of one byte."""
    text = raw.decode("utf-8-sig", "replace")
    if text.count("\ufffd") * 20 < len(_RUSSIAN.findall(text)):
        return text
    return max((raw.decode(each, "replace") for each in _ONE_BYTE), key=lambda read: len(_RUSSIAN.findall(read)))


def _unescaped(text: str) -> str:
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    return unquote(text, errors="replace")
