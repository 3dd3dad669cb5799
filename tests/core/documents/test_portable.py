"""PDF: the text of pages and properties; a scan and an encrypted one say that they were not looked through."""

import io

import pytest

from core.documents.child import read
from core.vocabulary import Screened
from tests.core.documents.papers import pdf


def test_the_text_of_a_page_and_the_author_are_read() -> None:
    found = read("portable", pdf())
    assert (found.text, found.screened) == ("Avtor Avtorov\nSnils 112-233-445 95\n", Screened.FULL)


@pytest.mark.parametrize(
    ("raw", "screened", "why"),
    [
        (pdf(picture=True), Screened.PART, "остались: картинки в документе"),
        (pdf("", picture=True), Screened.NO, "скан: текста нет"),
        (pdf(""), Screened.NO, "в документе PDF нет текста"),
        (b"%PDF-1.7\nnothing of it", Screened.NO, "файл повреждён: документ не читается"),
    ],
    ids=["with a picture", "a scan", "empty", "broken"],
)
def test_what_is_no_text_is_told(raw: bytes, screened: Screened, why: str) -> None:
    found = read("portable", raw)
    assert (found.screened, found.why) == (screened, why)


def test_an_encrypted_one_is_not_looked_through() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    assert read("portable", made.getvalue()).why == "файл зашифрован"


def test_notes_fields_and_enclosed_files_are_met() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Text

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.add_annotation(0, Text(rect=(0, 0, 9, 9), text="Заметка о пациенте"))
    writer.add_attachment("a.txt", b"x")
    made = io.BytesIO()
    writer.write(made)
    found = read("portable", made.getvalue())
    assert "Заметка о пациенте\n" in found.text
    assert (found.screened, found.why) == (Screened.PART, "остались: файлы, вложенные в документ")
