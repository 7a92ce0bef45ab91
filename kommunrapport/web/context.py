"""What the frame of every page needs: kommun, unit and year switchers, menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kommunrapport.organisation.models import Municipality
from kommunrapport.web.navigation import Frame


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context: `municipality`, and `frame` for those signed in. Lazy: a fragment asks for neither."""
    return {"municipality": Municipality.objects.first, "frame": Frame(request)}
