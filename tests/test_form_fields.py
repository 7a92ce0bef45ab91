from decimal import Decimal

import pytest
from django import forms

from kommunrapport.form_fields import SwedishDecimalField


class OutcomeForm(forms.Form):
    value = SwedishDecimalField(required=False, max_digits=18, decimal_places=4)


@pytest.mark.parametrize(
    ("text", "value"), [("1 234,5", "1234.5"), ("\u2212300", "-300"), ("0", "0"), ("3,1000", "3.1")]
)
def test_what_was_typed_becomes_a_decimal(text, value):
    form = OutcomeForm({"value": text})

    assert form.is_valid()
    assert form.cleaned_data["value"] == Decimal(value)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_a_blank_field_is_none_and_not_zero(text):
    form = OutcomeForm({"value": text})

    assert form.is_valid()
    assert form.cleaned_data["value"] is None


@pytest.mark.parametrize("text", ["3,,1", "1e5", "NaN", "1_000", "١٢"])
def test_a_bad_number_gets_our_sentence_and_stays_in_the_field(text):
    form = OutcomeForm({"value": text})

    assert form.errors == {"value": [f"”{text}” är inget tal. Skriv till exempel 3,1."]}
    assert f'value="{text}"' in str(form["value"])


def test_a_required_field_says_what_to_write():
    with pytest.raises(forms.ValidationError, match="Skriv ett tal, till exempel 3,1"):
        SwedishDecimalField().clean("")


def test_the_input_is_text_with_a_number_keyboard_and_a_comma():
    html = str(OutcomeForm(initial={"value": Decimal("-1234.5000")})["value"])

    assert 'type="text"' in html
    assert 'inputmode="decimal"' in html
    assert 'autocomplete="off"' in html
    assert 'value="\u22121\u00a0234,5"' in html


@pytest.mark.parametrize("stored", ["12.3450", "3.1000", "-1954.0000", "0.0000"])
def test_a_form_sent_back_untouched_has_not_changed(stored):
    initial = {"value": Decimal(stored)}
    shown = OutcomeForm(initial=initial)["value"]
    shown_text = shown.field.prepare_value(shown.value())

    assert not OutcomeForm({"value": shown_text}, initial=initial).has_changed()


def test_a_form_can_learn_the_measure_late():
    form = OutcomeForm({"value": "2,345 %"})
    form.fields["value"].unit = "%"
    form.fields["value"].decimals = 3

    assert form.is_valid()
    assert form.cleaned_data["value"] == Decimal("2.345")


def test_limits_of_the_column_still_hold():
    field = SwedishDecimalField(max_digits=5, decimal_places=2, max_value=100)

    for text in ("1234,5", "1,2345", "101"):
        with pytest.raises(forms.ValidationError):
            field.clean(text)


def test_a_disabled_field_keeps_its_stored_value():
    field = SwedishDecimalField(disabled=True)

    assert field.clean(Decimal("12.345")) == Decimal("12.345")
