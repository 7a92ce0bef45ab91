"""A workbook with bytes changed or lost is read or refused; nothing else ever happens."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kommunrapport.spreadsheets.preflight import inspect
from kommunrapport.spreadsheets.reading import UnreadableFile, read_table_file
from tests.spreadsheets.hostile import DATE, cell, parts, row, sheet, zipped

CONTENT = sheet(
    row(1, cell("A1", "0", kind="s"), cell("B1", "Budget", kind="str"), cell("C1", "46053", style=DATE)),
    row(2, cell("A2", "#REF!", kind="e"), cell("B2", "1944.9", formula="1+1"), '<c r="C2"><f>1</f></c>'),
    after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
)
PARTS = {name: str(content) for name, content in parts(CONTENT, strings="<si><t>Skola</t></si>").items()}
WHOLE = zipped(*PARTS.items())
SNIPPETS = ["<", ">", '"', "/", "&", "\0", "-1", "9" * 20, "e", "å", "<row>", "</c>", "<!ENTITY>", "<v>x</v>", " ", ""]


@st.composite
def changed_inside(draw: st.DrawFn) -> bytes:
    """A whole archive where some characters of one part are replaced."""
    name = draw(st.sampled_from(sorted(PARTS)))
    content = PARTS[name]
    start = draw(st.integers(0, len(content) - 1))
    end = min(len(content), start + draw(st.integers(0, 12)))
    changed = content[:start] + draw(st.sampled_from(SNIPPETS)) + content[end:]
    return zipped(*(PARTS | {name: changed}).items())


@st.composite
def changed_outside(draw: st.DrawFn) -> bytes:
    """An archive that is cut off or has some bytes replaced."""
    start = draw(st.integers(4, len(WHOLE)))
    return WHOLE[:start] + draw(st.binary(max_size=8)) + WHOLE[draw(st.integers(start, len(WHOLE))) :]


@given(st.one_of(changed_inside(), changed_outside()))
@settings(max_examples=300)
def test_the_preflight_passes_or_refuses(content: bytes):
    with suppress(UnreadableFile):
        inspect(BytesIO(content))


@given(content=st.one_of(changed_inside(), changed_inside(), changed_outside()))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_workbook_is_read_or_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "changed"
    path.write_bytes(content)
    with suppress(UnreadableFile):
        for found in read_table_file(path, "changed.xlsx").sheets:
            assert all(len(r.cells) <= 200 for r in found.rows)
