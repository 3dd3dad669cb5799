"""Documents for the tests, made byte by byte here: packed ones of XML parts, and the smallest PDF there is."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)  # fmt: skip
TYPES = "<Types/>"
CORE = (
    '<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="c"><dc:creator>Автор Авторов</dc:creator>'
    "<cp:lastModifiedBy>Правщик</cp:lastModifiedBy></p>"
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    """An archive of parts by their paths."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as book:
        for name, body in parts.items():
            book.writestr(name, body)
    return made.getvalue()


def docx(text: str = "Журнал обмена", **more: str | bytes) -> bytes:
    """A document of one paragraph; ``more``: parts under ``word/``, a double underscore for a dot."""
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": body, "docProps/core.xml": CORE}
    return archive(parts | {f"word/{name.replace('__', '.')}": part for name, part in more.items()})


def xlsx() -> bytes:
    """A book whose cells name shared strings, hold numbers and strings of their own, and whose sheet tells a name."""
    sheet = (
        f'<worksheet {S}><sheetData><row><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c><v>11223344595</v></c>'
        '<c t="inlineStr"><is><t>своя</t></is></c></row></sheetData><headerFooter><oddHeader>Шапка</oddHeader>'
        "</headerFooter></worksheet>"
    )
    strings = f"<sst {S}><si><t>Имя</t></si><si><r><t>Фами</t></r><r><t>лия</t></r></si><si><t>Ничья</t></si></sst>"
    comment = "<comment><text><t>Заметка</t></text></comment>"
    comments = f"<comments {S}><authors><author>Критик</author></authors>{comment}</comments>"
    return archive(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": f'<workbook {S}><sheets><sheet name="Лист Кузнецовой"/></sheets></workbook>',
            "xl/sharedStrings.xml": strings,
            "xl/worksheets/sheet1.xml": sheet,
            "xl/comments1.xml": comments,
            "docProps/core.xml": CORE,
        }
    )


def pptx() -> bytes:
    """A slide of two paragraphs."""
    slide = (
        f"<p:sld {A} xmlns:p='p'><a:p><a:r><a:t>Слайд</a:t></a:r></a:p><a:p><a:r><a:t>второй</a:t></a:r></a:p></p:sld>"
    )
    return archive({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": slide})


def opened(kind: str, body: str, **more: str | bytes) -> bytes:
    """An OpenDocument file (``text``, ``spreadsheet``) with a header and an author."""
    content = f"<office:document-content {OPEN}><office:body>{body}</office:body></office:document-content>"
    styles = f"<office:document-styles {OPEN}><text:p>Колонтитул</text:p></office:document-styles>"
    parts: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": content,
        "styles.xml": styles,
        "meta.xml": f"<office:meta {OPEN}><dc:creator>Автор Авторов</dc:creator></office:meta>",
    }
    return archive(parts | more)


def pdf(text: str = "Snils 112-233-445 95", *, picture: bool = False) -> bytes:
    """A PDF of one page that says ``text`` (Latin letters alone), perhaps with a picture in its resources."""
    drawn = f"BT /F 12 Tf 72 720 Td ({text}) Tj ET".encode() if text else b""
    image = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >>"
        + (b" /XObject << /I 6 0 R >>" if picture else b"")
        + b" >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        image + b" /Length 1 >>\nstream\n\0\nendstream",
        b"<< /Author (Avtor Avtorov) >>",
    )
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(made), len(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    made += b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(made)
