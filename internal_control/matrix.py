"""The risks of a unit one year: where each stands in the matrix, and the list beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from internal_control.models import Risk, RiskRating
from internal_control.models.risks import RiskQuerySet
from internal_control.scale import Level, Scale, Step, read_scale


@dataclass(frozen=True, slots=True)
class RatedRisk:
    """A risk as it is judged that year. `rating` and `level` are None until somebody has rated it."""

    risk: Risk
    rating: RiskRating | None
    level: Level | None

    @property
    def score(self) -> int | None:
        return self.rating.score if self.rating else None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One square. `tone` is that of its score."""

    score: int
    tone: str
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One step of likelihood with its squares, in the order of the columns."""

    step: Step
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class RiskMatrix:
    """Columns are impact from the lowest, rows likelihood from the highest.

    `risks` are all of them, the highest score first and those nobody has rated last.
    """

    scale: Scale
    columns: tuple[Step, ...]
    rows: tuple[MatrixRow, ...]
    risks: tuple[RatedRisk, ...]

    @property
    def unrated(self) -> tuple[RatedRisk, ...]:
        return tuple(rated for rated in self.risks if rated.rating is None)


def read_matrix(risks: RiskQuerySet, year: int) -> RiskMatrix:
    """The matrix of `risks`, which the caller has narrowed to a unit, the year and what may be seen. Four queries."""
    scale = read_scale()
    found = list(risks.select_related("owner", "org_unit").order_by("number"))
    ratings = {rating.risk_id: rating for rating in RiskRating.objects.filter(year=year, risk__in=found)}
    rated = [_rated(risk, ratings.get(risk.pk), scale) for risk in found]
    columns = _steps(scale.impact, [rating.impact for rating in ratings.values()])
    likelihoods = _steps(scale.likelihood, [rating.likelihood for rating in ratings.values()])
    placed: dict[tuple[int, int], list[Risk]] = defaultdict(list)
    for one in rated:
        if one.rating:
            placed[one.rating.likelihood, one.rating.impact].append(one.risk)
    rows = tuple(_row(step, columns, placed, scale) for step in reversed(likelihoods))
    ordered = sorted(rated, key=lambda one: (-(one.score or 0), one.risk.number))
    return RiskMatrix(scale, columns, rows, tuple(ordered))


def _rated(risk: Risk, rating: RiskRating | None, scale: Scale) -> RatedRisk:
    return RatedRisk(risk, rating, scale.level(rating.score) if rating else None)


def _steps(steps: tuple[Step, ...], used: list[int]) -> tuple[Step, ...]:
    """With a step for each value that is used but no longer on the scale: no risk falls outside the matrix."""
    known = {step.value: step for step in steps}
    return tuple(known.get(value, Step(value, "")) for value in sorted({*known, *used}))


def _row(
    step: Step, columns: tuple[Step, ...], placed: Mapping[tuple[int, int], list[Risk]], scale: Scale
) -> MatrixRow:
    scores = [(column.value, step.value * column.value) for column in columns]
    cells = [MatrixCell(score, scale.level(score).tone, tuple(placed.get((step.value, i), ()))) for i, score in scores]
    return MatrixRow(step, tuple(cells))
