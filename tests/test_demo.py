"""`manage.py demo` and `export_report` as a person runs them: in processes of their own, on a new SQLite file.

The environment is cleared of DATABASE_URL, so that these tests are the same whatever database the others run on.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kommunrapport.demo_sets import demo_sets, fixture_files

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
OURS = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "MAIL_HOST", "BEHIND_PROXY", "DEBUG", "DJANGO_SETTINGS_MODULE")

# Asked of the demo's own database, from a process that has it open.
SIGN_IN_EVERYBODY = """
import json
from django.test import Client
from kommunrapport.organisation.models import User
answers = {}
for email in User.objects.values_list("email", flat=True):
    client = Client(headers={"host": "localhost"})
    client.post("/logga-in/", {"login": email, "password": PASSWORD})
    answers[email] = client.get("/", follow=True).status_code if "_auth_user_id" in client.session else "refused"
print(json.dumps(answers))
"""
COUNT_HISTORY = """
import json
from goals.models import Goal
from kommunrapport.measures.models import Measure
goal = Goal.objects.get(number="4.2")
print(json.dumps({
    "measures": Measure.objects.count(),
    "lines of measures": Measure.history.count(),
    "lines of the goal": goal.history.count(),
    "units in its line": sorted(unit.orgunit.slug for unit in goal.history.get().addressed_units.all()),
    "units of the goal": sorted(goal.addressed_units.values_list("slug", flat=True)),
}))
"""

# The tables as the models describe them, in a second; the migrations take half a minute.
TABLES_OF_MODELS = """
import os
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "kommunrapport.settings"
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = dict.fromkeys(config.label for config in apps.get_app_configs())
call_command("migrate", run_syncdb=True, verbosity=0)
"""
NOT_OF_MODELS = {"django_migrations", "django_cache", "sqlite_sequence"}


@dataclass(frozen=True)
class Demo:
    """A folder with the demo in it, and what each start printed and left in the database."""

    var: Path
    first: str
    second: str
    rows_after: tuple[list[str], list[str]]

    @property
    def password(self) -> str:
        return password_in(self.first)

    def ask(self, source: str) -> Any:
        """The answer of a piece of code that prints JSON, run on the demo's database."""
        code = f"PASSWORD = {self.password!r}\n{source}"
        done = run(self.var, "shell", "--no-imports", "--command", code)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])


