import pytest

from kommunrapport.spreadsheets.reading import CellKind

TABLE = "Område;Budget\nÅkeri i Öxnered;1 234,5\n"


@pytest.fixture
def texts(read):
    """All rows as texts, None for an empty field."""

    def texts(content: bytes | str, name: str = "budget.csv") -> list[list[str | None]]:
        content = content.encode() if isinstance(content, str) else content
        return [[c and c.text for c in r.cells] for r in read(content, name).sheets[0].rows]

    return texts


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_swedish_letters_survive_every_encoding(read, encoding, shown):
    source = read(TABLE.encode(encoding), "budget.csv")

    assert [c.text for r in source.sheets[0].rows for c in r.cells] == [
        "Område",
        "Budget",
        "Åkeri i Öxnered",
        "1 234,5",
    ]
    assert (source.encoding, source.delimiter, source.sheets[0].name) == (shown, ";", "")


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_the_delimiter_is_found(read, delimiter):
    source = read(f'a{delimiter}b{delimiter}c\n1{delimiter}"2{delimiter},"{delimiter}3\n'.encode(), "a.csv")

    assert source.delimiter == delimiter
    assert [c.text for c in list(source.sheets[0].rows)[1].cells] == ["1", f"2{delimiter},", "3"]


def test_decimal_commas_do_not_make_the_comma_a_delimiter(texts):
    assert texts("a;b\n1,5;2,5\n1,5;2,5\n") == [["a", "b"], ["1,5", "2,5"], ["1,5", "2,5"]]


def test_a_line_that_names_the_delimiter_is_obeyed_and_counted(read):
    source = read(b"sep=,\r\na,b\r\n1;5,2\r\n", "a.csv")

    assert source.delimiter == ","
    assert [(r.number, r.cells[0].text) for r in source.sheets[0].rows] == [(2, "a"), (3, "1;5")]


def test_blank_lines_titles_and_notes_may_surround_the_table(texts):
    assert texts("Budget 2026\n\na;b\n1;2\n;\nKälla: ekonomi\n")[1:] == [["a", "b"], ["1", "2"], ["Källa: ekonomi"]]


def test_empty_fields_at_the_end_may_be_left_out(texts):
    assert texts("a;b\n1;2;\n3;4;\n") == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_a_field_over_two_lines_is_one_text_and_lines_are_counted(read):
    rows = list(read(b'a;b\n"x\ny";1\nz;2\n', "a.csv").sheets[0].rows)

    assert [(r.number, r.cells[0].text) for r in rows] == [(1, "a"), (2, "x\ny"), (4, "z")]


def test_every_field_is_text_with_its_leading_spaces(read):
    cells = next(iter(read(b"  0410;=1+1\n", "a.csv").sheets[0].rows)).cells

    assert [(c.kind, c.text, c.indent) for c in cells] == [(CellKind.TEXT, "  0410", 2), (CellKind.TEXT, "=1+1", 0)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a;b\n1;2\n1;2;3\n1;2\n", "Rad 3 har 3 f\u00e4lt men de flesta rader har 2"),
        (b"a;b;c\n1;2;3\n1;2\n1;2;3\n", "Rad 3 har 2 f\u00e4lt"),
        (b'a;b\n1;2\n"1;2\n1;2\n', "Rad 3 har ett citattecken som inte avslutas"),
        (b'a;b\n1;2\n"1"x;2\n1;2\n', "Rad 3 har ett citattecken"),
        (b"a;b\n1;\x002\n", "Rad 2 inneh\u00e5ller ett tecken som inte \u00e4r text (nummer 0)"),
        (b"a;b\n\x81\xe5;2\n", "Rad 2 inneh\u00e5ller tecken som inte g\u00e5r att l\u00e4sa"),
        (b"a;b\n1;" + b"x" * 33_000, "Rad 2 har ett f\u00e4lt med fler \u00e4n 32767 tecken"),
        (b";".join([b"1"] * 201), "f\u00f6r stor fr\u00e5n rad 1"),
        (b"1;2\n" * 250_001, "f\u00f6r stor fr\u00e5n rad 250001"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused_with_its_line(refusal, content, sentence):
    assert sentence in refusal(content, "budget.csv")


def test_mixed_encodings_are_warned_of(read):
    source = read("Område;å\n".encode() + "å;1\n".encode("cp1252"), "a.csv")

    assert "blanda två teckenkodningar" in source.warnings[0]
