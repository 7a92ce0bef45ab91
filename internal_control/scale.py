"""The kommun's scale of risks: the steps of likelihood and impact, and what is done from which score.

Without any rows of its own a kommun has the usual scale of four steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from internal_control.models import RiskLevel, RiskScaleStep
from kommunrapport.numbers import EN_DASH

Axis = RiskScaleStep.Axis
Tone = RiskLevel.Tone


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an axis. `name` is empty for a value that the scale no longer has."""

    value: int
    name: str
    description: str = ""

    def __str__(self) -> str:
        return f"{self.value} {self.name}".rstrip()


@dataclass(frozen=True, slots=True)
class Level:
    """What is done with a risk from a score and up to the next level. `tone` is a value of RiskLevel.Tone."""

    from_score: int
    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """The scores a level holds, "4–8", what is done then, and its tone."""

    scores: str
    name: str
    tone: str

    def __str__(self) -> str:
        return f"{self.scores} {self.name}"


@dataclass(frozen=True, slots=True)
class Scale:
    """Both axes from the lowest step, and the levels from the lowest score."""

    likelihood: tuple[Step, ...]
    impact: tuple[Step, ...]
    levels: tuple[Level, ...]

    def step(self, axis: str, value: int) -> Step:
        """The step with its words; only the number for a value that is not on the scale."""
        steps = self.likelihood if axis == Axis.LIKELIHOOD else self.impact
        return next((step for step in steps if step.value == value), Step(value, ""))

    def level(self, score: int) -> Level:
        """The level of a score; the lowest for one below them all."""
        reached = [level for level in self.levels if level.from_score <= score]
        return reached[-1] if reached else self.levels[0]

    def legend(self) -> tuple[LegendEntry, ...]:
        """The levels that some product of the two axes reaches."""
        scores = sorted({a.value * b.value for a in self.likelihood for b in self.impact})
        held = [(level, [score for score in scores if self.level(score) == level]) for level in self.levels]
        return tuple(LegendEntry(_span(scores), level.name, level.tone) for level, scores in held if scores)


_LIKELIHOOD = (
    Step(1, "Osannolik", "Det händer så gott som aldrig."),
    Step(2, "Mindre sannolik", "Det kan hända, men sällan."),
    Step(3, "Möjlig", "Det händer någon gång."),
    Step(4, "Sannolik", "Det händer ofta, eller väntas hända."),
)
_IMPACT = (
    Step(1, "Försumbar", "Märks knappt för invånarna och kommunen."),
    Step(2, "Lindrig", "Märks, men går lätt att rätta till."),
    Step(3, "Kännbar", "Blir till besvär eller kostnad som tar tid att rätta till."),
    Step(4, "Allvarlig", "Skadar människor, förtroendet eller ekonomin så att det inte får hända."),
)
_LEVELS = (
    Level(1, "accepteras", Tone.ACCEPT),
    Level(4, "bevakas", Tone.WATCH),
    Level(9, "i kontrollplanen", Tone.PLAN),
    Level(12, "åtgärdas direkt", Tone.ACT),
)
USUAL = Scale(_LIKELIHOOD, _IMPACT, _LEVELS)


def read_scale() -> Scale:
    """The kommun's scale, in two queries."""
    rows = list(RiskScaleStep.objects.all())
    levels = tuple(Level(row.from_score, row.name, row.tone) for row in RiskLevel.objects.all())
    return Scale(
        likelihood=_steps([row for row in rows if row.axis == Axis.LIKELIHOOD], _LIKELIHOOD),
        impact=_steps([row for row in rows if row.axis == Axis.IMPACT], _IMPACT),
        levels=levels or _LEVELS,
    )


def _steps(rows: list[RiskScaleStep], usual: tuple[Step, ...]) -> tuple[Step, ...]:
    """The kommun's own steps when they are a whole scale from 1, else the usual with the kommun's words where given."""
    own = {row.value: Step(row.value, row.name, row.description) for row in rows}
    is_whole = len(own) > 1 and set(own) == set(range(1, len(own) + 1))
    found = own if is_whole else {step.value: step for step in usual} | own
    return tuple(found[value] for value in sorted(found))


def _span(scores: Iterable[int]) -> str:
    first, *rest = scores
    return f"{first}{EN_DASH}{rest[-1]}" if rest else str(first)
