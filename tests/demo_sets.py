"""What the tests of the demo sets share: a set loaded for a module, and its rows and amounts as they are read."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction
from pytest_django import DjangoDbBlocker

from budget.area_figures import AreaFigures
from budget.checks.printed import printed_sums
from budget.figures import read_statement
from budget.models import ControlValue
from kommunrapport.demo_sets import fixture_files
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.organisation.period import Period
from kommunrapport.quality.registry import RULES
from kommunrapport.quality.scope import check_scope
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.models import ChapterSection, Report
from kommunrapport.reports.params import read_params
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import report_scope

APPS = ("organisation", "measures", "goals", "reports", "budget", "personnel", "internal_control")
KRONOR = Decimal(1000)


@contextmanager
def loaded(name: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """The set in the database, in a transaction that takes it away again."""
    with blocker.unblock(), transaction.atomic():
        call_command("loaddata", *map(str, fixture_files(name)), verbosity=0)
        yield
        transaction.set_rollback(True)


def loaded_rows() -> list[models.Model]:
    stored = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    current = [model for model in stored if not model.__name__.startswith("Historical")]
    return [row for model in current for row in model._default_manager.all()]


def tkr(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount / KRONOR


def figures_of(unit: str, year: int, grouping: str) -> dict[str, AreaFigures]:
    """The figures of each row of a statement by its label, sums and all."""
    statement = read_statement(org_unit=OrgUnit.objects.get(slug=unit), period=Period(year), grouping=grouping)
    return {row.label: row.figures for row in statement.rows}


def wrong_in_print(slug: str) -> dict[str, set[str]]:
    """What Avstämning says of the sums and deviations that the source prints: by severity, row and figure."""
    report = Report.objects.select_related("org_unit", "occasion").get(slug=slug)
    scope = check_scope(report.org_unit, report.occasion, datetime.date(2026, 1, 1), report.pk)
    found: dict[str, set[str]] = {}
    for finding in printed_sums(scope):
        value = ControlValue.objects.get(pk=finding.key)
        found.setdefault(finding.severity, set()).add(f"{value.label}, {value.get_figure_display()}")
    return found


def found_by(rule: str, year: int, kind: str = "full_year") -> list[str]:
    """What a rule says of the set's report unit, at an occasion, as Avstämning writes it."""
    occasion = Occasion.objects.get(year=year, kind=kind)
    scope = check_scope(Report.objects.get().org_unit, occasion, datetime.date(2026, 1, 1))
    return [finding.text for finding in RULES[rule].check(scope)]


def sections_of(key: str) -> list[Any]:
    """What the sections of a kind show in the set's only report, chapter by chapter."""
    report = Report.objects.select_related("org_unit", "occasion").get()
    stored = ChapterSection.objects.filter(key=key, chapter__report=report).order_by("chapter", "order")
    params = SECTIONS[key].params
    return [SECTIONS[key].build(report_scope(report), read_params(params, one.params)) for one in stored]


def texts_of(table: Table) -> list[list[str]]:
    """The rows as they are printed, with ordinary spaces."""
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
