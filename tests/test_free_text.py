"""A personnummer in free text is asked about, in every form."""

import importlib
import inspect
import pkgutil

import pytest
from django import forms

from kommunrapport.free_text import FreeText, is_free_text
from kommunrapport.reports.form_fields import RichTextField
from tests.kept_numbers import ASKS, NUMBER, OTHER, TEXT

OURS = ["kommunrapport", "goals", "budget", "personnel", "internal_control"]
# The forms whose text is not kept as text, and why.
ASKED_NOTHING = {
    "kommunrapport.web.account_forms.LoginForm": "what is typed is compared, not stored",
    "kommunrapport.web.account_forms.ChangePasswordForm": "only passwords, which are stored as hashes",
    "kommunrapport.web.account_forms.SetPasswordForm": "only passwords",
    "kommunrapport.web.account_forms.ChoosePasswordForm": "only passwords",
    "kommunrapport.web.account_forms.ResetPasswordForm": "an address that is looked up",
    "kommunrapport.administration.log.forms.LogForm": "words that are looked for",
    "kommunrapport.reports.drafting.forms.DraftForm": "asked about when it is saved; nobody else sees it before",
}


class NoteForm(FreeText, forms.Form):
    title = forms.CharField(required=False, max_length=60)
    note = forms.CharField(required=False, widget=forms.Textarea)
    text = RichTextField(required=False)
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    count = forms.IntegerField(required=False, widget=forms.TextInput)


def confirmed(form: FreeText) -> dict[str, str]:
    return {found.name: found.value for found in form.found_numbers.values()}


@pytest.mark.parametrize("name", ["title", "note", "text"])
def test_a_number_in_a_text_is_refused_at_its_field_and_masked(name):
    form = NoteForm({name: TEXT})

    assert form.errors == {name: [f"{ASKS} Ta bort det om det inte måste stå här."]}
    assert NUMBER not in form.as_p().replace(TEXT, "")


def test_formatted_text_is_read_without_its_tags():
    assert not NoteForm({"text": "<p>850709-<strong>98</strong>05</p>"}).is_valid()
    assert NoteForm({"text": "<p>850709</p><p>9805</p>"}).is_valid()


def test_what_nobody_writes_text_in_is_not_looked_at():
    assert NoteForm({"token": NUMBER, "count": "8507099805"}).is_valid()


def test_a_form_that_is_not_sent_asks_nothing():
    form = NoteForm(initial={"note": TEXT})

    assert not form.errors
    assert form["note"].found_numbers is None


def test_a_ticked_box_lets_the_text_through_as_it_is():
    refused = NoteForm({"note": TEXT})
    refused.is_valid()

    form = NoteForm({"note": TEXT} | confirmed(refused))

    assert form.is_valid()
    assert form.cleaned_data == {"title": "", "note": TEXT, "text": "", "token": "", "count": None}
    assert form.confirmations == list(confirmed(refused).items())


def test_the_box_stays_ticked_when_the_form_is_refused_for_something_else():
    refused = NoteForm({"note": TEXT})
    refused.is_valid()

    form = NoteForm({"note": TEXT, "count": "tre"} | confirmed(refused))

    assert list(form.errors) == ["count"]
    assert form["note"].found_numbers.is_confirmed


@pytest.mark.parametrize(
    ("text", "is_saved"),
    [
        (TEXT, True),
        ("Ändrad mening om 19850709 9805.", True),
        (f"{TEXT} Och {OTHER}.", False),
        (OTHER, False),
    ],
)
def test_what_is_confirmed_is_the_number_and_no_other(text, is_saved):
    refused = NoteForm({"note": TEXT})
    refused.is_valid()

    assert NoteForm({"note": text} | confirmed(refused)).is_valid() == is_saved


def test_one_of_two_confirmed_numbers_can_be_taken_away():
    refused = NoteForm({"note": f"{NUMBER} {OTHER}"})
    refused.is_valid()

    assert NoteForm({"note": TEXT} | confirmed(refused)).is_valid()


def test_a_box_is_about_its_own_field():
    refused = NoteForm({"note": TEXT})
    refused.is_valid()

    assert list(NoteForm({"note": TEXT, "title": NUMBER} | confirmed(refused)).errors) == ["title"]


@pytest.mark.parametrize("stored", [TEXT, "19850709+9805"])
def test_a_number_that_stood_there_before_is_not_asked_about_again(stored):
    assert NoteForm({"note": f"{TEXT} Mer text."}, initial={"note": stored}).is_valid()
    assert not NoteForm({"note": f"{TEXT} {OTHER}"}, initial={"note": stored}).is_valid()


def test_several_numbers_are_told_together_and_each_once():
    form = NoteForm({"note": f"{NUMBER}, {OTHER}, 8507099805"})

    assert "personnummer (850709****, 850769-****). Ta bort dem" in form.errors["note"][0]


def test_a_text_that_is_refused_anyway_says_that_first():
    form = NoteForm({"title": TEXT * 5})

    assert len(form.errors["title"]) == 1
    assert not form.found_numbers


def test_a_form_with_a_prefix_has_boxes_with_it():
    refused = NoteForm({"om-note": TEXT}, prefix="om")

    assert not refused.is_valid()
    assert NoteForm({"om-note": TEXT} | confirmed(refused), prefix="om").is_valid()


def our_forms() -> list[type[forms.BaseForm]]:
    importlib.import_module("kommunrapport.urls")  # registers what the addresses of the apps are written with
    for package in OURS:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith((".wsgi", ".settings")) and ".migrations" not in module.name:
                importlib.import_module(module.name)
    return [form for form in below(forms.BaseForm) if form.__module__.partition(".")[0] in OURS]


def below(base: type) -> set[type]:
    return {found for child in base.__subclasses__() for found in {child} | below(child)}


def takes_text(form: type[forms.BaseForm]) -> bool:
    """Also in the fields that it makes when it is made."""
    methods = [inspect.getsource(method) for method in vars(form).values() if inspect.isfunction(method)]
    made_later = any("CharField(" in source or "RichTextField(" in source for source in methods)
    return made_later or any(map(is_free_text, getattr(form, "base_fields", {}).values()))


def test_every_form_with_free_text_asks_about_personnummer():
    silent = {form for form in our_forms() if takes_text(form) and not issubclass(form, FreeText)}

    assert {f"{form.__module__}.{form.__name__}" for form in silent} <= set(ASKED_NOTHING)


def test_free_text_comes_first_so_that_it_looks_last():
    for form in our_forms():
        if issubclass(form, FreeText) and form is not FreeText:
            owner = next(cls for cls in form.__mro__ if "full_clean" in vars(cls))
            assert owner is FreeText, form
