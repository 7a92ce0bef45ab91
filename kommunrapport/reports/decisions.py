"""What the decision on a report does to its memo: the instance that decided gets its day, paragraph and decision."""

from __future__ import annotations

from kommunrapport.records.saving import save_checked
from kommunrapport.reports.flow.hooks import Decided, on_decision
from kommunrapport.reports.models import MemoInstance, ReportVersion


@on_decision
def fill_in_the_instance(decided: Decided) -> None:
    """The instance of the same name that has no paragraph yet; what somebody has written there stays."""
    version = decided.version
    if version.kind != ReportVersion.Kind.DECISION:
        return
    waiting = MemoInstance.objects.filter(memo__report=decided.report, body__iexact=version.body, paragraph="")
    for instance in waiting[:1]:
        said = {
            "meeting_on": version.decided_on,
            "paragraph": version.paragraph,
            "outcome": instance.outcome or version.wording[:500],
        }
        save_checked(MemoInstance, pk=instance.pk, version=instance.version, by=decided.by, **said)
