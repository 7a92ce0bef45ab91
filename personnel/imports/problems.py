"""Why a file is not one about groups."""

from __future__ import annotations


class AboutPeople(ValueError):
    """The file looks as if its rows are people. str() is Swedish and says what was seen, never what the cell holds."""
