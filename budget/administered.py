"""What administrators keep of the economy."""

from __future__ import annotations

from budget import admin_forms
from budget.models import AreaCode, BudgetArea, ComparabilityItem, Grouping, VarianceThreshold
from budget.services import areas, comments
from kommunrapport.administration.described import Administered, Column, Filter

AREA_CODES = Administered(
    model=AreaCode,
    form=admin_forms.AreaCodeForm,
    name="area_code",
    path="omradeskoder",
    parent="area",
    parent_path="ekonomiska-omraden",
    columns=("code", "valid_from", "valid_to"),
    add="Lägg till kod",
    empty="Inga koder. De behövs för att läsa in filer från ekonomisystemet.",
    related=("area",),
)

AREAS = Administered(
    model=BudgetArea,
    form=admin_forms.BudgetAreaForm,
    name="area",
    path="ekonomiska-omraden",
    columns=("name", "grouping", "org_unit", "responsible", "valid_from", "valid_to"),
    add="Lägg till område",
    lead="Raderna i budget och utfall, och koderna i ekonomisystemet som leder till dem.",
    empty="Lägg till de områden som budgeten delas in i. Beloppen står på det som saknar delar.",
    related=("org_unit", "responsible"),
    tree="parent",
    filters=(
        Filter("enhet", "Enheter", lambda rows, _: rows.of_grouping(Grouping.UNIT)),
        Filter("omrade", "Verksamhetsområden", lambda rows, _: rows.of_grouping(Grouping.FIELD)),
        Filter("slag", "Slag", lambda rows, _: rows.of_grouping(Grouping.NATURE)),
        Filter("projekt", "Investeringsprojekt", lambda rows, _: rows.of_grouping(Grouping.PROJECT)),
    ),
    children=(AREA_CODES,),
    create=areas.create_area,
    change=areas.change_area,
    delete=areas.delete_area,
)

THRESHOLDS = Administered(
    model=VarianceThreshold,
    form=admin_forms.VarianceThresholdForm,
    name="threshold",
    path="avvikelsegranser",
    columns=(Column("Gäller", str), "amount", "percent", "needs"),
    add="Lägg till gräns",
    lead="Hur stor en avvikelse mot budget får vara innan den ansvariga ska förklara den.",
    empty="Utan gräns behöver ingen avvikelse förklaras.",
    related=("org_unit",),
)

COMPARABILITY_ITEMS = Administered(
    model=ComparabilityItem,
    form=admin_forms.ComparabilityItemForm,
    name="comparability_item",
    path="jamforelsestorande-poster",
    columns=("name", "org_unit", "year", "amount"),
    add="Lägg till post",
    lead="Händelser som gör åren svåra att jämföra. Resultatet visas både med och utan dem.",
    empty="Inga poster. Lägg till en när något ovanligt har påverkat resultatet.",
    related=("org_unit",),
    create=comments.create_comparability_item,
    change=comments.change_comparability_item,
    delete=comments.delete_comparability_item,
)
