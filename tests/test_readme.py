"""What the papers show is true: the section of the README can be added as it says, and the commands can be given."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.template import engines

from goals.models import Goal
from kommunrapport.demo_sets import fixture_files
from kommunrapport.reports.models import Report
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import report_scope

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATION = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"manage\.py ([a-z_]+[^`\n]*)")


def block(language: str) -> str:
    """The only block of code in that language."""
    (code,) = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return code


def commands() -> list[str]:
    """Each command with its options, as it is written in a line of code or within a sentence."""
    code = re.findall(r"```sh\n(.*?)```|`([^`\n]+)`", README + OPERATION, re.DOTALL)
    return sorted({found for groups in code for text in groups for found in COMMAND.findall(text)})


@pytest.mark.parametrize("command", commands())
def test_every_command_can_be_given_as_it_is_written(command):
    name, *words = shlex.split(command)
    load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(words)


def test_the_commands_of_the_readme_are_among_those_found():
    assert {command.split()[0] for command in commands()} >= {
        "demo",
        "export_report",
        "create_administrator",
        "migrate",
    }


@pytest.mark.django_db
def test_the_section_of_the_readme_can_be_added_as_it_says():
    call_command("loaddata", *map(str, fixture_files("kungsbacka")), verbosity=0)
    Goal.objects.filter(number="4.8").update(is_financial=True)
    scope = report_scope(Report.objects.get(slug="kungsbacka-2016"))

    exec(compile(block("python"), "README.md", "exec"), {"__name__": "example"})  # noqa: S102 (our own text)
    added = SECTIONS.pop("goals.financial_goals")
    html = engines["django"].from_string(block("django")).render({"data": added.build(scope, added.params())})

    assert html.strip() == '<ul class="prose"><li>4.8 Minskad energianvändning</li></ul>'
