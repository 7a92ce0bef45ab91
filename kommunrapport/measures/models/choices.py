"""Words that outcomes and targets share."""

from __future__ import annotations

from django.db import models


class Sex(models.TextChoices):
    TOTAL = "total", "totalt"
    WOMEN = "women", "kvinnor"
    MEN = "men", "män"


class AgeGroup(models.TextChoices):
    ALL = "all", "alla åldrar"
    UP_TO_29 = "-29", "29 år eller yngre"
    FROM_30_TO_49 = "30-49", "30–49 år"
    FROM_50 = "50-", "50 år eller äldre"


class ValueKind(models.TextChoices):
    VALUE = "value", "värde"
    SHARE = "share", "andel"
    COUNT = "count", "antal"
    RANK = "rank", "placering"
