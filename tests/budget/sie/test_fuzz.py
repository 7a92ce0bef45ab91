"""Whatever happens to a file, reading answers with the file or with SieErrors, and money is never made up."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from budget.sie import SieErrors, read_sie
from tests.budget.sie.texts import sie_bytes

WHOLE = sie_bytes(
    '#KONTO 5010 "Hyra \\"lokal\\""',
    '#DIM 20 "Verksamhet"',
    "#PSALDO 0 202501 3010 {} -10.00 0",
    '#PSALDO 0 202501 3010 {1 "100"} -10.00',
    "#PSALDO 0 202501 3010 {6 P1} -10.00",
    "#PBUDGET 0 202502 4010 {1 100 20 7} 12.50",
    "#IB 0 1930 5",
    "#RES -1 4010 9.90",
    '#VER A 1 20250115 "Text" 20250116 AB',
    "{",
    '#RTRANS 4010 {1 "100"} 100.00',
    '#TRANS 4010 {1 "100"} 100.00',
    '#TRANS 1930 {} -100.00 20250115 "Text"',
    "}",
    "#KSUMMA 12345",
)
PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [b'"', b"{", b"}", b"\r", b"\n", b"\\", b" ", b"\t", b"#", b"-", b",", b"\x00", b"\x1a", b"\xe5", b"9"]
    ),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The whole file with one to six stretches of bytes replaced."""
    content = WHOLE
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        content = content[:start] + draw(PIECES) + content[start + draw(st.integers(0, 12)) :]
    return content


@st.composite
def shuffled(draw: st.DrawFn) -> bytes:
    """Rows of the whole file in any order, some of them many times or not at all."""
    rows = WHOLE.split(b"\r\n")
    return b"\r\n".join(draw(st.lists(st.sampled_from(rows), max_size=60)))


@given(mutated())
@settings(max_examples=400)
def test_a_damaged_file_is_read_or_refused(content):
    with suppress(SieErrors):
        read_sie(content)


@given(shuffled())
@settings(max_examples=200)
def test_rows_in_any_order_are_read_or_refused(content):
    with suppress(SieErrors):
        read_sie(content)


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused(content):
    with suppress(SieErrors):
        read_sie(content)


@given(
    st.lists(
        st.tuples(st.sampled_from(["1 100", "1 200", "6 P1", "1 100 6 P1", "7 5"]), st.integers(-99, 99)),
        unique_by=lambda x: x[0],
    ),
    st.integers(-99, 99),
)
@settings(max_examples=200)
def test_the_sum_of_what_is_read_is_always_the_total_of_the_account(parts, total):
    rows = [f"#PSALDO 0 202501 3010 {{{objects}}} {amount}" for objects, amount in parts]

    file = read_sie(sie_bytes(*rows, f"#PSALDO 0 202501 3010 {{}} {total}"))

    assert sum(row.amount for row in file.amounts) == total
