"""Handing out a matter: numbered files, an archive package that checks, and everything about it."""

import hashlib
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from kommunrapport.organisation.roles import Role
from kommunrapport.records.saving import save_checked
from kommunrapport.reports.models import Chapter, FrozenFile, Report
from kommunrapport.reports.services import write_chapter
from tests.factories import create_member
from tests.reports.flow.way import take
from tests.reports.versions.frozen import desk_at, latest, make_files, secretary
from tests.writing_factories import create_comment, create_frozen_file, create_picture

pytestmark = pytest.mark.django_db


def _package(client, at, name) -> ZipFile:
    answer = client.get(at.of_report("case_package", name))
    assert answer.headers["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def _at_case(client, state="decided", number="KS 2017/12"):
    at = desk_at(client, "open")
    save_checked(Report, pk=at.report.pk, version=at.report.version, by=at.user, case_number=number)
    for step in {"proposal": ["send_out"], "decided": ["send_out", "decide"]}[state]:
        version = take(at.report, step, secretary(at)).version
        create_frozen_file(version=version, kind="pdf", content=f"%PDF {step}".encode())
    return at


def test_the_documents_are_numbered_and_carry_the_case_number(client):
    at = _at_case(client)
    create_frozen_file(version=at.report.versions.get(number=1), kind="memo_pdf", content=b"%PDF memo")

    package = _package(client, at, "handlingar")

    assert package.namelist() == [
        "01_KS-2017-12_tjansteskrivelse-version-1.pdf",
        "02_KS-2017-12_forslag-version-1.pdf",
        "03_KS-2017-12_beslutad-version-2.pdf",
        "00_innehall.csv",
    ]
    assert package.read("03_KS-2017-12_beslutad-version-2.pdf") == b"%PDF decide"
    assert hashlib.sha256(b"%PDF memo").hexdigest() in package.read("00_innehall.csv").decode("utf-8-sig")


def test_the_archive_package_holds_every_frozen_file_and_its_checksums_are_right(client):
    at = _at_case(client)
    make_files(latest(at))

    package = _package(client, at, "arkiv")

    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in package.read(manifest).decode().splitlines():
            checksum, path = line.split("  ", 1)
            assert hashlib.sha256(package.read(path)).hexdigest() == checksum
    payload = {name for name in package.namelist() if name.startswith("data/")}
    assert payload == {line.split("  ", 1)[1] for line in package.read("manifest-sha256.txt").decode().splitlines()}
    assert sum("versioner/" in name for name in payload) == FrozenFile.objects.count()
    assert (
        f"Payload-Oxum: {sum(len(package.read(name)) for name in payload)}.{len(payload)}"
        in package.read("bag-info.txt").decode()
    )
    data = json.loads(package.read("data/arende.json"))
    assert [version["paragraph"] for version in data["versions"]] == ["", "§ 41"]
    assert "Registrera beslut" in package.read("data/steg.csv").decode("utf-8-sig")


def test_everything_holds_comments_pictures_and_each_wording_a_text_has_had(client):
    at = desk_at(client, "open")
    for text in ("<p>Första lydelsen.</p>", "<p>Andra lydelsen.</p>"):
        chapter = Chapter.objects.get(pk=at.chapter.pk)
        write_chapter(pk=chapter.pk, version=chapter.version, text=text, by=at.user)
    create_comment(chapter=at.chapter, text="Vad menas?", author=at.user)
    picture = create_picture(report=at.report)

    package = _package(client, at, "allt")

    changes = package.read("andringar.csv").decode("utf-8-sig")
    assert ";kapitel;" in changes
    assert "Första lydelsen.;Andra lydelsen." in changes
    assert at.user.name in changes
    assert "Vad menas?" in package.read("kommentarer.csv").decode("utf-8-sig")
    assert package.read(f"bilder/{picture.pk}.png") == Path(picture.file.path).read_bytes()


def test_a_comment_that_was_removed_is_still_told_of(client):
    at = desk_at(client, "open")
    create_comment(chapter=at.chapter, text="Borttagen kommentar").delete()

    changes = _package(client, at, "allt").read("andringar.csv").decode("utf-8-sig")

    assert "Borttagen kommentar" in changes
    assert "tog bort" in changes


def test_a_title_with_line_breaks_says_nothing_else_of_the_package(client):
    at = _at_case(client)
    Report.objects.filter(pk=at.report.pk).update(title="Rapport\nPayload-Oxum: 0.0")

    info = _package(client, at, "arkiv").read("bag-info.txt").decode()

    assert "\nExternal-Description: Rapport Payload-Oxum: 0.0 " in info
    assert info.count("\nPayload-Oxum: ") == 1


def test_without_a_case_number_the_files_have_the_name_of_the_report(client):
    at = _at_case(client, "proposal", number="")

    assert _package(client, at, "handlingar").namelist()[0] == f"01_{at.report.slug}_forslag-version-1.pdf"
    assertContains(client.get(at.of_report("case_export")), "inget diarienummer")


def test_nothing_is_handed_out_when_a_file_is_damaged(client):
    at = _at_case(client)
    Path(latest(at).files.get(kind="pdf").file.path).write_bytes(b"annat")

    answer = client.get(at.of_report("case_package", "arkiv"))

    assertRedirects(answer, at.of_report("case_export"), fetch_redirect_response=False)
    assertContains(client.get(at.of_report("case_export")), "stämmer inte med sin kontrollsumma")


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER, Role.POLITICIAN])
@pytest.mark.parametrize(("name", "arguments"), [("case_export", []), ("case_package", ["allt"])])
def test_only_who_keeps_the_case_hands_it_out(client, role, name, arguments):
    at = desk_at(client, "decided")
    client.force_login(create_member(role, at.unit))

    assert client.get(at.of_report(name, *arguments)).status_code == 404


def test_another_package_is_not_found(client):
    assert client.get(desk_at(client, "open").of_report("case_package", "annat")).status_code == 404


def test_nothing_is_handed_out_when_a_picture_is_gone(client):
    at = desk_at(client, "open")
    Path(create_picture(report=at.report).file.path).unlink()
    client.force_login(secretary(at))

    answer = client.get(at.of_report("case_package", "allt"))

    assertRedirects(answer, at.of_report("case_export"), fetch_redirect_response=False)
    assertContains(client.get(at.of_report("case_export")), "saknas på disken")