def run(var: Path, *words: str, program: tuple[str, ...] = ("manage.py",)) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS and "KOMMUNRAPPORT" not in name}
    environment = kept | {"KOMMUNRAPPORT_VAR": str(var), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *program, *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def password_in(text: str) -> str:
    return re.search(r"Lösenord: (\S+)", text)[1]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo set up twice in the same empty folder."""
    var = tmp_path_factory.mktemp("var")
    printed, rows = [], []
    for _ in range(2):
        done = run(var, "demo", "--no-server")
        assert (done.returncode, done.stderr) == (0, "")
        printed.append(done.stdout)
        rows.append(rows_in(var / "kungsbacka.sqlite3"))
    return Demo(var, *printed, (rows[0], rows[1]))


def rows_in(database: Path) -> list[str]:
    """Everything in the database, as SQL."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and no rows."""
    var = tmp_path_factory.mktemp("empty")
    for words, program in [((), ("-c", TABLES_OF_MODELS)), (("migrate", "--fake", "--verbosity=0"), ("manage.py",))]:
        done = run(var, *words, program=program)
        assert (done.returncode, done.stderr) == (0, "")
    return var / "kungsbacka.sqlite3"


def shape_of(database: Path) -> dict[str, list[str]]:
    """Each table, with its columns and constraints in no order, and each index."""
    with closing(sqlite3.connect(database)) as connection:
        made = connection.execute("SELECT tbl_name, type, name, sql FROM sqlite_master WHERE sql > ''").fetchall()
    kept = [row[1:] for row in made if row[0] not in NOT_OF_MODELS]
    return {name: parts_of(sql) if kind == "table" else [sql] for kind, name, sql in kept}


def parts_of(sql: str) -> list[str]:
    inside = sql.partition("(")[2].rpartition(")")[0]
    return sorted(re.split(r', (?="|CONSTRAINT|UNIQUE|CHECK|FOREIGN)', inside))


def test_the_migrations_make_the_tables_that_the_models_describe(demo, empty):
    assert shape_of(demo.var / "kungsbacka.sqlite3") == shape_of(empty)


def test_the_demo_is_loaded_once_and_a_second_start_changes_nothing(demo):
    assert f"{len(fixture_files('kungsbacka'))} filer lästa in från kungsbacka." in demo.first
    assert "kungsbacka är redan inläst, inget ändrat." in demo.second
    assert demo.rows_after[0] == demo.rows_after[1]


def test_the_password_is_the_same_each_time_and_hidden_from_other_users_of_the_computer(demo):
    assert password_in(demo.second) == demo.password
    assert (demo.var / "kungsbacka-losenord.txt").stat().st_mode & 0o077 == 0


def test_everybody_the_demo_names_can_sign_in_with_the_password_it_prints(demo):
    answers = demo.ask(SIGN_IN_EVERYBODY)
    assert set(answers.values()) == {200}
    assert set(answers) == set(re.findall(r"\S+@kungsbacka\.example", demo.first))


def test_every_row_has_a_first_line_of_history_with_its_choices_of_many(demo):
    found = demo.ask(COUNT_HISTORY)
    assert found["lines of measures"] == found["measures"]
    assert found["lines of the goal"] == 1
    assert found["units in its line"] == found["units of the goal"] != []


def test_the_report_is_exported_as_data(demo, tmp_path):
    done = run(demo.var, "export_report", "kungsbacka-2016", "--format", "json", "--output", str(tmp_path / "a.json"))

    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (report["year"], report["chapters"][0]["title"]) == (2016, "Året som gått")


def test_the_report_is_exported_as_one_web_page(demo, tmp_path):
    done = run(demo.var, "export_report", "kungsbacka-2016", "--format", "html", "--output", str(tmp_path / "a.html"))

    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")


def test_a_report_that_does_not_exist_is_refused_by_name(demo, tmp_path):
    done = run(demo.var, "export_report", "kungsbacka-1999", "--format", "json", "--output", str(tmp_path / "a.json"))

    assert done.returncode != 0
    assert "Rapporten kungsbacka-1999 finns inte. Rapporter i databasen: kungsbacka-2016." in done.stderr
    assert not (tmp_path / "a.json").exists()


def test_a_file_that_cannot_be_written_is_refused(demo, tmp_path):
    done = run(demo.var, "export_report", "kungsbacka-2016", "--format", "json", "--output", str(tmp_path))

    assert done.returncode != 0
    assert f"Det gick inte att skriva {tmp_path}" in done.stderr


@pytest.mark.parametrize("name", [name for name in demo_sets() if name != "kungsbacka"])
def test_every_other_demo_set_is_set_up_in_a_file_of_its_own(name, empty, tmp_path):
    shutil.copy(empty, tmp_path / f"{name}.sqlite3")  # from no file at all is the road of the first set

    done = run(tmp_path, "demo", name, "--no-server")

    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(fixture_files(name))} filer lästa in från {name}." in done.stdout
    assert f"admin@{name}.example" in done.stdout
    assert [file.name for file in tmp_path.glob("*.sqlite3")] == [f"{name}.sqlite3"]


def test_an_unknown_demo_set_is_refused_with_those_there_are(tmp_path):
    done = run(tmp_path, "demo", "kungsbaka", "--no-server")

    assert done.returncode != 0
    assert f"Demouppsättningen kungsbaka finns inte. Välj bland: {', '.join(demo_sets())}." in done.stderr
    assert not list(tmp_path.glob("*.sqlite3"))
