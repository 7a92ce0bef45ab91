"""The seal of a version, and the command that holds everything against it."""

from pathlib import Path

import pytest
from django.core.management import call_command

from kommunrapport.reports.models import FrozenChapter, ReportVersion
from kommunrapport.reports.versions.integrity import faults_of, is_whole
from tests.reports.versions.frozen import change_everything, desk_at, latest

pytestmark = pytest.mark.django_db


def test_a_version_is_whole_whatever_changes_round_it(client):
    at = desk_at(client, "decided")
    change_everything(at)

    assert [faults_of(version) for version in at.report.versions.all()] == [[], []]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x"},
        {"html": "x"},
        {"data": [1]},
        {"heading": "x"},
        {"order": 9},
        {"level": 3},
        {"number": "9"},
        {"anchor": "x"},
        {"common_text": "x"},
    ],
)
def test_a_changed_chapter_breaks_the_seal(client, changes):
    at = desk_at(client, "proposal")

    FrozenChapter.objects.filter(version=latest(at)).update(**changes)

    assert not is_whole(latest(at))


@pytest.mark.parametrize(
    "changes",
    [
        {"paragraph": "§ 42"},
        {"wording": "x"},
        {"head": {}},
        {"body": "x"},
        {"number": 9},
        {"kind": "correction"},
        {"reason": "x"},
        {"decided_on": "2026-02-25"},
        {"verified_on": "2026-03-03"},
    ],
)
def test_a_changed_decision_breaks_the_seal(client, changes):
    at = desk_at(client, "decided")

    ReportVersion.objects.filter(pk=latest(at).pk).update(**changes)

    version = latest(at)
    assert not is_whole(version)
    assert faults_of(version) == ["det som är lagrat stämmer inte med sigillet"]


def test_the_seal_is_held_against_what_is_stored_and_not_what_is_remembered(client):
    version = latest(desk_at(client, "decided"))

    ReportVersion.objects.filter(pk=version.pk).update(paragraph="§ 42")

    assert not is_whole(version)


def test_the_command_says_that_all_is_well(client, capsys):
    desk_at(client, "decided")

    call_command("check_versions")

    assert capsys.readouterr().out == "2 versioner kontrollerade, 0 stämmer inte\n"


def test_the_command_names_what_is_wrong(client, capsys):
    at = desk_at(client, "decided")
    Path(latest(at).files.get(kind="pdf").file.path).unlink()

    with pytest.raises(SystemExit):
        call_command("check_versions")

    said = capsys.readouterr().out
    assert f"{at.report.slug}, version 2, beslutad version: filen" in said
    assert "2 versioner kontrollerade, 1 stämmer inte" in said
