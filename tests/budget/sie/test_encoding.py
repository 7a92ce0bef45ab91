import pytest

from budget.sie import read_sie
from tests.budget.sie.texts import HEAD, refusal, sie_bytes, warning_kinds

NAMES = "åäöÅÄÖé"
ROWS = (f'#KONTO 5010 "Hyra {NAMES}"', "#PSALDO 0 202501 5010 {} 10.00")


@pytest.mark.parametrize(
    ("encoding", "found"), [("cp437", "CP437"), ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
)
def test_letters_are_right_whatever_the_file_claims(encoding, found):
    file = read_sie(sie_bytes(*ROWS, encoding=encoding))

    assert file.header.format == "PC8"
    assert file.encoding.name == found
    assert file.encoding.certain
    assert file.accounts["5010"].name == f"Hyra {NAMES}"


def test_three_names_are_shown_so_that_a_person_can_check_them():
    rows = [f'#KONTO 501{number} "Språk {number}"' for number in range(5)]

    file = read_sie(sie_bytes(*rows, ROWS[1], encoding="cp437"))

    assert file.names_to_check() == ("Språk 0", "Språk 1", "Språk 2")


def test_a_file_of_plain_letters_is_certain():
    plain = tuple(row for row in HEAD if row.isascii())

    assert read_sie(sie_bytes("#PSALDO 0 202501 3010 {} 1", head=plain)).encoding.name == "ASCII"


def test_a_file_without_swedish_letters_follows_its_claim_and_says_so():
    plain = tuple(row for row in HEAD if row.isascii())

    file = read_sie(sie_bytes('#KONTO 5010 "Ñandú"', ROWS[1], encoding="cp437", head=plain))

    assert (file.encoding.name, file.encoding.certain) == ("CP437", False)
    assert "encoding" in warning_kinds(file)


def test_without_a_claim_it_is_read_as_windows():
    head = tuple(row for row in HEAD if row.isascii() and "PC8" not in row)

    assert read_sie(sie_bytes('#KONTO 5010 "½"', ROWS[1], encoding="cp1252", head=head)).encoding.name == "Windows-1252"


def test_letters_of_two_encodings_are_read_by_the_most_and_reported():
    content = sie_bytes('#KONTO 5010 "åäö"', ROWS[1], encoding="cp437") + b'#KONTO 5020 "\xe5"\r\n'

    file = read_sie(content)

    assert (file.encoding.name, file.encoding.certain) == ("CP437", False)


def test_a_byte_that_windows_lacks_is_no_crash():
    content = sie_bytes('#KONTO 5010 "åäö"', ROWS[1], encoding="cp1252") + b'#KONTO 5020 "\x81"\r\n'

    assert read_sie(content).encoding.name == "Windows-1252"


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_utf8_with_a_broken_letter_is_refused_with_its_line(start):
    content = start + sie_bytes('#KONTO 5010 "åäö åäö"') + b'#KONTO 5020 "\xc3"\r\n'

    assert "UTF-8" in refusal(content)


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"", "tom"),
        (b"\r\n \r\n\x1a", "tom"),
        (b"PK\x03\x04rest", "Excel"),
        (b"\xd0\xcf\x11\xe0rest", "äldre Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b'<?xml version="1.0"?><Sie/>', "SIE 5"),
        (b"\xef\xbb\xbf<Sie/>", "SIE 5"),
        ("#FLAGGA 0\r\n".encode("utf-16"), "UTF-16"),
        ("#FLAGGA 0\r\n".encode("utf-16-le"), "UTF-16"),
        (b"Konto;Belopp;Period\r\n3010;1;202501\r\n", "csv-fil"),
        (b"Hej\r\n", "vanlig text"),
    ],
)
def test_what_is_not_sie_is_refused_with_what_it_looks_like(content, looks):
    assert looks in refusal(content)


def test_a_nul_is_refused():
    assert "nolltecken" in refusal(sie_bytes(*ROWS) + b"#KONTO 1\x00")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_kind_of_line_end_is_read(end):
    assert len(read_sie(sie_bytes(*ROWS, end=end)).amounts) == 1


def test_the_mark_of_an_old_file_end_is_left_out():
    assert len(read_sie(sie_bytes(*ROWS) + b"\x1a").amounts) == 1


def test_an_odd_separator_in_a_name_does_not_end_its_row():
    assert read_sie(sie_bytes('#KONTO 5010 "A\u2028\x0b\x85B"', ROWS[1])).accounts["5010"].name == "AB"
