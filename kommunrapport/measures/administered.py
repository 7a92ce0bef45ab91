"""What administrators keep of measures."""

from __future__ import annotations

from kommunrapport.administration.described import Administered, Column, Filter
from kommunrapport.administration.values import plain
from kommunrapport.measures import admin_forms
from kommunrapport.measures.measure_services import change_measure
from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem, Target


def target_words(target: Target) -> str:
    """minst 65, or Öka."""
    if target.value is None:
        return target.get_direction_display()
    return f"{target.get_operator_display()} {plain(target.value)}"


TARGETS = Administered(
    model=Target,
    form=admin_forms.TargetForm,
    name="target",
    path="malvarden",
    parent="measure",
    parent_path="matningar",
    columns=("year", "org_unit", Column("Målvärde", target_words), "sex", "kind", "goal"),
    add="Lägg till målvärde",
    empty="Inga målvärden.",
    related=("measure", "org_unit", "goal"),
)

MEASURES = Administered(
    model=Measure,
    form=admin_forms.MeasureForm,
    name="measure",
    path="matningar",
    columns=("name", "measurement_unit", "owner", "frequency", "next_due"),
    add="Lägg till mätning",
    lead="Vad ni mäter, i vilken enhet, vem som ansvarar och när nästa utfall väntas.",
    empty="Lägg till en mätning i taget.",
    related=("owner",),
    filters=(Filter("forsenade", "Försenade", lambda rows, today: rows.overdue(today)),),
    children=(TARGETS,),
    change=change_measure,
)

MEASURE_LIST_ITEMS = Administered(
    model=MeasureListItem,
    form=admin_forms.MeasureListItemForm,
    name="measure_list_item",
    path="listrader",
    parent="measure_list",
    parent_path="matningslistor",
    columns=(Column("Rad", str), "order", "indent"),
    add="Lägg till rad",
    empty="Inga rader. Lägg till mätningar och mellanrubriker i den ordning de ska stå.",
    related=("measure",),
)

MEASURE_LISTS = Administered(
    model=MeasureList,
    form=admin_forms.MeasureListForm,
    name="measure_list",
    path="matningslistor",
    columns=("title", "slug"),
    add="Lägg till lista",
    lead="Tabeller med mätningar som inte hör till ett mål: nyckeltal, personalmått, synpunkter.",
    empty="Listor behövs för nyckeltal och synpunkter i rapporten.",
    children=(MEASURE_LIST_ITEMS,),
)
