"""Sources: their list, their names, and files that are swept away."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from budget.imports.sweeping import KEEP_FILES
from budget.models import ImportBatch, ImportSource
from kommunrapport.organisation.roles import Role
from tests.budget.desk import Desk
from tests.budget_factories import create_import_batch, create_import_source
from tests.factories import create_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path
    return Desk(client)


def test_the_list_tells_how_each_source_reads_its_files(desk):
    desk.upload()
    desk.work()
    desk.act("import_columns", **desk.answers(save_as="new", source_name="Huvudboken"))
    desk.work()
    desk.act("import_apply")
    desk.work()

    page = desk.client.get(desk.url("source_list")).content.decode()

    assert "Budget, utfall i tusental kronor (tkr), 4 kolumner" in page
    assert "huvudboken" in page


def test_a_source_is_given_another_name(desk):
    source = create_import_source(org_unit=desk.unit)
    url = desk.url("source_edit", source.pk)

    desk.client.post(url, {"name": "Månadsfil", "slug": "manad", "version": source.version})

    source.refresh_from_db()
    assert (source.name, source.slug) == ("Månadsfil", "manad")


def test_two_sources_do_not_share_a_short_name(desk):
    taken, source = (create_import_source(org_unit=desk.unit) for _ in range(2))

    answer = desk.client.post(desk.url("source_edit", source.pk), {"name": "x", "slug": taken.slug, "version": 1})

    assert "finns redan" in answer.content.decode()


def test_a_name_changed_by_two_is_a_conflict(desk):
    source = create_import_source(org_unit=desk.unit)
    url = desk.url("source_edit", source.pk)
    desk.client.post(url, {"name": "Först", "slug": source.slug, "version": 1})

    answer = desk.client.post(url, {"name": "Sedan", "slug": source.slug, "version": 1})

    assert answer.status_code == 409


def test_an_unused_source_is_removed_after_a_question(desk):
    source = create_import_source(org_unit=desk.unit)
    url = desk.url("source_remove", source.pk)
    assert "Nästa fil kopplas då från början." in desk.client.get(url).content.decode()

    desk.client.post(url, {"version": source.version})

    assert not ImportSource.objects.exists()


def test_a_source_that_a_file_came_from_stays(desk):
    source = create_import_source(org_unit=desk.unit)
    create_import_batch(org_unit=desk.unit, source=source)

    answer = desk.client.post(desk.url("source_remove", source.pk), {"version": source.version})

    assert "Filer är inlästa från källan" in answer.content.decode()
    assert ImportSource.objects.exists()


def test_two_new_sources_of_the_same_name_get_their_own_short_names(desk):
    for number in range(2):
        desk.upload(token=f"t{number}")
        desk.work()
        desk.act("import_columns", **desk.answers(save_as="new", source_name="Huvudboken"))
        desk.work()

    assert sorted(ImportSource.objects.values_list("slug", flat=True)) == ["huvudboken", "huvudboken-2"]


def test_a_new_source_needs_a_name(desk):
    desk.upload()
    desk.work()

    answer = desk.act("import_columns", **desk.answers(save_as="new"))

    assert "Skriv vad källan ska heta" in answer.content.decode()


@pytest.mark.parametrize("name", ["source_edit", "source_remove"])
def test_readers_and_other_units_do_not_find_a_source(desk, client, name):
    own, other = create_import_source(org_unit=desk.unit), create_import_source()
    assert client.get(desk.url(name, other.pk)).status_code == 404
    client.force_login(create_member(Role.READER, desk.unit))

    assert client.get(desk.url(name, own.pk)).status_code == 404


def stored(desk: Desk, state: str, age: timedelta) -> Path:
    """The file of a batch that has come to a state, put in some time ago."""
    desk.upload(token=f"{state}{age}")
    batch = desk.batch
    batch.state, batch.refusal = state, "x"
    if state == ImportBatch.State.APPLIED:
        batch.applied_by, batch.applied_at = desk.user, timezone.now()
    batch.save()
    path = Path(batch.file.path)
    then = (timezone.now() - age).timestamp()
    os.utime(path, (then, then))
    return path


def test_old_files_that_were_never_read_in_are_swept_and_no_others(desk, tmp_path):
    old, young = KEEP_FILES + timedelta(days=1), timedelta(days=1)
    gone = [stored(desk, state, old) for state in ("cancelled", "refused")]
    kept = [stored(desk, state, old) for state in ("applied", "undone", "preview")] + [stored(desk, "refused", young)]
    orphan = tmp_path / "inlasningar" / "ingens"
    orphan.write_bytes(b"x")
    os.utime(orphan, (0, 0))
    out = StringIO()

    call_command("sweep_imports", stdout=out)

    assert out.getvalue() == "3 filer togs bort\n"
    assert not any(path.exists() for path in [*gone, orphan])
    assert all(path.exists() for path in kept)


def test_without_any_file_there_is_nothing_to_sweep(desk):
    call_command("sweep_imports", stdout=StringIO())
