"""Tables of every format that has them: a row stands in one line, columns of running text stay apart."""

import pytest

from deskcheck.readers import read_bytes
from small_documents import opendocument, word

ROWS = [["Study", "Effect"], ["Lee 2019", "41% fewer deaths"], ["Bell 2022", "12% less"]]
COLUMNS = [["First. Left one.", "Right one. Last."]]


def html(rows):
    cells = ("".join(f"<td>{_paragraphs(cell, '<p>{}</p>')}</td>" for cell in row) for row in rows)
    return f"<h1>A</h1><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


def docx(rows):
    piece = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    cells = ("".join(f"<w:tc>{_paragraphs(cell, piece)}</w:tc>" for cell in row) for row in rows)
    return word(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>")


def odt(rows):
    piece = "<text:p>{}</text:p>"
    cells = (
        "".join(f"<table:table-cell>{_paragraphs(cell, piece)}</table:table-cell>" for cell in row) for row in rows
    )
    made = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return opendocument(f"<table:table>{made}</table:table>")


def jats(rows):
    cells = ("".join(f"<td>{_paragraphs(cell, '<p>{}</p>')}</td>" for cell in row) for row in rows)
    table = f"<table-wrap><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></table-wrap>"
    return f"<article><body><sec><title>A</title>{table}</sec></body></article>".encode()


def _paragraphs(cell, piece):
    """Each sentence that ends in a stop is a paragraph of its own."""
    pieces = [f"{words}." for words in cell.rstrip(".").split(". ")] if cell.endswith(".") else [cell]
    return "".join(map(piece.format, pieces))


FORMATS = [(html, "a.html"), (docx, "a.docx"), (odt, "a.odt"), (jats, "a.xml")]


@pytest.mark.parametrize(("made", "name"), FORMATS, ids=[name for _, name in FORMATS])
def test_the_cells_of_a_row_stand_in_one_line(made, name):
    text = read_bytes(made(ROWS), name).text
    assert text.endswith("Study\tEffect\nLee 2019\t41% fewer deaths\nBell 2022\t12% less\n")


@pytest.mark.parametrize(("made", "name"), FORMATS[:3], ids=[name for _, name in FORMATS[:3]])
def test_columns_of_running_text_are_no_row(made, name):
    text = read_bytes(made(COLUMNS), name).text
    assert text.endswith("First.\n\nLeft one.\n\nRight one.\n\nLast.\n")
