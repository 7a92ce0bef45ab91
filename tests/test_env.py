import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kommunrapport.env import env_bool, env_choice, env_int, env_list, env_required

READS = re.compile(r"""(?:environ\.get|env_\w+)\(\s*"([A-Z_]+)\"""")


@pytest.mark.parametrize(("written", "meant"), [("true", True), ("True", True), ("false", False), ("FALSE", False)])
def test_a_boolean_is_true_or_false_in_any_case(monkeypatch, written, meant):
    monkeypatch.setenv("SWITCH", written)

    assert env_bool("SWITCH", not meant) is meant


@pytest.mark.parametrize("default", [True, False])
def test_a_boolean_that_is_not_set_has_its_default(monkeypatch, default):
    monkeypatch.delenv("SWITCH", raising=False)

    assert env_bool("SWITCH", default) is default


@pytest.mark.parametrize("written", ["ture", "1", "yes", "", " true"])
def test_a_boolean_we_do_not_understand_stops_the_start(monkeypatch, written):
    monkeypatch.setenv("SWITCH", written)

    with pytest.raises(ImproperlyConfigured, match=r"SWITCH=.*write true or false"):
        env_bool("SWITCH", default=True)


@pytest.mark.parametrize(("written", "meant"), [(None, 25), ("587", 587)])
def test_a_number_is_read_or_has_its_default(monkeypatch, written, meant):
    monkeypatch.delenv("PORT", raising=False)
    if written:
        monkeypatch.setenv("PORT", written)

    assert env_int("PORT", 25) == meant


@pytest.mark.parametrize("written", ["", "abc", "-1", "2.5", "٢٥"])
def test_a_number_we_do_not_understand_stops_the_start(monkeypatch, written):
    monkeypatch.setenv("PORT", written)

    with pytest.raises(ImproperlyConfigured, match=r"PORT=.*write a whole number"):
        env_int("PORT", 25)


def test_a_choice_is_one_of_the_words(monkeypatch):
    monkeypatch.setenv("COLOUR", "red")

    assert env_choice("COLOUR", {"red", "blue"}, "blue") == "red"


def test_a_choice_that_is_not_set_has_its_default(monkeypatch):
    monkeypatch.delenv("COLOUR", raising=False)

    assert env_choice("COLOUR", {"red", "blue"}, "blue") == "blue"


def test_an_unknown_choice_names_the_known_ones(monkeypatch):
    monkeypatch.setenv("COLOUR", "Red")

    with pytest.raises(ImproperlyConfigured, match="COLOUR='Red': write one of blue, red"):
        env_choice("COLOUR", {"red", "blue"}, "blue")


@pytest.mark.parametrize("written", [None, ""])
def test_a_required_variable_says_what_it_is_for(monkeypatch, written):
    if written is None:
        monkeypatch.delenv("KEY", raising=False)
    else:
        monkeypatch.setenv("KEY", written)

    with pytest.raises(ImproperlyConfigured, match="KEY is not set: it opens the door"):
        env_required("KEY", "it opens the door")


def test_a_required_variable_is_read_as_it_is(monkeypatch):
    monkeypatch.setenv("KEY", " secret ")

    assert env_required("KEY", "it opens the door") == " secret "


@pytest.mark.parametrize(
    ("written", "words"),
    [("a.se, b.se", ["a.se", "b.se"]), ("a.se,,", ["a.se"]), ("", []), (None, ["default"])],
)
def test_a_list_has_commas_between_its_words(monkeypatch, written, words):
    if written is None:
        monkeypatch.delenv("HOSTS", raising=False)
    else:
        monkeypatch.setenv("HOSTS", written)

    assert env_list("HOSTS", ["default"]) == words


@pytest.mark.parametrize("paper", [".env.example", "docs/drift.md"])
def test_every_variable_the_settings_read_is_explained(paper):
    root = Path(settings.BASE_DIR)
    read = set(READS.findall((root / "kommunrapport/settings.py").read_text()))

    explained = set(re.findall(r"[A-Z][A-Z_]+", (root / paper).read_text()))

    assert read
    assert read <= explained
