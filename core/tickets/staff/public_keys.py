"""A public SSH key read strictly from its line (RFC 4253, 5656, 8709; PROTOCOL.u2f): kind, strength, fingerprint.

Nothing of OpenSSH is run for it, and no private key is ever taken: one that was shown to a program is no secret.
"""

import base64
import binascii
import codecs
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

LEAST_RSA, MOST_RSA = 3072, 8192
"""Bits of an RSA modulus: below is too weak, above takes sshd longer than a login may last."""
_PRIVATE: Final = ("PRIVATE KEY", "PUTTY-USER-KEY-FILE", "PRIVATE-LINES", "SSH PRIVATE KEY FILE FORMAT")
_RFC4716: Final = "---- BEGIN SSH2 PUBLIC KEY ----"
_KIND: Final = re.compile(r"[a-z][a-z0-9@.-]{1,63}")
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AROUND: Final = " \t\r\n\v\f\u00a0\u200b\ufeff\ufffd"
"""What editors leave around a line: spaces, the mark of UTF, and what the cleaning gate puts in its place."""
_UNCOMPRESSED: Final = 4
_NEW_KEY: Final = "создайте новый: ssh-keygen -t ed25519"


class KeyProblem(ValueError):
    """Why a text is no key that can be taken: ``code`` is stable, the message Russian and without a full stop."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class PublicKey:
    """``kind`` as OpenSSH names it, ``bits`` of its strength as ssh-keygen prints them, ``blob`` in base64.

    ``fingerprint`` is that of ``ssh-keygen -l``: «SHA256:» and the base64 of the blob's hash without padding.
    """

    kind: str
    bits: int
    blob: str
    fingerprint: str
    comment: str = ""


def key_text(raw: bytes) -> str:
    """The text of a key's file, whatever a Windows program has written it in: UTF-8 or UTF-16, with a mark or without.

    What is none of these has its strange bytes replaced, so that the reading of the key says what is wrong.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.removeprefix(mark).decode(encoding, "replace")
    if b"\0" in raw[:4]:
        return raw.decode("utf-16-be" if raw.startswith(b"\0") else "utf-16-le", "replace")
    return raw.decode("utf-8", "replace")


def read_public_key(text: str) -> PublicKey:
    """Read the one line of a ``.pub`` file. Raises KeyProblem for anything that is not exactly one sound public key."""
    _refuse_private(text)
    lines = [line for each in text.splitlines() if (line := each.strip(_AROUND)) and not line.startswith("#")]
    if not lines:
        raise KeyProblem("key.empty", "Ключа нет: нужна строка открытого ключа, обычно из файла id_ed25519.pub")
    if lines[0] == _RFC4716:
        raise KeyProblem("key.format", "Ключ в другом виде: переведите его командой ssh-keygen -i -f ФАЙЛ")
    if len(lines) > 1:
        raise KeyProblem("key.many", f"Нужен один ключ, а строк {len(lines)}: добавляйте ключи по одному")
    kind, _, rest = lines[0].replace("\t", " ").partition(" ")
    if not _KIND.fullmatch(kind):
        raise KeyProblem("key.options", "Строка начинается с вида ключа (ssh-ed25519 …), без параметров перед ним")
    blob, _, comment = rest.strip().partition(" ")
    return _checked(kind, blob, comment.strip())


def fingerprint_of(text: str) -> str | None:
    """The fingerprint of a public key; None for what is none."""
    try:
        return read_public_key(text).fingerprint
    except KeyProblem:
        return None


def _refuse_private(text: str) -> None:
    if any(mark in text.upper() for mark in _PRIVATE):
        told = "Это закрытый ключ: его никому не передают и сюда не вводят. Нужен открытый, из файла .pub"
        raise KeyProblem("key.private", f"{told}; этот закрытый ключ замените: он уже показан")


