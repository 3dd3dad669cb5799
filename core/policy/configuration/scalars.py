"""What a plain (unquoted) YAML scalar may be here, and the Russian reason why it may not be something else."""

import re

Scalar = str | int | bool | None

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_TIME = re.compile(r"[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt\s]+[0-9])")
_OTHER_INTEGER = re.compile(r"[-+]?(0[xX][0-9a-fA-F_]*|0[bB][01_]*|0[oO]?[0-7_]+|[0-9][0-9_]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9][0-9_]*|[0-9][0-9_]*(\.[0-9_]*)?)(e[-+]?[0-9]+)?|[-+]?\.(inf|nan)", re.IGNORECASE)
_LOOSE_BOOLEANS = {"yes", "no", "on", "off", "y", "n", "true", "false"}
_TRUE_WORDS = {"yes", "on", "y", "true"}


class ScalarError(ValueError):
    """A plain scalar that YAML would read as something unexpected; says in Russian how to write it."""


def read_plain(text: str) -> Scalar:
    """Read a plain scalar: ``true``/``false``, ``null``, a decimal integer, or a string that looks like nothing else.

    Raises ScalarError for what YAML takes for a number in disguise: times, dates, octals, yes and no.
    """
    if text in ("true", "false"):
        return text == "true"
    if text == "null":
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    complaint = _complaint(text)
    if complaint:
        raise ScalarError(complaint)
    return text


def _complaint(text: str) -> str | None:
    """Say why the plain scalar is refused, or give None when it is an ordinary string."""
    if text in ("", "~") or text.lower() == "null":
        return "значение не указано; если его нет намеренно, пишите null"
    if text.lower() in _LOOSE_BOOLEANS:
        word = "true" if text.lower() in _TRUE_WORDS else "false"
        return f"«{text}» без кавычек читается по-разному; логическое значение пишется {word}, текст — в кавычках"
    if _TIME.fullmatch(text):
        return f'время пишется в кавычках: "{text}"'
    if _DATE.match(text):
        return f'дата пишется в кавычках: "{text}"'
    if _OTHER_INTEGER.fullmatch(text):
        return f"«{text}» — не простое десятичное число: уберите ведущие нули и знаки или возьмите в кавычки"
    if _FLOAT.fullmatch(text):
        return f"дробные числа здесь не используются: «{text}»"
    if text == "<<":
        return "ключ слияния «<<» не поддерживается"
    return None
