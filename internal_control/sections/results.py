"""How the year's controls went, in a report."""

from __future__ import annotations

from dataclasses import dataclass, field

from internal_control.result_words import results_sentence
from internal_control.sections.reading import controls_shown, is_of_test
from internal_control.tables import result_table
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.registry import section
from kommunrapport.reports.scope import ReportScope

WHICH = (("all", "alla kontroller"), ("deviations", "bara de som visade avvikelser"))


@dataclass(frozen=True, slots=True)
class ResultChoices:
    """Which controls, and what is said of them. The sentence is about all of them."""

    title: str = field(default="Resultat av kontroller", metadata={"label": "Tabellens rubrik"})
    which: str = field(default="all", metadata={"label": "Vilka kontroller", "choices": WHICH})
    with_sentence: bool = field(default=True, metadata={"label": "Visa sammanfattningen i ord"})
    with_responsible: bool = field(default=False, metadata={"label": "Visa ansvariga"})


@dataclass(frozen=True, slots=True)
class ResultReport:
    """The sentence is empty, and the table None, when there is nothing to show."""

    sentence: str
    table: Table | None


@section("internal_control.results", title="Resultat av kontroller", params=ResultChoices)
def results(scope: ReportScope, params: ResultChoices) -> ResultReport:
    """Each control with its outcome; in a chapter of a kontrollmoment only that one, without the sentence."""
    controls = controls_shown(scope)
    listed = [control for control in controls if params.which != "deviations" or control.deviates]
    says = params.with_sentence and not is_of_test(scope)
    return ResultReport(
        sentence=results_sentence([control.outcome for control in controls]) if says else "",
        table=result_table(
            listed,
            own=scope.org_unit,
            caption=f"{params.title} {int(scope.year)}",
            with_responsible=params.with_responsible,
        ),
    )
