"""Office documents: everything that a reader of them could read, and nothing that would hurt the desk."""

import io
import struct
from zipfile import ZIP_STORED, ZipFile

import pytest

from core.documents import MOST
from core.documents.child import READERS, read
from core.documents.values import Gathered, Overdue
from core.vocabulary import Screened
from tests.core.documents.papers import OPEN, TYPES, A, W, archive, docx, opened, pptx, xlsx


def seen(raw: bytes) -> tuple[Screened, str]:
    found = read("packed", raw)
    return found.screened, found.why


def test_a_document_s_paragraphs_tables_headers_comments_and_author_are_read() -> None:
    table = (
        f"<w:hdr {W}><w:tbl><w:tr><w:tc><w:p>Ячейка</w:p></w:tc><w:tc><w:p>вторая</w:p></w:tc></w:tr></w:tbl></w:hdr>"
    )
    comment = (
        f'<w:comments {W}><w:comment w:author="Рецензент"><w:p><w:t>Примечание</w:t></w:p></w:comment></w:comments>'
    )
    links = '<R><Relationship TargetMode="External" Target="mailto:a@mail.ru"/><Relationship Target="styles.xml"/></R>'
    raw = docx(header1__xml=table, comments__xml=comment, **{"_rels/document__xml__rels": links})
    found = read("packed", raw)
    assert found.screened is Screened.FULL
    for words in ("Автор Авторов\n", "Правщик\n", "Журнал обмена\n", "Ячейка \tвторая \t\n", "Примечание\nРецензент\n",
                  "mailto:a@mail.ru"):  # fmt: skip
        assert words in found.text
    assert "styles.xml" not in found.text


def test_a_word_cut_into_runs_is_one_word() -> None:
    runs = "Ива</w:t></w:r><w:r><w:t>нов</w:t></w:r><w:r><w:delText>ский"
    raw = docx(runs.replace("ский", "ский</w:delText></w:r><w:r><w:t>"))
    assert "Ивановский\n" in read("packed", raw).text
    raw = docx('Ива</w:t></w:r><w:ins w:author="Правка"><w:r><w:t>нов</w:t></w:r></w:ins><w:r><w:t>ский')
    assert "Ивановский\nПравка\n" in read("packed", raw).text


def test_the_cells_of_a_row_stand_beside_one_another_whatever_strings_they_name() -> None:
    found = read("packed", xlsx())
    assert found.screened is Screened.FULL
    for words in (
        "Фамилия\tИмя\t11223344595\tсвоя\t\n",
        "Шапка\n",
        "Лист Кузнецовой\n",
        "Критик\n",
        "Заметка\n",
        "Ничья\n",
    ):
        assert words in found.text
    assert found.text.count("Имя") == 1


def test_slides_are_read() -> None:
    assert read("packed", pptx()).text == "Слайд\nвторой\n"


def test_open_documents_are_read_with_their_headers_notes_and_names_of_sheets() -> None:
    note = "<office:annotation><dc:creator>Кто</dc:creator><text:p>Что</text:p></office:annotation>"
    text = f"<text:p>Абзац<text:s/>один{note}</text:p>"
    found = read("packed", opened("text", text))
    assert found.screened is Screened.FULL
    for words in ("Автор Авторов\n", "Абзац один", "Кто\nЧто\n", "Колонтитул\n"):
        assert words in found.text
    cell = "<table:table-cell><text:p>Ц</text:p></table:table-cell>"
    sheet = f'<table:table table:name="Список"><table:table-row>{cell}{cell}</table:table-row></table:table>'
    assert "Ц \tЦ \t\nСписок\n" in read("packed", opened("spreadsheet", sheet)).text


def test_pictures_inside_are_told_of() -> None:
    raw = docx(**{"media/image1__png": b"\x89PNG" + bytes(20)})
    found = read("packed", raw)
    assert (found.screened, found.why) == (Screened.PART, "остались: картинки и вложения в документе")
    assert "Журнал обмена" in found.text


def test_when_it_was_saved_is_no_date_of_anybody() -> None:
    raw = docx("родился 2001-02-03", x__xml="<a>2013-12-23T23:15:00Z</a>")
    assert "2013" not in read("packed", raw).text
    assert "2001-02-03" in read("packed", raw).text


