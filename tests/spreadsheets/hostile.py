"""Builds workbooks from their parts, right ones and hostile ones. No file of this kind is kept in the repository."""

import warnings
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

SHEET_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{SHEET_NAMESPACE}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="0"><alignment indent="2"/></xf>'
    "</cellXfs></styleSheet>"
)
DATE, PERCENT, INDENTED = 1, 2, 3  # what a cell's s="…" means with these styles


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(name: str, value: str, *, kind: str = "n", style: int = 0, formula: str = "") -> str:
    """`value` is what the file stores; a text is kind "str"."""
    formula = f"<f>{formula}</f>" if formula else ""
    return f'<c r="{name}" t="{kind}" s="{style}">{formula}<v>{value}</v></c>'


def sheet(*rows: str, after: str = "", before: str = "", start: str = "") -> str:
    """`start` comes before the root, `before` and `after` around the rows."""
    content = "".join(rows)
    return f'{start}<worksheet xmlns="{SHEET_NAMESPACE}">{before}<sheetData>{content}</sheetData>{after}</worksheet>'


GOOD = sheet(row(1, cell("A1", "Område", kind="str"), cell("B1", "Budget", kind="str")), row(2, cell("B2", "1944.9")))


def parts(
    *sheets: str | bytes,
    states: tuple[str, ...] = (),
    strings: str = "",
    workbook_start: str = "",
    sheet_path: str = "xl/worksheets/sheet{}.xml",
    main_type: str = "sheet.main",
) -> dict[str, str | bytes]:
    """Return the parts of a workbook by name. `strings` is the inside of the table of shared strings."""
    numbers = range(1, len(sheets) + 1)
    states += ("visible",) * (len(sheets) - len(states))
    listed = "".join(
        f'<sheet name="Blad{n}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, state in zip(numbers, states, strict=True)
    )
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="/{sheet_path.format(n)}"/>' for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/{sheet_path.format(n)}" ContentType="{_KIND}.worksheet+xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.{main_type}+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{workbook_start}<workbook xmlns="{SHEET_NAMESPACE}" xmlns:r="{_RELATIONS}">'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{targets}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET_NAMESPACE}">{strings}</sst>',
        **{sheet_path.format(n): content for n, content in zip(numbers, sheets, strict=True)},
    }


def zipped(*members: tuple[str | ZipInfo, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of names that stand there twice
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def workbook(*sheets: str | bytes, extra: tuple[tuple[str | ZipInfo, str | bytes], ...] = (), **options) -> bytes:
    """The bytes of a workbook with these sheets, and `extra` members."""
    return zipped(*parts(*sheets, **options).items(), *extra)


def ole(*streams: str) -> bytes:
    """The beginning of an old Office file whose directory names these streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


def with_directory_entry(content: bytes, member: str, offset: int, value: bytes) -> bytes:
    """Change bytes of a member's entry in the directory at the end, `offset` from the entry's beginning."""
    start = content.rindex(member.encode()) - 46
    assert content[start : start + 4] == b"PK\x01\x02"
    return content[: start + offset] + value + content[start + offset + len(value) :]


SIZE, START, FLAGS = 24, 42, 8  # offsets in a directory entry
