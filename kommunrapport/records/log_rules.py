"""Whose values the change log must not show: figures of few people, and what is secret.

The apps register in their `log_rules.py`. Who did what and when is always told.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import models

# Keys of rows -> those of them whose values may be shown. Rows that are gone can no longer say, and are not.
type Shown = Callable[[set[int]], set[int]]

_RULES: dict[type[models.Model], Shown] = {}


def show_in_log(model: type[models.Model], shown: Shown) -> None:
    """Let the log show the values of only those rows of a model that `shown` picks."""
    _RULES[model] = shown


def hide_from_log(*hidden: type[models.Model]) -> None:
    """Keep the values of all rows of these models from the log."""
    for model in hidden:
        show_in_log(model, lambda pks: set())


def shown_in_log(model: type[models.Model], pks: set[int]) -> set[int]:
    """The rows among `pks` whose values may be shown."""
    shown = _RULES.get(model)
    return pks if shown is None else shown(pks)
