"""The log shows no outcomes of surveys that hide the answers of few."""

from kommunrapport.measures.models import Observation
from kommunrapport.records.log_rules import show_in_log


def _of_no_survey(pks: set[int]) -> set[int]:
    rows = Observation.objects.filter(pk__in=pks, measure__least_answers=None)
    return set(rows.values_list("pk", flat=True))


show_in_log(Observation, _of_no_survey)
