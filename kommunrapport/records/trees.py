"""Trees of rows: nothing ends up below itself."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models


def require_no_loop(model: type[models.Model], pk: int, above: models.Model | None) -> None:
    """Refuse to hang row `pk` below `above` when that one is the row itself or below it.

    Holds the whole tree to the end of the transaction, so that two moves at once can't make a loop together.
    Raises ValidationError for the field `parent`.
    """
    rows = model._default_manager.select_for_update(no_key=True, of=("self",)).order_by("pk")
    parents = dict(rows.values_list("pk", "parent_id"))
    step = above.pk if above else None
    while step is not None:
        if step == pk:
            raise ValidationError({"parent": "Det ligger redan under den här raden. Välj något annat."})
        step = parents.get(step)
