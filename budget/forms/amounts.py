"""Fields for amounts: read by the one strict parser, kept as kronor."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from budget.money import KRONOR, MoneyUnit
from kommunrapport.administration.forms import form_field
from kommunrapport.form_fields import SwedishDecimalField

LARGEST = Decimal("999999999999.99")
ORE = Decimal("0.01")


class AmountField(SwedishDecimalField):
    """An amount typed in `money_unit`, cleaned to kronor with at most two decimals."""

    default_error_messages = {
        "ore": "Beloppet har delar av öre. Skriv högst två decimaler av kronor.",
        "large": "Beloppet är för stort. Kontrollera om det är skrivet i %(unit)s.",
    }

    def __init__(self, *, money_unit: MoneyUnit = KRONOR, **kwargs: Any) -> None:
        self.money_unit = money_unit
        kwargs.pop("max_digits", None)
        kwargs.pop("decimal_places", None)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """Kronor; None for a blank field, which is not 0."""
        number = super().clean(value)
        if number is None:
            return None
        amount = Decimal(number) * self.money_unit.factor
        if abs(amount) > LARGEST:
            raise ValidationError(self.error_messages["large"], params={"unit": self.money_unit.slug}, code="large")
        if amount != amount.quantize(ORE):
            raise ValidationError(self.error_messages["ore"], code="ore")
        return amount.quantize(ORE)


def amount_form_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """As `form_field`, with amounts in kronor."""
    if isinstance(field, models.DecimalField):
        return field.formfield(form_class=AmountField, **kwargs)
    return form_field(field, **kwargs)
