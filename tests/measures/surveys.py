"""Surveys that few have answered, for the tests of what is hidden."""

from decimal import Decimal

from kommunrapport.measures.hiding import read_outcomes
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.organisation.models import OrgUnit
from tests.factories import create_measure, create_observation

FEW = "Färre än 7 har svarat, så resultatet visas inte."
UNKNOWN = "Det är inte angivet om minst 7 har svarat, så resultatet visas inte."
GIVES_AWAY = "Resultatet visas inte, för då kan det räknas ut vad några få har svarat."


def create_survey(**fields) -> Measure:
    """Seven must have answered."""
    return create_measure(**{"least_answers": 7, "decimals": 1} | fields)


def answered(measure: Measure, unit: OrgUnit, answers: int | None, value: str = "73.4", **fields) -> Observation:
    return create_observation(measure=measure, org_unit=unit, answers=answers, value=Decimal(value), **fields)


def why_hidden(observation: Observation) -> str:
    """As it is read alone."""
    (found,) = read_outcomes(Observation.objects.filter(pk=observation.pk))
    assert (found.value is None) == bool(found.why_hidden)
    return found.why_hidden
