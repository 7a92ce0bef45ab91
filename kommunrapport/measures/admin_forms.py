"""Forms of administration: measures and targets."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from kommunrapport.administration.forms import RecordForm
from kommunrapport.measures.hiding import is_survey
from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem, Target

GIVES_AWAY = "förändringen avslöjar resultat som inte visas."


class MeasureForm(RecordForm):
    groups = (
        ("Vad som mäts", ("name", "slug", "definition", "source", "category", "note")),
        ("Värdet", ("measurement_unit", "decimals", "scale_maximum", "better_is", "least_answers")),
        ("Del av en annan mätning", ("parent", "part")),
        ("Beräknas av andra mätningar", ("formula", "first", "second")),
        ("Förändring av en annan mätning", ("growth_of",)),
        ("Vem och när", ("owner", "frequency", "next_due", "kolada_id")),
    )

    class Meta(RecordForm.Meta):
        model = Measure
        fields = [
            "name",
            "slug",
            "definition",
            "source",
            "category",
            "note",
            "measurement_unit",
            "decimals",
            "scale_maximum",
            "better_is",
            "least_answers",
            "parent",
            "part",
            "formula",
            "first",
            "second",
            "growth_of",
            "owner",
            "frequency",
            "next_due",
            "kolada_id",
        ]
        help_texts = {
            "slug": "Står i adressen till mätningens sida, till exempel nmi-foretag.",
            "formula": "En mätning som beräknas registreras aldrig. Lämna tomt om utfallet ska skrivas in.",
            "first": "Till exempel årets resultat.",
            "second": "Till exempel skatteintäkter och statsbidrag.",
            "growth_of": "Till exempel Folkmängd, när utfallet är den publicerade förändringen i procent från året "
            "innan. Avstämning jämför den med mätningens egna utfall.",
            "least_answers": "För enkäter, till exempel 7: resultat med färre svar visas inte någonstans. Antal svar "
            "skrivs in med utfallet. Gäller även mätningens delar. Lämna tomt om mätningen inte är en enkät.",
        }

    def clean_growth_of(self) -> Measure | None:
        source: Measure | None = self.cleaned_data["growth_of"]
        made_of = (source, source.first, source.second) if source else ()
        if any(is_survey(measure) for measure in made_of if measure):
            raise ValidationError(f"Välj inte en enkät: {GIVES_AWAY}")
        return source

    def clean_least_answers(self) -> int | None:
        least: int | None = self.cleaned_data["least_answers"]
        growth = Measure.objects.filter(growth_of=self.instance.pk).first() if least and self.instance.pk else None
        if growth is not None:
            raise ValidationError(f"{growth} är förändringen av mätningen: {GIVES_AWAY}")
        return least

    def clean(self) -> dict[str, Any]:
        """A component that is hidden is not given away by the whole, which is then hidden too."""
        data = super().clean() or self.cleaned_data
        parent = data.get("parent")
        if parent is None or data.get("part") != Measure.Part.COMPONENT:
            return data
        if data.get("least_answers") and not is_survey(parent):
            self.add_error("least_answers", f"Ange antalet för {parent}. Det gäller alla delar av mätningen.")
        return data


class TargetForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Target
        fields = ["year", "org_unit", "operator", "value", "direction", "sex", "kind", "goal", "horizon_years"]
        help_texts = {
            "value": "Ett tal, till exempel 65 eller 3,6. Lämna tomt om målet är en riktning.",
            "direction": "Jämfört med året innan. Lämna tomt om målet är ett värde.",
            "goal": "Lämna tomt om målvärdet gäller alla mål som följs av mätningen.",
            "horizon_years": "Med 3 jämförs målvärdet med de tre senaste åren tillsammans: en procentandel räknas på "
            "summan av åren, annat som genomsnitt. För en riktning spelar det ingen roll.",
        }


class MeasureListForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = MeasureList
        fields = ["title", "slug"]


class MeasureListItemForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = MeasureListItem
        fields = ["order", "measure", "heading", "indent"]
        help_texts = {"heading": "Fyll i en mellanrubrik i stället för en mätning."}
