"""The road of a file: put in, mapped, previewed, read in, undone."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budget.imports.applying import BaseChanged, undo_import
from budget.models import BudgetArea, BudgetEntry, ControlValue, Forecast, ImportBatch, LedgerEntry, StagedLine
from tests.budget.importing import answer, put_in, read_in
from tests.budget_factories import create_area, create_import_source, create_ledger_entry
from tests.factories import create_org_unit

pytestmark = pytest.mark.django_db
State = ImportBatch.State
TABLE = """DRIFTREDOVISNING 2025 (tkr);;;
Enhet;Budget;Utfall;Avvikelse
Politik;12 000,0;11 500,0;500,0
Stab;20 100,5;21 000,5;-900,0
Summa driftresultat;32 100,5;32 500,5;-400,0
Exploateringsverksamhet;-30 000,0;-25 765,8;-4 234,2
Resultat inklusive exploatering;2 100,5;6 734,7;-4 634,2
"""


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def changes(batch) -> list[str]:
    return sorted(batch.lines.values_list("change", flat=True))


def test_a_table_becomes_areas_amounts_and_control_values():
    unit = create_org_unit()
    batch = put_in(unit, TABLE)
    assert (batch.state, batch.mapping["scale"]) == (State.MAPPING, 1000)

    batch = answer(batch)
    assert batch.state == State.PREVIEW
    assert not batch.problems.filter(severity="error").exists()
    batch = read_in(batch)

    amounts = dict(LedgerEntry.objects.values_list("by_unit__name", "amount"))
    assert amounts["Exploateringsverksamhet"] == Decimal("-25765800.00")
    assert BudgetEntry.objects.get(by_unit__name="Stab").amount == Decimal("20100500.00")
    assert BudgetArea.objects.get(name="Stab").parent.total_label == "Summa driftresultat"
    assert ControlValue.objects.filter(figure="variance").count() == 5
    assert ControlValue.objects.get(label="Summa driftresultat", figure="outcome").addends == 2


def test_the_same_file_again_changes_nothing():
    unit = create_org_unit()
    read_in(answer(put_in(unit, TABLE)))

    again = answer(put_in(unit, TABLE))

    assert set(changes(again)) == {"unchanged"}


def test_a_source_knows_its_columns_the_next_time():
    unit = create_org_unit()
    source = create_import_source(org_unit=unit)
    read_in(answer(put_in(unit, TABLE, source=source)))
    source.refresh_from_db()

    again = put_in(unit, TABLE.replace("11 500,0;500,0", "11 600,0;400,0"), source=source)

    assert again.state == State.PREVIEW
    assert changes(again).count("changed") == 1


def test_what_a_source_says_no_more_is_taken_away_only_when_somebody_agrees():
    unit = create_org_unit()
    source = create_import_source(org_unit=unit)
    read_in(answer(put_in(unit, TABLE, source=source)))
    source.refresh_from_db()
    shorter = put_in(unit, TABLE.replace("Politik;12 000,0;11 500,0;500,0\n", ""), source=source)

    with pytest.raises(ValidationError, match="Kryssa"):
        read_in(shorter)
    read_in(shorter, takes_away=True)

    assert not LedgerEntry.objects.current().filter(by_unit__name="Politik").exists()


def test_undoing_brings_back_what_was_there():
    area = create_area(name="Politik")
    create_area(org_unit=area.org_unit, name="Stab")
    create_area(org_unit=area.org_unit, name="Exploateringsverksamhet")
    typed = create_ledger_entry(area=area, amount=Decimal(5))
    batch = read_in(answer(put_in(area.org_unit, TABLE)))
    assert LedgerEntry.objects.current().get(by_unit=area).amount == Decimal("11500000.00")

    undone = undo_import(pk=batch.pk, version=batch.version, by=batch.uploaded_by)

    assert undone.state == State.UNDONE
    assert list(LedgerEntry.objects.current()) == [typed]
    assert not BudgetEntry.objects.exists()


def test_new_areas_go_with_the_file_that_brought_them():
    batch = read_in(answer(put_in(create_org_unit(), TABLE)))

    undo_import(pk=batch.pk, version=batch.version, by=batch.uploaded_by)

    assert not BudgetArea.objects.exists()


def test_a_file_that_a_later_one_builds_on_stays():
    unit = create_org_unit()
    first = read_in(answer(put_in(unit, TABLE)))
    read_in(answer(put_in(unit, TABLE.replace("11 500,0;500,0", "11 600,0;400,0"))))

    with pytest.raises(ValidationError, match="senare inläsning"):
        undo_import(pk=first.pk, version=first.version, by=first.uploaded_by)


def test_an_amount_changed_after_the_preview_stops_the_reading_in():
    unit = create_org_unit()
    read_in(answer(put_in(unit, TABLE)))
    batch = answer(put_in(unit, TABLE))
    entry = LedgerEntry.objects.get(by_unit__name="Stab")
    entry.amount += 1
    entry.save()

    with pytest.raises(BaseChanged):
        read_in(batch)

    assert ImportBatch.objects.get(pk=batch.pk).state == State.PREVIEW


def test_a_year_amount_gives_way_to_months_of_the_same_area():
    area = create_area(name="Ekonomi")
    area.codes.create(code="0410")
    create_ledger_entry(area=area)
    months = "Ansvar;Period;Utfall\n0410;202501;100,50\n0410;202502;-20\n"

    batch = answer(put_in(area.org_unit, months))

    assert changes(batch) == ["new", "new", "removed"]


def test_a_code_that_leads_nowhere_keeps_its_rows_out_and_is_told_with_the_nearest():
    area = create_area(name="Ekonomi")
    area.codes.create(code="0410")

    batch = answer(put_in(area.org_unit, "Ansvar;Period;Utfall\n0410;202501;100\n0411;202501;20\n"))

    assert [line.new for line in batch.lines.all()] == [Decimal(100)]
    problem = batch.problems.get(severity="error")
    assert "0411 leder inte till något område. Närmast är 0410." in problem.sentence


def test_rows_that_say_the_same_thing_are_both_left_out():
    area = create_area(name="Ekonomi")
    area.codes.create(code="0410")

    batch = answer(put_in(area.org_unit, "Ansvar;Period;Utfall\n0410;202501;100\n0410;202501;20\n"))

    assert not batch.lines.exists()
    assert [problem.row for problem in batch.problems.filter(severity="error")] == [2, 3]


def test_income_and_cost_in_columns_are_turned_and_their_net_is_only_checked():
    unit = create_org_unit()
    table = (
        "Mnkr;Budget 2025;;;Bokslut 2025;;\nNämnd;Intäkter;Kostnader;Netto;Intäkter;Kostnader;Netto\n"
        "Skola;20,0;520,0;500,0;22,1;540,2;518,1\nVård;1,0;11,0;10,0;1,0;12,0;11,0\n"
    )

    read_in(answer(put_in(unit, table)))

    amounts = LedgerEntry.objects.filter(by_unit__name="Skola").values_list("by_nature__nature", "amount")
    assert dict(amounts) == {"income": Decimal("-22100000.00"), "cost": Decimal("540200000.00")}


def test_a_forecast_makes_its_round():
    unit = create_org_unit()

    read_in(answer(put_in(unit, "Enhet (kr);Budget 2025;Prognos per 2025-08-31\nEkonomi;100;110\nHR;50;40\n")))

    assert {(row.area.name, row.amount) for row in Forecast.objects.select_related("area")} == {
        ("Ekonomi", Decimal(110)),
        ("HR", Decimal(40)),
    }
    assert str(Forecast.objects.first().forecast_round.as_of) == "2025-08-31"


def test_a_missing_amount_is_not_nothing():
    unit = create_org_unit()

    batch = answer(put_in(unit, "Projekt (kr);Budget;Utfall;Avvikelse\nGata;100;90;10\nKommuninvest;;9331;-9331\n"))

    assert StagedLine.objects.filter(batch=batch, figure="original").count() == 1
    assert not batch.problems.exists()


def test_a_file_of_another_year_is_refused_with_the_years_it_has():
    batch = put_in(create_org_unit(), "Enhet (kr);Budget 2019;Utfall 2019\nEkonomi;1;2\n")

    assert batch.state == State.REFUSED
    assert "2019" in batch.refusal


def test_the_unit_of_the_amounts_is_never_guessed():
    batch = put_in(create_org_unit(), "Enhet;Budget;Utfall\nEkonomi;100;90\nHR;5;4\n")

    assert batch.mapping["scale"] is None
    with pytest.raises(ValidationError, match="kronor, tusental eller miljoner"):
        answer(batch)
