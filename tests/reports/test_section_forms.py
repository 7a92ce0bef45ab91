"""The form of a section's choices, made from the fields of its params."""

from dataclasses import dataclass, field, fields

import pytest
from django import forms
from django.http import QueryDict

from kommunrapport.measures.models import MeasureList
from kommunrapport.reports.models import ChapterSection
from kommunrapport.reports.params import read_params, stored_values
from kommunrapport.reports.registry import SECTIONS, SUBJECTS
from kommunrapport.reports.section_forms import OrderedChoiceField, SectionForm, choice_field
from kommunrapport.reports.section_words import SectionWords, said_value

pytestmark = pytest.mark.django_db

LETTERS = (("a", "alfa"), ("b", "beta"), ("c", "gamma"))
EVERY_CHOICE = [(key, choice) for key, kind in sorted(SECTIONS.items()) for choice in fields(kind.params)]


@dataclass(frozen=True, slots=True)
class Choices:
    letters: tuple[str, ...] = field(default=("b",), metadata={"label": "Bokstäver", "choices": LETTERS})
    size: int = field(default=1, metadata={"label": "Storlek"})
    fonts: bool = field(default=True, metadata={"label": "Visa typsnitt"})


def section(key: str = "budget.operating_statement", **params) -> ChapterSection:
    return ChapterSection(pk=1, key=key, params=params)


def sent(form: SectionForm, **changes) -> QueryDict:
    """What a browser sends for the form as it is shown, with `changes`."""
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, OrderedChoiceField):
            data.update({f"{bound.name}_{n}": each for n, each in enumerate(value)})
        elif value is not False:
            data[bound.name] = str(value)
    for name, value in changes.items():
        data[name] = value
    return data


@pytest.mark.parametrize(("key", "choice"), EVERY_CHOICE, ids=lambda part: getattr(part, "name", part))
def test_every_choice_of_every_section_has_a_label_and_a_field(key, choice):
    made = choice_field(choice)

    assert made.label == choice.metadata["label"]
    assert made.label[0].isupper()
    assert choice.name not in {"version", "token"}
    assert isinstance(made, forms.IntegerField | forms.CharField) == (
        set(choice.metadata) <= {"label", "help", "detail"} and not isinstance(choice.default, bool)
    )


@pytest.mark.parametrize("key", sorted(SECTIONS))
def test_every_section_can_be_saved_with_its_default_choices(key):
    shown = section(key)
    references = {choice.name for choice in fields(SECTIONS[key].params) if "reference" in choice.metadata}

    form = SectionForm(sent(SectionForm(section=shown)), section=shown)

    form.is_valid()
    assert set(form.errors) == references  # what can be referred to is not there by itself
    assert references or form.chosen() == stored_values(SECTIONS[key].params, {})


@pytest.mark.parametrize("kind", SECTIONS.values(), ids=lambda kind: kind.key)
def test_a_section_for_a_subject_names_one_that_is_registered(kind):
    assert kind.subject in {"", *SUBJECTS}


def test_what_is_chosen_is_what_the_section_reads():
    shown = section()
    data = sent(SectionForm(section=shown), unit="mnkr", decimals="2", columns_0="forecast", columns_2="")
    del data["with_comments"]

    form = SectionForm(data, section=shown)

    assert form.is_valid(), form.errors
    params = read_params(SECTIONS[shown.key].params, form.chosen())
    assert (params.unit, params.decimals, params.with_comments) == ("mnkr", 2, False)
    assert params.columns == ("forecast", "outcome")


@pytest.mark.parametrize(
    ("values", "chosen"),
    [(["a"], ["a"]), (["c", "a"], ["c", "a"]), (["", "b", "", "a"], ["b", "a"])],
)
def test_several_are_chosen_in_order_and_gaps_close(values, chosen):
    assert OrderedChoiceField(choices=LETTERS, item="Plats").clean(values) == chosen


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["", ""], "Välj minst en."),
        (["a", "b", "a"], "Samma val står på två platser: alfa."),
        (["a", "ö"], "Välj i listorna."),
    ],
)
def test_a_bad_order_is_refused_in_words(values, said):
    with pytest.raises(forms.ValidationError, match=said):
        OrderedChoiceField(choices=LETTERS, item="Plats").clean(values)


def test_places_beyond_the_first_are_closed_until_they_are_needed():
    form = SectionForm(section=section(columns=["budget", "outcome"]))

    shown, closed = form["columns"].as_widget().split("<details")

    assert (shown.count("<select"), closed.count("<select")) == (6, 8)
    assert '<label for="id_columns_0">Kolumn 1</label>' in shown
    assert '<label for="id_columns_6">Kolumn 7</label>' in closed


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("title", "", "måste fyllas i"),
        ("unit", "öre", "giltigt alternativ"),
        ("decimals", "9", "giltigt alternativ"),
    ],
)
def test_a_choice_outside_the_list_is_refused(name, value, said):
    shown = section()

    form = SectionForm(sent(SectionForm(section=shown), **{name: value}), section=shown)

    assert said in str(form.errors[name])


def test_a_list_that_is_gone_is_chosen_again():
    MeasureList.objects.create(slug="nyckeltal", title="Nyckeltal")
    shown = section("reports.measure_table", measure_list="gammal")

    form = SectionForm(sent(SectionForm(section=shown)), section=shown)

    assert form.errors["measure_list"]
    assert ("nyckeltal", "Nyckeltal") in form.fields["measure_list"].choices


def test_a_number_without_choices_is_a_number():
    letters, size, fonts = (choice_field(choice) for choice in fields(Choices))

    assert isinstance(letters, OrderedChoiceField)
    assert size.clean("3") == 3
    assert fonts.clean("") is False


def test_what_is_shown_comes_first_with_its_boxes_last_and_then_how_it_is_written():
    (first, content), (second, details) = SectionForm(section=section()).groups()

    assert (first, second) == ("Vad som visas", "Hur talen skrivs")
    assert [f.name for f in content] == ["title", "columns", "grouping", "with_comments", "with_result"]
    assert [f.name for f in details][:3] == ["unit", "decimals", "plus"]


def test_a_section_with_nothing_to_choose_has_no_groups():
    assert list(SectionForm(section=section("goals.summary")).groups()) == []


@pytest.mark.parametrize(
    ("key", "params", "said"),
    [
        (
            "budget.operating_statement",
            {"title": "Drift", "with_comments": False},
            "Drift. Budget, utfall, avvikelse. Rader: Enhet.",
        ),
        ("goals.follow_up", {"charts": False}, "Visa aktiviteter."),
        ("goals.summary", {}, ""),
        ("reports.measure_table", {"measure_list": "nyckeltal"}, "Mätningslista: Våra nyckeltal."),
        ("reports.measure_table", {}, "Mätningslista: inte vald."),
    ],
)
def test_a_sentence_says_what_is_chosen(key, params, said):
    MeasureList.objects.create(slug="nyckeltal", title="Våra nyckeltal")

    assert SectionWords().sentence(SECTIONS[key].params, params) == said


def test_lists_are_read_once_for_many_sections(django_assert_num_queries):
    words = SectionWords()

    with django_assert_num_queries(1):
        for _ in range(3):
            words.sentence(SECTIONS["reports.measure_table"].params, {"measure_list": "x"})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("fonts", True, "ja"),
        ("fonts", False, "nej"),
        ("letters", ["c", "a"], "gamma, alfa"),
        ("letters", [], "–"),
        ("size", 3, "3"),
    ],
)
def test_a_choice_in_words(name, value, said):
    (choice,) = [choice for choice in fields(Choices) if choice.name == name]

    assert said_value(choice, value) == said
