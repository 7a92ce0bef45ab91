"""The kommun and its words."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kommunrapport.records.models import Versioned


class Municipality(Versioned):
    """The kommun whose database this is. There is one row, held by a constraint."""

    name = models.CharField("namn", max_length=100, help_text="Hela namnet, till exempel Kungsbacka kommun.")
    short_name = models.CharField("kortnamn", max_length=50)
    scb_code = models.CharField(
        "kommunkod", max_length=4, blank=True, validators=[RegexValidator(r"^\d{4}$", "Skriv fyra siffror.")]
    )
    accent_color = models.CharField(
        "färg",
        max_length=7,
        default="#b0224c",
        help_text="Används bara till den röda tråden, till exempel #b0224c.",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Skriv # och sex tecken, till exempel #b0224c.")],
    )

    address = models.TextField(
        "adress", blank=True, help_text="Står i sidfoten av tjänsteskrivelser, en uppgift på varje rad."
    )
    case_number_pattern = models.CharField(
        "diarienumrets form",
        max_length=100,
        blank=True,
        help_text="Reguljärt uttryck som ett diarienummer ska passa in på. Tomt godtar alla.",
    )
    memo_case_first = models.BooleanField(
        "diarienumret först i skrivelsens huvud", default=False, help_text="Annars står handläggaren först."
    )
    memo_proposal_last = models.BooleanField(
        "förslaget till beslut efter bakgrunden", default=False, help_text="Annars står förslaget först i skrivelsen."
    )
    # Days before the nämnd's meeting, from which the dates of an occasion are counted backwards.
    dispatch_days = models.PositiveSmallIntegerField("utskick, dagar före mötet", default=8)
    administration_days = models.PositiveSmallIntegerField("förvaltningen klar, dagar före mötet", default=15)
    unit_days = models.PositiveSmallIntegerField("enheterna klara, dagar före mötet", default=29)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kommun"
        verbose_name_plural = "kommuner"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="organisation_municipality_only_one")]

    def __str__(self) -> str:
        return self.name


class Label(Versioned):
    """A word the kommun has chosen in place of the program's own; `labels.py` holds the words and their keys."""

    key = models.CharField("nyckel", max_length=60, unique=True)
    text = models.CharField("ord", max_length=120)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "etikett"
        verbose_name_plural = "etiketter"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.text
