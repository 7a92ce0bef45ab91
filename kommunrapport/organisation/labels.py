"""The words a kommun may choose itself. A key has the program's word as default; a Label row replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kommunrapport.organisation.models import Label

DEFAULT_LABELS: dict[str, str] = {
    "measure": "Mätning",
    "target": "Målvärde",
    "assessment": "Bedömning",
    "assessment.heading": "Måluppfyllelse för året",
    "comment": "Kommentar",
    "directive.status": "Status direktiv",
    "directive.reached": "Uppnått",
    "directive.partly": "Delvis uppnått",
    "directive.not_reached": "Inte uppnått",
    "directive.ongoing": "Pågår",
    "activity.not_started": "Inte påbörjad",
    "activity.ongoing": "Pågår",
    "activity.done": "Klar",
    "activity.continues": "Klar och fortsätter",
    "activity.cancelled": "Blev inte av",
    "provider": "Företag",
    "provider.report": "Detta har hänt under året",
    "report.annual_report": "Årsredovisning",
    "unit.million": "mnkr",
    "memo.title": "Tjänsteskrivelse",
    "memo.officer": "Handläggare",
    "memo.date": "Datum",
    "memo.case": "Diarienummer",
    "memo.proposal": "Förslag till beslut",
    "memo.verb": "godkänna",
    "memo.background": "Bakgrund",
    "memo.documents": "Beslutsunderlag",
    "memo.attachments": "Bilagor",
    "memo.dispatch": "Expedieras till",
    "memo.information": "För kännedom",
    "memo.instances": "Ärendets gång",
}


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The kommun's words, read once."""

    chosen: Mapping[str, str]

    def text(self, key: str) -> str:
        """The kommun's word for `key`, else the program's. Raises KeyError for a key nobody defined."""
        return self.chosen.get(key) or DEFAULT_LABELS[key]


def label_set() -> LabelSet:
    """Read the kommun's words: one query."""
    return LabelSet(dict(Label.objects.values_list("key", "text")))
