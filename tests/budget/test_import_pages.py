"""The wizard's pages: what each state shows, and what each form does."""

from decimal import Decimal

import pytest

from budget.models import BudgetArea, ImportBatch, ImportSource, LedgerEntry
from kommunrapport.jobs.models import Job
from tests.budget.desk import HTMX, TABLE, Desk, text
from tests.budget_factories import create_area, create_import_source

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture
def desk(client, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path
    return Desk(client)


def test_a_file_is_kept_and_waits_to_be_read(desk):
    answer = desk.upload()

    assert answer.headers["Location"] == desk.url("import_detail", desk.batch.pk)
    assert "I kö sedan" in text(desk.page())
    assert f"{desk.url('import_detail', desk.batch.pk)}?sett=waiting" not in text(desk.page())  # the state comes first
    assert Job.objects.get().params == {"batch": desk.batch.pk, "version": 1}


def test_htmx_is_told_nothing_until_something_has_changed(desk):
    desk.upload()
    mark = desk.page().context["progress"].mark

    assert desk.client.get(desk.url("import_detail", desk.batch.pk), {"sett": mark}, headers=HTMX).status_code == 204
    assert "<h1>" not in text(desk.page(**HTMX))


def test_htmx_fetches_the_whole_page_when_the_file_is_read(desk):
    desk.upload()
    desk.work()

    assert desk.page(**HTMX).headers["HX-Refresh"] == "true"


def test_the_columns_are_asked_for_with_the_evidence_for_the_signs(desk):
    desk.upload()
    desk.work()

    page = text(desk.page())

    assert "Koppla kolumnerna" in page
    assert "5 av 5 summor och avvikelser i filen stämmer så." in page
    assert '<option value="amount:outcome" selected>Utfall</option>' in page


def test_a_unit_that_the_file_names_is_chosen_and_else_none_is(desk):
    desk.upload()
    desk.work()
    assert 'value="1000"' in text(desk.page()).split("checked")[0][-200:]

    desk.upload(TABLE.replace(" (tkr)", ""), token="t2")
    desk.work()
    desk.act("import_columns", **desk.answers())

    assert desk.batch.state == State.MAPPING
    assert "Välj om beloppen är kronor" in text(desk.act("import_columns", **desk.answers()))


def test_answers_lead_to_a_preview_that_has_changed_nothing(desk):
    desk.to_preview()

    page = text(desk.page())

    assert "Inget är ändrat ännu. Alla rader kan läsas in." in page
    assert "Läs in 4 rader" in page
    assert not LedgerEntry.objects.exists()


def test_reading_in_stores_the_amounts_and_gives_a_receipt(desk):
    desk.read_in()

    assert LedgerEntry.objects.get(by_unit__name="Politik").amount == Decimal(11_500_000)
    page = text(desk.page())
    assert "Filen är inläst" in page
    assert "4 nya" in page


def test_a_file_that_says_nothing_new_has_nothing_to_read_in(desk):
    desk.read_in()
    desk.to_preview()

    page = text(desk.page())

    assert "0 ändringar" in page
    assert "Läs in 4 rader" not in page


def test_rows_are_filtered_by_what_happens_to_them(desk):
    desk.read_in()
    desk.to_preview(TABLE.replace("11 500,0;500,0", "11 600,0;400,0"))
    url = desk.url("import_detail", desk.batch.pk)

    changed = text(desk.client.get(url, {"visa": "andrade"}))

    assert "Ändras +100,0" in changed
    assert "Oförändrade 3" in changed
    assert "Stab" not in changed.split('aria-labelledby="rader"')[1].split("</table>")[0]


def test_a_page_beyond_the_last_is_the_last(desk):
    desk.to_preview()

    assert desk.client.get(desk.url("import_detail", desk.batch.pk), {"sida": "99"}).status_code == 200
    assert desk.client.get(desk.url("import_detail", desk.batch.pk), {"sida": "²", "visa": "x"}).status_code == 200


def test_errors_stand_first_with_the_cell_and_what_to_do(desk):
    desk.to_preview(TABLE.replace("11 500,0", "1.234"))

    page = text(desk.page())

    assert "En rad behöver rättas, resten kan läsas in." in page
    assert "rad 3, kolumn 3" in page
    assert "1.234" in page


def test_a_sum_that_does_not_add_up_is_named(desk):
    desk.to_preview(TABLE.replace("32 500,5;-400,0", "32 600,5;-500,0"))

    assert "Summor i filen som inte stämmer" in text(desk.page())


def test_a_name_without_an_area_is_asked_about_and_the_answer_is_used(desk):
    area = create_area(org_unit=desk.unit, name="Politisk ledning")
    create_area(org_unit=desk.unit, name="Stab")
    desk.to_preview()
    assert "Vart hör de här namnen?" in text(desk.page())

    desk.act("import_rows", **{"place-0": area.pk, "kind-0": "data", "kind-1": "data", "kind-2": "total"})
    desk.work()

    assert desk.batch.mapping["areas"] == {"unit:politik": str(area.pk)}
    assert not desk.batch.problems.filter(severity="error").exists()
    desk.act("import_apply")
    desk.work()
    assert LedgerEntry.objects.filter(by_unit=area).exists()


def test_a_row_taken_for_a_sum_is_read_when_a_person_says_so(desk):
    desk.to_preview(TABLE.replace("Summa;", "Totalförsvar;"))
    kinds = [row["kind"] for row in desk.batch.plan["rows"]]
    assert kinds == ["data", "data", "total"] or "total" in kinds

    desk.act("import_rows", **{"kind-0": "data", "kind-1": "data", "kind-2": "data"})
    desk.work()

    assert desk.batch.lines.filter(figure="outcome").count() == 3


def test_the_answers_are_kept_in_a_new_source(desk):
    desk.upload()
    desk.work()
    desk.act("import_columns", **desk.answers(save_as="new", source_name="Månadsfil"))
    desk.work()
    desk.act("import_apply")
    desk.work()

    source = ImportSource.objects.get()
    assert (source.slug, source.name) == ("manadsfil", "Månadsfil")
    desk.upload(TABLE, source=source, token="t2")
    desk.work()
    assert desk.batch.state == State.PREVIEW


def test_what_would_disappear_needs_a_tick(desk):
    source = create_import_source(org_unit=desk.unit)
    desk.upload(source=source)
    desk.work()
    desk.act("import_columns", **desk.answers(save_as=source.pk))
    desk.work()
    desk.act("import_apply")
    desk.work()
    shorter = "\n".join(line for line in TABLE.splitlines() if "Politik" not in line and "Summa" not in line)
    desk.upload(shorter, source=source, token="t2")
    desk.work()
    assert "Ta bort 2 belopp" in text(desk.page())

    assert "Kryssa för" in text(desk.act("import_apply"))
    desk.act("import_apply", takes_away="ja")
    desk.work()

    assert not LedgerEntry.objects.current().filter(by_unit__name="Politik").exists()


def test_the_control_total_is_compared_in_the_files_unit(desk):
    desk.to_preview()

    desk.act("import_control", control_total="32 500,5")
    assert "Kontrollsumman 32 500,5 tkr stämmer med utfall 2025." in text(desk.page())

    desk.act("import_control", control_total="32 500")
    assert "stämmer inte" in text(desk.page())
    assert "är inget tal" in text(desk.act("import_control", control_total="mycket"))


def test_another_sheet_or_head_is_looked_in(desk):
    desk.upload()
    desk.work()

    desk.act("import_table", sheet="", header_row="2")
    desk.work()

    assert desk.batch.state == State.MAPPING
    assert desk.batch.mapping["header_row"] == 2


def test_an_inlasning_is_undone_after_a_question(desk):
    desk.read_in()
    assert "Ångra inläsningen?" in text(desk.client.get(desk.url("import_undo", desk.batch.pk)))

    desk.act("import_undo")

    assert "Inläsningen är ångrad" in text(desk.page())
    assert not LedgerEntry.objects.exists()
    assert not BudgetArea.objects.exists()
