"""Plain text in the encodings that clinics' programs write, read for what it stands for."""

import json

import pytest

from core.documents import MOST, Read
from core.documents.reading import read_document
from core.vocabulary import Screened

TEXT = "Иванов Иван Иванович;не открывается карта\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "cp866"])
def test_a_text_is_read_in_the_encoding_that_it_was_written_in(encoding: str) -> None:
    assert read_document(TEXT.encode(encoding)) == Read(TEXT, Screened.FULL)


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_both_orders_of_bytes_are_told_by_the_mark(mark: str) -> None:
    assert read_document(f"\ufeff{TEXT}".encode(mark)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_both_orders_of_bytes_are_told_without_the_mark(encoding: str) -> None:
    assert read_document((TEXT * 3).encode(encoding)) == Read(TEXT * 3, Screened.FULL)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "cp866"])
def test_a_text_whose_fields_are_filled_with_zero_bytes_is_read_and_told_of(encoding: str) -> None:
    raw = "Иванов".encode(encoding) + bytes(14) + "Иван".encode(encoding) + bytes(16)
    assert read_document(raw) == Read("Иванов Иван ", Screened.PART, "между словами нулевые байты")


def test_one_broken_byte_makes_no_other_encoding_of_a_log() -> None:
    read = read_document(TEXT.encode() * 3 + b"\xff\n")
    assert (read.text, read.screened) == (f"{TEXT * 3}\ufffd\n", Screened.FULL)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (json.dumps({"fio": "Иванов"}), '{"fio": "Иванов"}'),
        ("<b>&#1048;ванов &amp; сын</b>", "<b>Иванов & сын</b>"),
        ("GET /p?fio=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2 200", "GET /p?fio=Иванов 200"),
        ("<!DOCTYPE html><p>Иванов</p>", "<!DOCTYPE html><p>Иванов</p>"),
    ],
)
def test_a_name_does_not_hide_behind_escapes_and_markup_stays(raw: str, text: str) -> None:
    assert read_document(raw.encode()) == Read(text, Screened.FULL)


def test_no_more_than_the_beginning_of_a_long_text_is_looked_at() -> None:
    read = read_document(b"x" * (MOST + 1))
    assert (len(read.text), read.screened, read.why) == (MOST, Screened.PART, "просмотрены первые 200 000 знаков")
    assert read_document(b"x" * MOST).screened is Screened.FULL


def test_a_letter_cut_in_two_by_the_limit_is_no_other_encoding() -> None:
    read = read_document(b"x" + "я".encode() * 9 * MOST)
    assert (read.text, read.screened) == ("x" + "я" * (MOST - 1), Screened.PART)


def test_an_entity_of_a_million_digits_is_text_like_any_other() -> None:
    assert read_document(b"&#" + b"1" * 100_000 + b";").screened is Screened.FULL


def test_what_is_enclosed_in_a_text_is_told_of() -> None:
    for raw in (b'<img src="data:image/png;base64,iVBOR">', b"Subject: x\nContent-Transfer-Encoding: base64\n\naaaa\n"):
        read = read_document(raw)
        assert (read.screened, read.why) == (Screened.PART, "осталось вложенное в текст (base64)")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "картинка: текста нет"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "картинка: текста нет"),
        (bytes(128) + b"DICM" + bytes(20), "снимок DICOM: сведения о пациенте внутри не просматриваются"),
        (b"\x1f\x8b\x08" + bytes(20), "архив: его содержимое не просматривается"),
        (b"PK\x05\x06" + bytes(18), "архив: его содержимое не просматривается"),
        (b"{\\rtf1 \\'c8}", "документ RTF: сохраните его как docx или txt"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20),
            "документ старого вида (doc, xls, ppt): сохраните его в новом",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20) + "EncryptedPackage".encode("utf-16-le"),
            "файл зашифрован",
        ),
        (bytes(range(256)), "неизвестный вид файла: текст не найден"),
        (b"\xff\xfe\x00\xd8", "неизвестный вид файла: текст не найден"),
    ],
)
def test_what_holds_no_text_is_not_looked_through_and_says_why(raw: bytes, why: str) -> None:
    assert read_document(raw) == Read("", Screened.NO, why)
