"""Tables that authors drew, made fit for PDF/UA: rows of equal width, and headers that say what they head."""

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from kommunrapport.reports.rich_text_tree import to_html, to_tree


def fit_tables(html: str) -> str:
    """Return cleaned `html` with its tables repaired; text without tables comes back as it was."""
    if "<table" not in html:
        return html
    tree = to_tree(html)
    for table in tree.iter("table"):
        _pad_rows(table)
        _give_headers(table)
    return to_html(tree)


def _sections(table: Element) -> list[list[Element]]:
    """Return the rows of each part. A cell that spans rows ends with its part."""
    return [[row for row in part if row.tag == "tr"] for part in table if part.tag in ("thead", "tbody")]


def _pad_rows(table: Element) -> None:
    """Fill each row with empty cells up to the widest; a gap of several columns becomes one wide cell."""
    taken = [(row, columns) for rows in _sections(table) for row, columns in _columns_taken(rows)]
    width = max((max(columns, default=-1) + 1 for _, columns in taken), default=0)
    for row, columns in taken:
        free = sorted(set(range(width)) - columns)
        for _, gap in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            count = len(list(gap))
            SubElement(row, "td", {"colspan": str(count)} if count > 1 else {})


def _columns_taken(rows: list[Element]) -> list[tuple[Element, set[int]]]:
    """Return each row with the columns its cells take, and those that cells above it reach down into."""
    result: list[tuple[Element, set[int]]] = []
    reaching: dict[int, int] = {}  # column -> rows left of the cell above
    for number, row in enumerate(rows):
        below = dict(reaching)
        column = 0
        for cell in row:
            while column in below:
                column += 1
            for _ in range(int(cell.get("colspan", "1"))):
                below[column] = max(below.get(column, 0), _rows_down(cell, len(rows) - number))
                column += 1
        result.append((row, set(below)))
        reaching = {column: left - 1 for column, left in below.items() if left > 1}
    return result


def _rows_down(cell: Element, rows_left: int) -> int:
    """Return the rows `cell` takes, and cut it where the table ends before it."""
    rows = int(cell.get("rowspan", "1"))
    if rows > rows_left:
        cell.set("rowspan", str(rows_left))
    return min(rows, rows_left)


def _give_headers(table: Element) -> None:
    """Give every header its scope. A table without headers gets its first row as such, as its author meant it."""
    rows = [row for rows in _sections(table) for row in rows]
    has_headers = table.find(".//th") is not None
    for row in rows:
        heads_columns = row is rows[0] or row in table.findall("thead/tr")
        for cell in row:
            if not "".join(cell.itertext()).strip():
                _make_data(cell)  # an empty header heads nothing
            elif cell.tag == "th" or (row is rows[0] and not has_headers):
                cell.tag = "th"
                cell.set("scope", cell.get("scope") or ("col" if heads_columns else "row"))


def _make_data(cell: Element) -> None:
    cell.tag = "td"
    cell.attrib.pop("scope", None)
