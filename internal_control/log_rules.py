"""The log shows nothing of what is secret in internal control, nor of the rows that hang on it."""

from typing import Any

from django.db.models import QuerySet

from internal_control.models import ControlFollowUp, ControlTest, ImprovementAction, PlannedControl, Risk, RiskRating
from kommunrapport.records.log_rules import show_in_log


def _keys(rows: QuerySet[Any], pks: set[int]) -> set[int]:
    return set(rows.filter(pk__in=pks).values_list("pk", flat=True))


def _follow_ups() -> QuerySet[Any]:
    return ControlFollowUp.objects.filter(control_test__in=ControlTest.objects.shown())


show_in_log(Risk, lambda pks: _keys(Risk.objects.shown(), pks))
show_in_log(RiskRating, lambda pks: _keys(RiskRating.objects.filter(risk__in=Risk.objects.shown()), pks))
show_in_log(ControlTest, lambda pks: _keys(ControlTest.objects.shown(), pks))
show_in_log(PlannedControl, lambda pks: _keys(PlannedControl.objects.shown(), pks))
show_in_log(ControlFollowUp, lambda pks: _keys(_follow_ups(), pks))
show_in_log(ImprovementAction, lambda pks: _keys(ImprovementAction.objects.shown(), pks))
