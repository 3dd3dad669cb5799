"""What kind of document bytes are: by how they begin, never by a name."""

from typing import Final

PACKED: Final = b"PK\x03\x04"
PORTABLE: Final = b"%PDF-"
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of old office documents, and of encrypted new ones."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

PICTURE: Final = "картинка: текста нет"
ARCHIVE: Final = "архив: его содержимое не просматривается"
SOUND: Final = "звук или видео: текста нет"
DICOM: Final = "снимок DICOM: сведения о пациенте внутри не просматриваются"
ENCRYPTED: Final = "файл зашифрован"
OLD: Final = "документ старого вида (doc, xls, ppt): сохраните его в новом"
RICH: Final = "документ RTF: сохраните его как docx или txt"
UNKNOWN: Final = "неизвестный вид файла: текст не найден"

_BEGINNINGS: Final = (
    (0, b"\x89PNG", PICTURE), (0, b"\xff\xd8\xff", PICTURE), (0, b"GIF8", PICTURE), (0, b"BM", PICTURE),
    (0, b"II*\0", PICTURE), (0, b"MM\0*", PICTURE), (8, b"WEBP", PICTURE), (4, b"ftypheic", PICTURE),
    (4, b"ftypavif", PICTURE), (0, b"\xd7\xcd\xc6\x9a", PICTURE), (0, b"\x01\0\0\0", PICTURE),
    (128, b"DICM", DICOM),
    (0, b"PK\x05\x06", ARCHIVE), (0, b"Rar!", ARCHIVE), (0, b"7z\xbc\xaf\x27\x1c", ARCHIVE), (0, b"\x1f\x8b", ARCHIVE),
    (0, b"BZh", ARCHIVE), (0, b"\xfd7zXZ", ARCHIVE), (257, b"ustar", ARCHIVE), (0, b"\x28\xb5\x2f\xfd", ARCHIVE),
    (0, b"ID3", SOUND), (0, b"OggS", SOUND), (8, b"WAVE", SOUND), (8, b"AVI ", SOUND), (4, b"ftyp", SOUND),
    (0, b"\x1aE\xdf\xa3", SOUND),
    (0, b"{\\rtf", RICH),
)  # fmt: skip
"""Where and how files begin that hold no text to look through, and what they are."""


def unreadable(raw: bytes) -> str | None:
    """Why a document's text is not looked for at all, in Russian; None where it may have one."""
    if raw.startswith(COMPOUND):
        return ENCRYPTED if _ENCRYPTED in raw else OLD
    for place, sign, why in _BEGINNINGS:
        if raw.startswith(sign, place) and (sign != b"BM" or b"\0" in raw[:26]):
            return why
    return None


def nested(head: bytes) -> bool:
    """Whether a part of a document is itself something packed: an archive or a document."""
    return head.startswith((PACKED, COMPOUND, PORTABLE)) or unreadable(head) in (ARCHIVE, RICH)
