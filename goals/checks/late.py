"""Activities and directives whose day has passed without a word of how it went."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse

from goals.models import Activity, Directive, DirectiveFollowUp
from goals.reach import addressed_units
from goals.status import is_marked
from kommunrapport.dates import format_date
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("goals.activities", title="Aktiviteter utan läge")
def late_activities(scope: CheckScope) -> Iterator[Finding]:
    """Nobody has said how an activity went though its day has passed; without a day the year's last."""
    activities = Activity.objects.for_year(scope.occasion.year).filter(org_unit__in=scope.unit_ids)
    for activity in activities.select_related("goal", "directive"):
        due = activity.due_on or datetime.date(activity.year, 12, 31)
        if is_marked(activity) or due >= scope.today:
            continue
        unit = scope.units[activity.org_unit_id]
        belongs_to = f"Mål {activity.goal.number}" if activity.goal else str(activity.directive)
        list_url = reverse("goals:activity_list", args=[scope.year, unit.slug])
        yield Finding(
            key=str(activity.pk),
            severity=Severity.WARNING,
            text=f"Aktiviteten {activity.title} är inte markerad",
            where=f"{belongs_to}, {unit.name}",
            url=f"{list_url}#aktivitet-{activity.pk}",
            why=f"Den skulle vara klar {format_date(due)}.",
            mend="Markera hur det gick",
            org_unit_id=unit.pk,
        )


@rule("goals.directives", title="Direktiv utan läge")
def late_directives(scope: CheckScope) -> Iterator[Finding]:
    """A directive that should have been reported back, and an addressed unit that has said nothing of it."""
    followed_up = DirectiveFollowUp.objects.filter(org_unit__in=scope.unit_ids, occasion=scope.occasion)
    answered = set(followed_up.exclude(status="").values_list("directive_id", "org_unit_id"))
    late = Directive.objects.valid_in(scope.year).concerning_any(scope.unit_ids).late(scope.today)
    directives = list(late.prefetch_related("addressed_units"))
    addressed = addressed_units(directives, scope.year)
    for directive in directives:
        for unit in addressed[directive.pk]:
            if unit.pk in scope.units and (directive.pk, unit.pk) not in answered:
                yield _late_directive(scope, directive, unit.pk)


def _late_directive(scope: CheckScope, directive: Directive, org_unit_id: int) -> Finding:
    unit = scope.units[org_unit_id]
    number = f"{directive.number} " if directive.number else ""
    assert directive.report_by is not None  # noqa: S101 (late ones have a day)
    return Finding(
        key=str(directive.pk),
        severity=Severity.WARNING,
        text=f"{directive.get_kind_display().capitalize()} {number}{directive.title} har inget läge",
        where=f"Direktiv, {unit.name}",
        url=reverse("goals:directive_detail", args=[scope.year, unit.slug, directive.pk]),
        why=f"Det skulle återrapporteras {format_date(directive.report_by)}.",
        mend="Följ upp",
        org_unit_id=unit.pk,
    )
