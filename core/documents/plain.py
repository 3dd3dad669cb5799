"""Plain text: logs, tables, markup; UTF-8, UTF-16 by its mark, or one of the two Russian encodings of one byte."""

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
_CONTROL: Final = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
"""Control characters that no text has: tabs, line ends, the bells and colours of a terminal are none of them."""
_RUSSIAN: Final = re.compile("[А-яЁё]")
_ENCLOSED: Final = re.compile(r";\s*base64\s*,|^content-transfer-encoding:\s*base64", re.IGNORECASE | re.MULTILINE)


def read_plain(raw: bytes) -> Read:
    """The text of a file; ``screened: no`` where it is none.

    Escapes of JSON, HTML and addresses are read as what they stand for: a name must not hide behind them.
    """
    head, longer = raw[:LARGEST], len(raw) > LARGEST
    text = _decoded(head, final=not longer)
    if text is None or "\0" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        return Read("", Screened.NO, UNKNOWN)
    text = _unescaped(text)
    if longer or len(text) > MOST:
        return beginning(text)
    if _ENCLOSED.search(text):
        return Read(text, Screened.PART, "осталось вложенное в текст (base64)")
    return Read(text, Screened.FULL)


def _decoded(raw: bytes, *, final: bool) -> str | None:
    try:
        if raw.startswith(_MARKS):
            return codecs.getincrementaldecoder("utf-16")().decode(raw, final)
        return codecs.getincrementaldecoder("utf-8-sig")().decode(raw, final)
    except UnicodeDecodeError:
        if raw.startswith(_MARKS):
            return None
        return _misread(raw)


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
