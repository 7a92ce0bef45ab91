"""Splits a row of a SIE file into fields: bare words, texts in quotes and lists of objects in braces."""

from __future__ import annotations

import re

from budget.sie.problems import RowError, quoted

type Objects = tuple[tuple[str, str], ...]
type Field = str | Objects

MAX_LINE_CHARACTERS = 100_000
MAX_CODE_CHARACTERS = 50

# The possessive quantifiers keep the time linear in the length of the row, whatever it holds.
_TEXT = r'"((?:[^"\\]|\\.)*+)"(?=[ \t{}]|$)'
_BARE = r'([^ \t"{}]+)'
_LIST = r'\{((?:[^{}"]|"(?:[^"\\]|\\.)*+")*+)\}'
_FIELD = re.compile(rf"{_TEXT}|{_LIST}|{_BARE}|([^ \t])", re.DOTALL)
_IN_LIST = re.compile(rf"{_TEXT}|{_BARE}|([^ \t])", re.DOTALL)


def split_lines(text: str) -> list[str]:
    """Return the rows; CR, LF and CRLF all end one, and DOS's mark for the end of the file is left out."""
    return text.rstrip(" \t\r\n\x1a").replace("\r\n", "\n").replace("\r", "\n").split("\n")


class FieldSplitter:
    """Splits rows, and remembers the lists of objects, since the same few stand on almost every row."""

    def __init__(self) -> None:
        self._lists: dict[str, Objects] = {"": ()}

    def split(self, row: str) -> list[Field]:
        """Return the fields of a row, a list of objects as pairs in order of dimension. Raises RowError."""
        fields: list[Field] = []
        for match in _FIELD.finditer(row):
            group = match.lastindex
            if group == 3:
                fields.append(match[3])
            elif group == 2:
                fields.append(self._objects(match[2]))
            elif group == 1:
                fields.append(_unescaped(match[1]))
            else:
                raise RowError(_why_not(match[4]))
        return fields

    def _objects(self, inside: str) -> Objects:
        known = self._lists.get(inside)
        if known is None:
            known = self._lists[inside] = _read_objects(inside)
        return known


def _read_objects(inside: str) -> Objects:
    words = []
    for text, bare, wrong in _IN_LIST.findall(inside):
        if wrong:
            raise RowError(_why_not(wrong))
        words.append(bare or _unescaped(text))
    if len(words) % 2:
        raise RowError('Listan inom {} ska ha dimension och objekt i par, till exempel {1 "100"}.')
    for word in words:
        _refuse_odd_code(word)
    pairs = sorted(zip(words[::2], words[1::2], strict=True), key=lambda pair: dimension_order(pair[0]))
    if len({dimension for dimension, _ in pairs}) < len(pairs):
        raise RowError("Listan inom {} har samma dimension två gånger. Ett belopp kan ha ett objekt per dimension.")
    return tuple(pairs)


def dimension_order(number: str) -> tuple[int, str]:
    """A sort key that puts dimension 6 before 10."""
    return len(number), number


def _refuse_odd_code(word: str) -> None:
    if not word:
        raise RowError("Listan inom {} har en tom kod. Skriv {} om beloppet inte har något objekt.")
    if len(word) > MAX_CODE_CHARACTERS or not word.isprintable():
        raise RowError(f"Koden {quoted(word)} är för lång eller har osynliga tecken.")


def _unescaped(text: str) -> str:
    return text.replace('\\"', '"') if "\\" in text else text


def _why_not(character: str) -> str:
    if character == '"':
        return 'Ett citattecken saknar sitt par. Text ska stå mellan ", och ett citattecken inne i texten skrivs \\".'
    if character == "{":
        return "Klammern { är inte stängd med } på samma rad."
    return "Raden har en klammer } som inte har öppnats med {."
