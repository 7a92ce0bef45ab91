"""Rules about figures in running text: those that follow the data, and those that were typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kommunrapport.numbers import count_word
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope
from kommunrapport.reports.checks.places import Place, finding, places
from kommunrapport.reports.live.registry import find_figure, find_figures
from kommunrapport.reports.live.resolving import figure_values
from kommunrapport.reports.live.typed import KnownFigures, Typed

MOST_NAMED = 3


@rule("reports.missing_figures", title="Siffror utan värde i texterna")
def figures_without_value(scope: CheckScope) -> Iterator[Finding]:
    """A figure that follows the data, where the data has no value or must not show it."""
    for place in places(scope):
        for value in dict.fromkeys(figure_values(place.texts)):
            found = find_figure(value, place.scope)
            if found is None:
                yield _bad(place, value, "en siffra finns inte längre", "Det som siffran handlar om är borttaget.")
            elif found.is_hidden:
                yield _bad(place, value, "en siffra visas inte", f"{found.title}. För få personer ligger bakom den.")
            elif found.words is None:
                yield _bad(place, value, "en siffra saknar värde", f"{found.title}. I rapporten står [saknas].")


def _bad(place: Place, value: str, said: str, why: str) -> Finding:
    return finding(place, Severity.WARNING, f"Kapitel {place.name}: {said}", why, "Öppna texten", value)


@rule("reports.typed_figures", title="Skrivna siffror som inte stämmer")
def typed_figures_that_differ(scope: CheckScope) -> Iterator[Finding]:
    """A typed number that looks like one of the data and is not."""
    for place, typed in _typed(scope):
        for one in typed:
            if one.differs:
                said = f"Kapitel {place.name}: ”{one.quantity.quote}” stämmer inte med uppgifterna"
                why = f"{one.found.title} är {one.found.words}."
                yield finding(
                    place, Severity.WARNING, said, why, "Rätta texten", f"{one.quantity.quote}:{one.found.value}"
                )


@rule("reports.live_figures", title="Skrivna siffror som kan följa uppgifterna")
def typed_figures_that_could_follow(scope: CheckScope) -> Iterator[Finding]:
    """Numbers that are typed and right today: put in as figures they are right tomorrow too. One for each chapter."""
    for place, typed in _typed(scope):
        same = list({one.quantity.quote: one for one in typed if not one.differs}.values())
        if same:
            numbers = "en siffra" if len(same) == 1 else f"{count_word(len(same))} siffror"
            said = f"Kapitel {place.name}: {numbers} i texten kan följa uppgifterna"
            yield finding(place, Severity.INFO, said, _listed(same), "Infoga siffran i texten")


def _listed(same: Sequence[Typed]) -> str:
    named = ". ".join(f"”{one.quantity.quote}”: {one.found.title}" for one in same[:MOST_NAMED])
    more = len(same) - MOST_NAMED
    return f"{named}, och {count_word(more)} till." if more > 0 else f"{named}."


def _typed(scope: CheckScope) -> list[tuple[Place, list[Typed]]]:
    """What is typed in each chapter."""
    return scope.memo("typed figures", lambda: list(_read_typed(scope)))


def _read_typed(scope: CheckScope) -> Iterator[tuple[Place, list[Typed]]]:
    known: dict[int, KnownFigures] = {}
    for place in places(scope):
        if not any(map(str.isdigit, place.texts)):
            continue
        report = place.report
        if report.pk not in known:
            known[report.pk] = KnownFigures(find_figures(place.scope), int(place.scope.outcome_years[-1]))
        typed = list(known[report.pk].typed_in(place.texts, place.entry.title))
        if typed:
            yield place, typed
