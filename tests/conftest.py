"""What every test can ask for: a browser that complains aloud, and a reason when something is missing."""

import ctypes.util
import os
import shutil
from collections import Counter
from collections.abc import Iterator

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.browser import assert_quiet, watch
from tests.in_flight import InFlight

CI = os.environ.get("CI") == "true"

# Playwright keeps an event loop open in the test's own thread, and Django then refuses the database there. The tests
# use Playwright's blocking calls only, so nothing runs at the same time as a query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


# How long one example takes says more about a busy computer than about the code.
hypothesis.settings.register_profile("unhurried", hypothesis.settings(deadline=None))
hypothesis.settings.load_profile("unhurried")


class DemoTogether(LoadScopeScheduling):
    """Each test to the process that is free, but those of the demo first and all to one, which sets it up once."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return file if file.endswith("test_demo.py") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return DemoTogether(config, log)


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "module_db"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What CI does otherwise, on each of its databases."""
    if not CI:
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.flaky(reruns=1))
    if connection.vendor == "postgresql":
        leave_out_what_reaches_no_database(config, items)


def leave_out_what_reaches_no_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """CI runs all tests twice; one that reaches no database answers the same, and is run once, on SQLite."""
    config.hook.pytest_deselected(items=[item for item in items if not reaches_the_database(item)])
    items[:] = [item for item in items if reaches_the_database(item)]


def reaches_the_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & set(item.fixturenames))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI nothing may be left out unseen: a skipped test fails there."""
    report = yield
    expected_to_fail = hasattr(report, "wasxfail")
    if CI and report.skipped and not expected_to_fail and not runs_in_the_other_half(item):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI does not allow: {report.longrepr[2]}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """The same for a whole file that skips itself."""
    report = yield
    if CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI does not allow: {report.longrepr[2]}"
    return report


def runs_in_the_other_half(item: pytest.Item) -> bool:
    """CI runs all tests twice, so a test for PostgreSQL may wait for its turn."""
    return connection.vendor == "sqlite" and "postgres" in item.keywords


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this machine cannot do, and say what is missing."""
    if "postgres" in item.keywords and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL")
    if "pango" in item.keywords and ctypes.util.find_library("pango-1.0") is None:
        pytest.skip("needs Pango: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was left out, one line for each reason, and what had to be run again."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason, tests in Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped).items():
        terminalreporter.write_line(f"Skipped {tests}: {reason}")
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.write_line(f"Run again: {report.nodeid}")


@pytest.fixture(scope="session", autouse=True)
def media_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files that tests make go away with the tests."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL drops no database that somebody is in, and threads of the live server may be for a while yet."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")  # noqa: S608


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is made under this stays for all tests of the file, and goes away after the last.

    Each test that reads or writes asks for `db` as well, and so takes back what it did itself. Not for a file with
    tests that commit: those that have a live server or `transaction=True`.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def in_flight() -> InFlight:
    return InFlight()


@pytest.fixture(autouse=True)
def answered(request: pytest.FixtureRequest, in_flight: InFlight) -> Iterator[None]:
    """A page that closes may send what was typed last; the database is emptied when that has its answer."""
    yield
    if request.node.get_closest_marker("browser"):
        in_flight.wait_for_none()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The distribution's Chromium; without a sandbox, which root cannot have."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Chromium: apt install chromium")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": chromium, "args": quiet}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """What `page.goto("/")` starts from. (pytest-playwright's own fixture of this name warns under pytest 9.)"""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """A Swedish office computer."""
    desk = {"width": 1440, "height": 900}
    return browser_context_args | {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "viewport": desk}


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complained about so far; clear it where a test expects a refusal."""
    return watch(page)


@pytest.fixture
def quiet_page(page: Page, complaints: list[str]) -> Iterator[Page]:
    """A page that fails the test if the browser complained: script errors, missing files, blocked content."""
    yield page
    assert_quiet(complaints)
