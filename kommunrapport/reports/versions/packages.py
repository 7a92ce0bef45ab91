"""A matter as one file to hand out or to archive: a zip with a list of what is in it and checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

from kommunrapport.organisation.models import Municipality
from kommunrapport.reports.models import Report
from kommunrapport.reports.versions.case_files import CaseFile, archive, case_name, documents, everything
from kommunrapport.spreadsheets.csv_writing import write_csv

LIST = "00_innehall.csv"
_LIST_HEADINGS = ("Fil", "Vad", "Storlek (byte)", "SHA-256")


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that has been put in a package."""

    path: str
    what: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """A kind of package: the word in its name, and what it holds."""

    word: str
    title: str
    about: str
    files: Callable[[Report], list[CaseFile]]
    is_bag: bool = False


PACKAGES = {
    "handlingar": Package(
        "handlingar",
        "Ärendets handlingar",
        "Tjänsteskrivelse och rapport som PDF, en för varje version, numrerade och med diarienummer.",
        documents,
    ),
    "arkiv": Package(
        "arkiv",
        "Arkivpaket",
        "Alla frysta filer och ärendet som data, med förteckning och kontrollsummor enligt BagIt (RFC 8493).",
        archive,
        is_bag=True,
    ),
    "allt": Package(
        "allt",
        "Allt om ärendet",
        "Arkivpaketets innehåll och dessutom kommentarer, bilder och varje ändring med vem och när. För utlämnande: "
        "gör sekretessprövning innan det lämnas ut.",
        everything,
    ),
}


def package_name(report: Report, package: Package) -> str:
    """KS-2017-12_arkiv.zip"""
    return f"{case_name(report)}_{package.word}.zip"


def pack(report: Report, package: Package) -> BytesIO:
    """The package as an open file, at its start. Raises FileDamaged, and then nothing is handed out."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        _write(zipped, report, package, package.files(report))
    target.seek(0)
    return target


def _write(zipped: ZipFile, report: Report, package: Package, files: list[CaseFile]) -> None:
    if package.is_bag:
        _write_bag(zipped, report, files)
        return
    packed = [_add(zipped, file.path, file.what, file.read()) for file in files]
    _add(zipped, LIST, "", _list_of(packed))


def _write_bag(zipped: ZipFile, report: Report, files: Iterable[CaseFile]) -> None:
    packed = [_add(zipped, f"data/{file.path}", file.what, file.read()) for file in files]
    packed.append(_add(zipped, f"data/{LIST}", "Förteckning", _list_of(packed)))
    tags = [
        _add(zipped, "bagit.txt", "", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        _add(zipped, "bag-info.txt", "", _bag_info(report, packed)),
        _add(zipped, "manifest-sha256.txt", "", _manifest(packed)),
    ]
    _add(zipped, "tagmanifest-sha256.txt", "", _manifest(tags))


def _add(zipped: ZipFile, path: str, what: str, content: bytes) -> Packed:
    zipped.writestr(path, content)
    return Packed(path, what, len(content), hashlib.sha256(content).hexdigest())


def _list_of(packed: Iterable[Packed]) -> bytes:
    return write_csv(_LIST_HEADINGS, ((one.path, one.what, str(one.size), one.sha256) for one in packed))


def _manifest(packed: Iterable[Packed]) -> bytes:
    """As sha256sum writes it, so that `sha256sum --check` takes it."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in packed).encode()


def _bag_info(report: Report, packed: list[Packed]) -> bytes:
    municipality = Municipality.objects.get()
    lines = [
        f"Source-Organization: {municipality.name}, {report.org_unit.name}",
        f"External-Identifier: {report.case_number or report.slug}",
        f"External-Description: {report}",
        f"Bagging-Date: {timezone.localdate():%Y-%m-%d}",
        f"Payload-Oxum: {sum(one.size for one in packed)}.{len(packed)}",
        "Bag-Software-Agent: kommunrapport",
    ]
    return "".join(f"{' '.join(line.split())}\n" for line in lines).encode()  # a title may have been sent with lines
