"""Sealed copies: the age format, written for public recipients, so that the host that makes them cannot open them.

Whoever has the identity opens a copy with `pult restore --identity`, or with the stock `age` tool and nothing of this
program. The library is loaded when a key is given and at no other time.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from core.store.errors import StoreUnavailable
from core.store.location import FILE_MODE
from core.wording import reason

SUFFIX: Final = ".age"
_MAGIC: Final = b"age-encryption.org/"


@dataclass(frozen=True, slots=True)
class AgeKeys:
    """Recipients to seal for, or identities to open with, as the library holds them."""

    keys: tuple[Any, ...]


def read_recipients(given: Sequence[str]) -> AgeKeys:
    """Public recipients: each ``age1…``, an SSH public key, or a file of those, one a line.

    Raises ValueError in Russian for what is none.
    """
    lines = [line for each in given for line in _lines(each)]
    if not lines:
        raise ValueError("Получатель не назван: нужен открытый ключ age1… или файл с такими ключами")
    return AgeKeys(tuple(_recipient(line) for line in lines))


def read_identities(path: Path) -> AgeKeys:
    """The secret keys of a file: those of ``age-keygen``, or one of OpenSSH. Raises ValueError in Russian."""
    from pyrage import IdentityError, ssh, x25519

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = reason(error) if isinstance(error, OSError) else "это не текст"
        raise ValueError(f"Файл ключа {path} не читается: {said}") from error
    try:
        if "OPENSSH PRIVATE KEY" in text:
            return AgeKeys((ssh.Identity.from_buffer(text.encode()),))
        found = tuple(x25519.Identity.from_str(line) for line in _uncommented(text))
    except (IdentityError, ValueError) as error:
        raise ValueError(f"В файле {path} нет закрытого ключа age") from error
    if not found:
        raise ValueError(f"В файле {path} нет закрытого ключа age")
    return AgeKeys(found)


def is_sealed(path: Path) -> bool:
    """Whether a file begins as a sealed one does. A file that cannot be read is none."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def seal(source: Path, target: Path, recipients: AgeKeys, prove: AgeKeys | None = None) -> None:
    """Write ``source`` sealed to ``target``, which must not exist, private and synced; then read it again and compare.

    With ``prove``, identities, it is opened too and compared with the source. Raises StoreUnavailable, and leaves no
    ``target``, when anything of that fails.
    """
    from pyrage import EncryptError, encrypt_io

    created = _Digesting.create(target)
    try:
        with created as sealed, source.open("rb") as plain:
            encrypt_io(plain, sealed, list(recipients.keys))
            sealed.sync()
        if _digest_of(target) != sealed.digest():
            raise StoreUnavailable(f"Зашифрованная копия {target} прочлась не такой, какой записана: проверьте диск")
        if prove is not None and _opened_digest(target, prove) != _digest_of(source):
            raise StoreUnavailable(f"Зашифрованная копия {target} этим ключом открылась не такой, какой была")
    except (EncryptError, OSError) as error:
        _remove(target)
        raise StoreUnavailable(f"Копию {target} не зашифровать: {_said(error)}") from error
    except StoreUnavailable:
        _remove(target)
        raise


def unseal(source: Path, target: Path, identities: AgeKeys) -> None:
    """Open ``source`` into ``target``, which must not exist, private and synced.

    Raises StoreUnavailable, and leaves no ``target``: another key, or a file that was changed or cut short.
    """
    from pyrage import DecryptError, decrypt_io

    created = _Digesting.create(target)
    try:
        with created as plain, source.open("rb") as sealed:
            decrypt_io(sealed, plain, list(identities.keys))
            plain.sync()
    except (DecryptError, OSError, ValueError) as error:
        _remove(target)
        raise StoreUnavailable(f"Копия {source} этим ключом не открывается: {_said(error)}") from error


class _Digesting:
    """A private new file that knows the SHA-256 of what was written to it."""

    def __init__(self, stream: BinaryIO | None) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()

    @classmethod
    def create(cls, path: Path) -> "_Digesting":
        """Raises StoreUnavailable where there is something already, or no room for anything."""
        try:
            return cls(os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE), "wb"))
        except OSError as error:
            raise StoreUnavailable(f"Файл {path} не создать: {reason(error)}") from error

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return len(data) if self._stream is None else self._stream.write(data)

    def flush(self) -> None:
        if self._stream is not None:
            self._stream.flush()

    def sync(self) -> None:
        self.flush()
        if self._stream is not None:
            os.fsync(self._stream.fileno())

    def digest(self) -> bytes:
        return self._hash.digest()

    def __enter__(self) -> "_Digesting":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._stream is not None:
            self._stream.close()


def _opened_digest(path: Path, identities: AgeKeys) -> bytes | None:
    from pyrage import DecryptError, decrypt_io

    sink = _Digesting(None)
    try:
        with path.open("rb") as sealed:
            decrypt_io(sealed, sink, list(identities.keys))
    except DecryptError:
        return None
    return sink.digest()


def _digest_of(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def _lines(given: str) -> list[str]:
    """A recipient as it is, or the recipients of the file that it names."""
    if given.startswith(("age1", "ssh-")):
        return [given]
    path = Path(given).expanduser()
    try:
        return _uncommented(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        said = reason(error) if isinstance(error, OSError) else "это не текст"
        raise ValueError(f"«{given}» — не ключ age1… и не файл с ключами: {said}") from error


def _uncommented(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]


def _recipient(line: str) -> Any:
    from pyrage import RecipientError, ssh, x25519

    try:
        kind = ssh if line.startswith("ssh-") else x25519
        return kind.Recipient.from_str(line)
    except (RecipientError, ValueError) as error:
        raise ValueError("Это не открытый ключ age: он начинается с age1 или ssh-") from error  # never repeated


def _said(error: Exception) -> str:
    return reason(error) if isinstance(error, OSError) and error.errno else "чужой ключ или файл повреждён"


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
