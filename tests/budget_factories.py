"""Factories of the economy. Amounts are kronor in ledger sign: income is negative, cost positive."""

import datetime
from decimal import Decimal
from itertools import count

from budget.models import (
    Appropriation,
    AreaCode,
    BudgetArea,
    BudgetEntry,
    ControlValue,
    CorrectionAction,
    CorrectionFollowUp,
    Forecast,
    ForecastRound,
    Grouping,
    ImportBatch,
    ImportSource,
    InvestmentProject,
    LedgerEntry,
    ProjectEstimate,
    StagedLine,
    VarianceComment,
    VarianceThreshold,
)
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from tests.factories import create_occasion, create_org_unit, create_user

_numbers = count(1)


def create_area(*, org_unit: OrgUnit | None = None, parent: BudgetArea | None = None, **fields) -> BudgetArea:
    """An area of the unit grouping; below `parent` it has the parent's unit and grouping."""
    number = next(_numbers)
    defaults = {"name": f"Område {number}", "order": number}
    if parent is not None:
        defaults |= {"grouping": parent.grouping}
        org_unit = org_unit or parent.org_unit
    return BudgetArea.objects.create(org_unit=org_unit or create_org_unit(), parent=parent, **defaults | fields)


def create_area_code(*, area: BudgetArea | None = None, **fields) -> AreaCode:
    return AreaCode.objects.create(area=area or create_area(), **{"code": str(next(_numbers))} | fields)


def create_budget_entry(*, area: BudgetArea | None = None, **fields) -> BudgetEntry:
    """The original budget of an area for 2025, 100 000 kr."""
    return BudgetEntry.objects.create(**_placed(area, Decimal(100_000)) | fields)


def create_ledger_entry(*, area: BudgetArea | None = None, **fields) -> LedgerEntry:
    """The outcome of an area for the whole of 2025, 90 000 kr."""
    return LedgerEntry.objects.create(**_placed(area, Decimal(90_000)) | fields)


def _placed(area: BudgetArea | None, amount: Decimal) -> dict:
    area = area or create_area()
    return {"org_unit": area.org_unit, "year": 2025, f"by_{area.grouping}": area, "amount": amount}


def create_project(*, org_unit: OrgUnit | None = None, **fields) -> InvestmentProject:
    """An investment project with an area of its own."""
    area = fields.pop("area", None) or create_area(org_unit=org_unit, grouping=Grouping.PROJECT)
    return InvestmentProject.objects.create(area=area, **fields)


def create_project_estimate(
    *, project: InvestmentProject | None = None, occasion: Occasion | None = None, **fields
) -> ProjectEstimate:
    defaults = {"estimated_total": Decimal(1_000_000)}
    return ProjectEstimate.objects.create(
        project=project or create_project(), occasion=occasion or create_occasion(), **defaults | fields
    )


def create_forecast_round(*, org_unit: OrgUnit | None = None, **fields) -> ForecastRound:
    defaults = {"year": 2025, "as_of": datetime.date(2025, 10, 31)}
    return ForecastRound.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_forecast(
    *, forecast_round: ForecastRound | None = None, area: BudgetArea | None = None, **fields
) -> Forecast:
    area = area or create_area()
    forecast_round = forecast_round or create_forecast_round(org_unit=area.org_unit)
    return Forecast.objects.create(forecast_round=forecast_round, area=area, **{"amount": Decimal(95_000)} | fields)


def create_correction_action(*, org_unit: OrgUnit | None = None, **fields) -> CorrectionAction:
    defaults = {"year": 2025, "text": "Vakanser hålls öppna", "effect_this_year": Decimal(50_000)}
    return CorrectionAction.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_correction_follow_up(*, action: CorrectionAction | None = None, **fields) -> CorrectionFollowUp:
    action = action or create_correction_action()
    forecast_round = fields.pop("forecast_round", None) or create_forecast_round(org_unit=action.org_unit)
    return CorrectionFollowUp.objects.create(
        action=action, forecast_round=forecast_round, **{"text": "Enligt plan"} | fields
    )


def create_threshold(**fields) -> VarianceThreshold:
    return VarianceThreshold.objects.create(**{"amount": Decimal(100_000), "percent": Decimal(4)} | fields)


def create_variance_comment(
    *, area: BudgetArea | None = None, occasion: Occasion | None = None, **fields
) -> VarianceComment:
    area = area or create_area()
    defaults = {"org_unit": area.org_unit, "reason": "Fler ärenden än väntat."}
    return VarianceComment.objects.create(area=area, occasion=occasion or create_occasion(), **defaults | fields)


def create_appropriation(*, org_unit: OrgUnit | None = None, **fields) -> Appropriation:
    defaults = {"year": 2025, "label": "Ram", "amount": Decimal(100_000)}
    return Appropriation.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_import_source(*, org_unit: OrgUnit | None = None, **fields) -> ImportSource:
    number = next(_numbers)
    defaults = {"slug": f"kalla-{number}", "name": f"Källa {number}"}
    return ImportSource.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_import_batch(*, org_unit: OrgUnit | None = None, uploaded_by: User | None = None, **fields) -> ImportBatch:
    """A file that was put in, with no file on disk."""
    number = next(_numbers)
    defaults = {"year": 2025, "file_name": f"fil-{number}.xlsx", "checksum": f"{number:064x}", "size": 1}
    return ImportBatch.objects.create(
        org_unit=org_unit or create_org_unit(), uploaded_by=uploaded_by or create_user(), **defaults | fields
    )


def create_control_value(*, parts: list[BudgetArea], **fields) -> ControlValue:
    """A printed sum of `parts`, in whole kronor."""
    defaults = {"year": 2025, "figure": "outcome", "label": "Summa", "step": Decimal(1), "addends": len(parts)}
    value = ControlValue.objects.create(org_unit=parts[0].org_unit, **defaults | fields)
    value.parts.set(parts)
    return value


def create_staged_line(*, batch: ImportBatch | None = None, area: BudgetArea | None = None, **fields) -> StagedLine:
    """A new outcome of an area in the preview of a file."""
    area = area or create_area()
    batch = batch or create_import_batch(org_unit=area.org_unit)
    defaults = {"row": 2, "figure": "outcome", "org_unit": area.org_unit, "year": batch.year, "change": "new"}
    defaults |= {"new": Decimal(100), f"by_{area.grouping}": area}
    return StagedLine.objects.create(batch=batch, **defaults | fields)