def test_what_takes_too_long_is_read_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(raw: bytes, gathered: Gathered) -> None:
        if raw:
            gathered.add("Начало")
        raise Overdue

    monkeypatch.setitem(READERS, "packed", slow)
    assert seen(b"x") == (Screened.PART, "просмотрены первые 6 знаков — дальше читать слишком долго")
    assert seen(b"") == (Screened.NO, "чтение заняло слишком много времени")


def test_only_the_beginning_of_a_long_document_is_looked_at() -> None:
    found = read("packed", docx("я" * (MOST + 1)))
    assert (len(found.text), found.screened, found.why) == (MOST, Screened.PART, "просмотрены первые 200 000 знаков")


BOMB = b"x" * (51 * 1024 * 1024)
NESTED = "внутри архив, вложенный документ или макрос"


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"word/bomb.xml": BOMB}, "в развёрнутом виде больше 50 МБ"),
        ({f"word/{n}.xml": "" for n in range(2000)}, "в файле больше 2 000 частей"),
        ({"word/embeddings/book.xlsx": archive({"a": "b"})}, NESTED),
        ({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}, NESTED),
        ({"word/a.gz": b"\x1f\x8b\x08\0"}, NESTED),
        ({"word/x.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "в документе есть DOCTYPE: такой не разбирается"),
        (
            {"word/x.xml": "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"},
            "в документе есть DOCTYPE: такой не разбирается",
        ),
        ({"word/x.xml": "<a><b></a>"}, "файл повреждён: часть документа не читается"),
    ],
    ids=["large", "many", "nested", "macro", "packed", "entity", "outside", "broken"],
)
def test_what_would_hurt_is_refused_with_its_reason(parts: dict[str, str | bytes], why: str) -> None:
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": f"<w:document {W}/>"} | parts
    assert seen(archive(parts)) == (Screened.NO, why)


def test_an_archive_that_lies_about_its_sizes_is_broken_and_unpacks_no_more_than_it_says() -> None:
    raw = bytearray(docx("я" * 100_000))
    at = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 4)  # the record of the document among the names
    raw[at + 24 : at + 28] = struct.pack("<I", 100)
    found = read("packed", bytes(raw))
    assert found.screened is Screened.NO
    assert len(found.text) < 1000


def test_a_truncated_document_is_broken() -> None:
    assert seen(docx()[:-40]) == (Screened.NO, "файл повреждён: документ не читается")


def test_encrypted_documents_are_told() -> None:
    raw = bytearray(docx())
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    assert seen(bytes(raw)) == (Screened.NO, "файл зашифрован")
    manifest = "<m><encryption-data/></m>"
    assert seen(opened("text", "", **{"META-INF/manifest.xml": manifest})) == (Screened.NO, "файл зашифрован")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"a.txt": "Иванов"}, "архив: его содержимое не просматривается"),
        ({"[Content_Types].xml": TYPES, "xl/workbook.bin": b"\x83\x01"}, "неизвестный вид файла: текст не найден"),
        ({"mimetype": "application/epub+zip"}, "архив: его содержимое не просматривается"),
    ],
)
def test_an_archive_that_is_no_document_is_not_looked_through(parts: dict[str, str | bytes], why: str) -> None:
    assert seen(archive(parts)) == (Screened.NO, why)


def test_what_was_read_before_a_broken_part_is_given_to_be_looked_through() -> None:
    found = read("packed", docx("Иванов", x__xml="<a>"))
    assert (found.screened, "Иванов" in found.text) == (Screened.NO, True)


def test_indents_of_markup_are_no_text_and_a_space_in_a_run_is() -> None:
    raw = archive({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<p/>",
                   "ppt/1.xml": f"<x {A}>\n  <a:p>\n <a:t>а</a:t><a:t> </a:t><a:t>б</a:t>\n</a:p>\n</x>"})  # fmt: skip
    assert read("packed", raw).text == "а б\n"


def test_a_part_of_an_unknown_compression_is_told() -> None:
    raw = io.BytesIO()
    with ZipFile(raw, "w", ZIP_STORED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("word/document.xml", f"<d {OPEN}/>", compress_type=14)
    assert seen(raw.getvalue()) == (Screened.NO, "файл сжат неизвестным способом")
