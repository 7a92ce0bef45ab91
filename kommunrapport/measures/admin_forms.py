"""Forms of administration: measures and targets."""

from __future__ import annotations

from kommunrapport.administration.forms import RecordForm
from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem, Target


class MeasureForm(RecordForm):
    groups = (
        ("Vad som mäts", ("name", "slug", "definition", "source", "category", "note")),
        ("Värdet", ("measurement_unit", "decimals", "scale_maximum", "better_is")),
        ("Del av en annan mätning", ("parent", "part")),
        ("Beräknas av andra mätningar", ("formula", "first", "second")),
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
            "parent",
            "part",
            "formula",
            "first",
            "second",
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
        }


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
