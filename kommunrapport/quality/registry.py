"""What a rule is and what it finds. The apps register their rules here from their `checks.py`.

A new rule is one function that reads; nothing in this package changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kommunrapport.quality.scope import CheckScope


class Severity(StrEnum):
    """How bad it is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to sort out. `key` names the thing and stays the same as long as the thing is there.

    `text` is a sentence without a full stop that says what is wrong, `why` sentences with the figures behind it,
    `where` the place it is seen, `url` the page where it is mended and `mend` the words of the link there.
    `org_unit_id` is the unit it concerns; None for the unit that is checked.
    """

    key: str
    severity: Severity
    text: str
    where: str
    url: str
    why: str = ""
    mend: str = "Rätta"
    org_unit_id: int | None = None

    @property
    def fingerprint(self) -> str:
        """Another when the finding says something else: then nobody has accepted what it says now."""
        return hashlib.sha256("\n".join([self.severity, self.text, self.why]).encode()).hexdigest()


type Check = Callable[[CheckScope], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule; `title` says in a word or two what it looks at."""

    key: str
    title: str
    check: Check


RULES: dict[str, Rule] = {}


def rule(key: str, *, title: str) -> Callable[[Check], Check]:
    """Register a rule, as "goals.assessment": the function gets the scope and only reads.

    Its number of queries does not grow with the rows it reads.
    """

    def register(check: Check) -> Check:
        RULES[key] = Rule(key, title, check)
        return check

    return register
