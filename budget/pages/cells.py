"""An amount as an input among many on a page, saved on its own, so that one refusal never costs the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import QueryDict

from budget.forms.amounts import AmountField
from budget.money import MoneyUnit
from kommunrapport.records.models import Versioned
from kommunrapport.records.saving import Conflict

NOT_SAVED = "Beloppet är inte sparat."


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount in kronor. `seen` names what is stored and its version; `why` says why it can't be typed here.

    `typed` is what a person wrote and was not saved, and `error` why.
    """

    name: str
    label: str
    amount: Decimal | None
    money: MoneyUnit
    seen: str = ""
    why: str = ""
    typed: str | None = None
    error: str = ""
    clashes: bool = False

    @property
    def stored_text(self) -> str:
        return self.money.typed(self.amount)

    @property
    def text(self) -> str:
        """What stands in the input."""
        return self.stored_text if self.typed is None else self.typed

    @property
    def shown(self) -> str:
        """The stored amount where it can't be typed."""
        return self.money.shown(self.amount)

    @property
    def as_shown(self) -> str:
        """What the page showed, carried along in the form: two fields an amount leave room for many areas."""
        return f"{self.seen}|{self.stored_text}"

    def typed_in(self, posted: QueryDict) -> str | None:
        """What the user typed; None when it is what the page showed, so that nobody saves what they did not touch."""
        typed = posted.get(self.name)
        _, _, shown = self._shown_in(posted)
        if typed is None or self.why or typed.strip() == shown.strip():
            return None
        return typed.strip()

    def seen_in(self, posted: QueryDict) -> str:
        seen, _, _ = self._shown_in(posted)
        return seen

    def _shown_in(self, posted: QueryDict) -> tuple[str, str, str]:
        return posted.get(f"{self.name}-sett", "").partition("|")

    def read(self, typed: str) -> Decimal | None:
        """What was typed, in kronor; None for an empty cell. Raises ValidationError."""
        return AmountField(money_unit=self.money, required=False).clean(typed)

    def refused(self, typed: str, refusal: ValidationError | str, seen: str) -> Cell:
        """The cell as it was typed, and why it is not saved; `seen` is what the user had seen."""
        words = refusal if isinstance(refusal, str) else " ".join(refusal.messages)
        return replace(self, typed=typed, error=f"{words} {NOT_SAVED}", seen=seen)

    def clashed(self, typed: str, conflict: Conflict) -> Cell:
        """Both values: what is stored now, and what was typed; saving again is a choice."""
        now = self.stored_text or "tomt"
        error = f"{who_changed(conflict.stored)} ändrade samtidigt till {now}. Spara igen om ditt belopp ska gälla."
        return replace(self, typed=typed, error=f"{error} {NOT_SAVED}", clashes=True)


def who_changed(stored: Versioned) -> str:
    """Who saved the row last."""
    latest = stored.history.select_related("history_user").first()  # type: ignore[attr-defined]
    return str(latest.history_user) if latest and latest.history_user else "Någon"
