"""manage.py import_ledger: the wizard's road without a person, and the sweeping of files."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from budget.models import ImportBatch, ImportSource, LedgerEntry
from kommunrapport.organisation.models import Occasion
from kommunrapport.organisation.roles import Role
from kommunrapport.organisation.submissions import change_submission_state
from tests.budget.desk import TABLE, Desk
from tests.factories import create_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def desk(client) -> Desk:
    """Who has read in one file of the source."""
    desk = Desk(client)
    desk.upload()
    desk.work()
    desk.act("import_columns", **desk.answers(save_as="new", source_name="Huvudboken"))
    desk.work()
    desk.act("import_apply")
    desk.work()
    return desk


@pytest.fixture
def run(tmp_path):
    """Run the command on a content; gives (exit code, what it printed, its errors)."""

    def run(content: str, *options: str, name: str = "natt.csv") -> tuple[int, str, str]:
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        out, err = StringIO(), StringIO()
        words = [str(file), "--source", "huvudboken", "--year", "2025", *options]
        try:
            call_command("import_ledger", *words, stdout=out, stderr=err)
        except SystemExit as ended:
            return int(ended.code or 0), out.getvalue(), err.getvalue()
        return 0, out.getvalue(), err.getvalue()

    return run


CHANGED = TABLE.replace("11 500,0;500,0", "11 600,0;400,0").replace("32 500,5;-400,0", "32 600,5;-500,0")


def everything() -> dict[str, list[dict]]:
    """All rows of all tables."""
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()}


def amount_of(name: str) -> int:
    return int(LedgerEntry.objects.current().get(by_unit__name=name).amount)


def test_a_new_file_is_read_in_as_by_the_one_who_did_it_last(desk, run):
    code, out, _ = run(CHANGED)

    assert code == 0
    assert "1 ändring" in out
    assert "Summa utfall 2025: 32 600 500,00 kr" in out.replace("\u00a0", " ")
    assert amount_of("Politik") == 11_600_000
    assert (desk.batch.state, desk.batch.applied_by, desk.batch.file_name) == ("applied", desk.user, "natt.csv")


def test_the_same_file_every_night_changes_nothing_and_keeps_no_file(desk, run):
    before = everything()

    code, out, _ = run(TABLE)

    assert (code, "0 ändringar" in out) == (0, True)
    assert everything() == before


def test_a_dry_run_stores_nothing_at_all(desk, run, settings):
    before, files = everything(), sorted(settings.MEDIA_ROOT.rglob("*"))

    code, out, _ = run(CHANGED, "--dry-run")

    assert (code, "1 ändring" in out) == (0, True)
    assert everything() == before
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == files


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (TABLE.replace("Stab;", "Okänd;"), "Området Okänd finns inte."),
        (TABLE.replace("11 500,0", "1.234"), "1.234"),
        (TABLE.replace("Utfall;", "Belopp att betala;"), "Kolumnerna är inte de som källan känner"),
        ("Enhet;Budget\n", "ingen tabell"),
    ],
)
def test_what_has_something_to_mend_stores_nothing(desk, run, content, sentence):
    before = everything()

    code, _, err = run(content)

    assert code == 1
    assert sentence in err
    assert everything() == before


def test_what_is_there_no_more_is_taken_away_only_when_that_is_meant(desk, run):
    shorter = "\n".join(line for line in TABLE.splitlines() if "Politik" not in line and "Summa" not in line)

    code, _, err = run(shorter)
    assert (code, "--takes-away" in err) == (1, True)
    assert amount_of("Politik") == 11_500_000

    assert run(shorter, "--takes-away")[0] == 0
    assert not LedgerEntry.objects.current().filter(by_unit__name="Politik").exists()


def test_a_locked_year_stores_nothing(desk, run, settings):
    occasion = Occasion.objects.get()
    change_submission_state(org_unit=desk.unit, occasion=occasion, state="locked", version=0, reason="", by=desk.user)
    before, files = everything(), sorted(settings.MEDIA_ROOT.rglob("*"))

    code, _, err = run(CHANGED)

    assert (code, "Låst för inmatning" in err) == (1, True)
    assert everything() == before
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == files


def test_it_acts_as_who_it_is_told_if_that_one_may(desk, run):
    reader, controller = create_member(Role.READER, desk.unit), create_member(Role.CONTROLLER, desk.unit)

    code, _, err = run(CHANGED, "--user", reader.email)
    assert (code, "inte rätt" in err) == (1, True)

    assert run(CHANGED, "--user", controller.email)[0] == 0
    assert desk.batch.applied_by == controller


def test_without_somebody_to_act_as_it_asks_for_one(desk, run):
    desk.user.is_active = False
    desk.user.save()

    with pytest.raises(CommandError, match="--user"):
        run(CHANGED)


def test_an_unknown_source_or_file_is_told(desk, tmp_path):
    with pytest.raises(CommandError, match="finns inte"):
        call_command("import_ledger", str(tmp_path / "x"), "--source", "okand")
    with pytest.raises(CommandError, match="finns inte"):
        call_command("import_ledger", str(tmp_path / "x"), "--source", "huvudboken")
    assert ImportSource.objects.count() == ImportBatch.objects.count() == 1