def _checked(kind: str, blob: str, comment: str) -> PublicKey:
    if "-cert-" in kind:
        raise KeyProblem("key.certificate", "Сертификаты не принимаются: нужен сам открытый ключ")
    measure = _KINDS.get(kind)
    if measure is None:
        raise KeyProblem("key.kind", f"Ключи вида {kind} не принимаются; {_NEW_KEY}")
    try:
        raw = base64.b64decode(blob, validate=True)
    except (binascii.Error, ValueError):
        raise _damaged() from None
    parts = _parts(raw)
    if parts[:1] != [kind.encode()]:
        raise _damaged()
    digest = base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
    return PublicKey(kind, measure(parts[1:]), base64.b64encode(raw).decode(), f"SHA256:{digest}", comment)


def _parts(raw: bytes) -> list[bytes]:
    """The length-prefixed strings of a blob, to its last byte. Raises KeyProblem."""
    parts: list[bytes] = []
    at = 0
    while at < len(raw):
        length = int.from_bytes(raw[at : at + 4], "big")
        at += 4
        if at + length > len(raw):
            raise _damaged()
        parts.append(raw[at : at + length])
        at += length
    return parts


def _damaged() -> KeyProblem:
    return KeyProblem("key.damaged", "Ключ повреждён: скопируйте строку файла .pub целиком")


def _ed25519(parts: list[bytes]) -> int:
    if len(parts) != 1 or len(parts[0]) != 32:
        raise _damaged()
    return 256


def _rsa(parts: list[bytes]) -> int:
    if len(parts) != 2:
        raise _damaged()
    exponent, modulus = (_positive(each) for each in parts)
    if exponent < 3 or not exponent % 2 or not modulus % 2:
        raise _damaged()
    bits = modulus.bit_length()
    if bits < LEAST_RSA:
        raise KeyProblem("key.weak", f"Ключ RSA в {bits} бит слабый: нужно от {LEAST_RSA}; {_NEW_KEY}")
    if bits > MOST_RSA:
        raise KeyProblem("key.long", f"Ключ RSA в {bits} бит слишком длинный: бывает до {MOST_RSA}; {_NEW_KEY}")
    return bits


def _positive(part: bytes) -> int:
    """A positive multiple-precision integer in its shortest form (RFC 4251, 5)."""
    if not part or part[0] & 0x80 or (len(part) > 1 and part[0] == 0 and not part[1] & 0x80):
        raise _damaged()
    return int.from_bytes(part, "big")


def _ecdsa(curve: str, bits: int) -> Callable[[list[bytes]], int]:
    def measure(parts: list[bytes]) -> int:
        length = 1 + 2 * ((bits + 7) // 8)
        sound = len(parts) == 2 and parts[0] == curve.encode()
        if not sound or len(parts[1]) != length or parts[1][0] != _UNCOMPRESSED:
            raise _damaged()
        return bits

    return measure


def _of_a_token(measure: Callable[[list[bytes]], int]) -> Callable[[list[bytes]], int]:
    """A key that lives in a security key names its application last, «ssh:» by default."""

    def without_application(parts: list[bytes]) -> int:
        if not parts or not parts[-1]:
            raise _damaged()
        return measure(parts[:-1])

    return without_application


_KINDS: Final[Mapping[str, Callable[[list[bytes]], int]]] = {
    "ssh-ed25519": _ed25519,
    "ecdsa-sha2-nistp256": _ecdsa("nistp256", 256),
    "ecdsa-sha2-nistp384": _ecdsa("nistp384", 384),
    "ecdsa-sha2-nistp521": _ecdsa("nistp521", 521),
    "ssh-rsa": _rsa,
    "sk-ssh-ed25519@openssh.com": _of_a_token(_ed25519),
    "sk-ecdsa-sha2-nistp256@openssh.com": _of_a_token(_ecdsa("nistp256", 256)),
}
"""What is accepted, and how each is measured. DSA and what nobody has named is not."""
