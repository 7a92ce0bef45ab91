"""What the log can be narrowed to."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from kommunrapport.administration.log.reading import LogFilter, logged_models
from kommunrapport.organisation.models import User

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LogForm(forms.Form):
    """Days, person, kind of row and words; all of them may be empty."""

    since = forms.DateField(label="Från och med", required=False, widget=_DAY)
    until = forms.DateField(label="Till och med", required=False, widget=_DAY)
    who = forms.ModelChoiceField(User.objects.all(), label="Vem", required=False, empty_label="Alla")
    what = forms.ChoiceField(label="Vad", required=False)
    words = forms.CharField(label="Ord i texten", required=False, max_length=100)
    row = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(label, str(m._meta.verbose_name).capitalize()) for label, m in logged_models().items()]
        self.fields["what"].choices = [("", "Allt"), *kinds]  # type: ignore[attr-defined]

    def narrow(self, older: datetime.datetime | None = None) -> LogFilter:
        """The filter; with `older` only what was changed before that moment. What was typed wrong narrows nothing."""
        chosen = self.cleaned_data
        since, until = chosen.get("since"), chosen.get("until")
        end = _midnight(until + datetime.timedelta(days=1)) if until else None
        return LogFilter(
            since=_midnight(since) if since else None,
            until=min(moment for moment in (older, end) if moment) if older or end else None,
            who=chosen["who"].pk if chosen.get("who") else None,
            what=chosen.get("what", ""),
            row=chosen.get("row"),
            words=chosen.get("words", ""),
        )


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
