"""What administrators keep of the organisation."""

from __future__ import annotations

from kommunrapport.administration import organisation_forms
from kommunrapport.administration.described import Administered, Column
from kommunrapport.organisation import services
from kommunrapport.organisation.models import (
    Label,
    Membership,
    Municipality,
    Occasion,
    OrgUnit,
    Position,
    Reorganisation,
    Substitute,
    User,
)
from kommunrapport.organisation.reorganising import reorganise, sentence

MUNICIPALITY = Administered(
    model=Municipality,
    form=organisation_forms.MunicipalityForm,
    name="municipality",
    path="kommunen",
    columns=("name",),
    add="",
    lead="Namn, kommunkod och färg.",
    single=True,
    may_create=False,
    may_delete=False,
)

ORG_UNITS = Administered(
    model=OrgUnit,
    form=organisation_forms.OrgUnitForm,
    name="org_unit",
    path="enheter",
    columns=("name", "kind", "valid_from", "valid_to"),
    add="Lägg till enhet",
    lead="Nämnder, förvaltningar, enheter och bolag, och när de finns.",
    empty="Börja med kommunen och lägg sedan till det som hör till den.",
    tree="parent",
    change=services.change_org_unit,
)

REORGANISATIONS = Administered(
    model=Reorganisation,
    form=organisation_forms.ReorganisationForm,
    name="reorganisation",
    path="organisationsforandringar",
    columns=("happens_on", "kind", Column("Vad", sentence)),
    add="Dela, slå samman eller flytta",
    lead="Enheter som delats, slagits samman eller flyttat. Serier visas både som de rapporterades och som ni är nu.",
    empty="Inga förändringar.",
    may_delete=False,
    create=reorganise,
)

SUBSTITUTES = Administered(
    model=Substitute,
    form=organisation_forms.SubstituteForm,
    name="substitute",
    path="ersattare",
    parent="position",
    parent_path="befattningar",
    columns=("user", "valid_from", "valid_to"),
    add="Lägg till ersättare",
    empty="Ingen ersättare.",
    related=("user", "position"),
)

POSITIONS = Administered(
    model=Position,
    form=organisation_forms.PositionForm,
    name="position",
    path="befattningar",
    columns=("title", "org_unit", "holder"),
    add="Lägg till befattning",
    lead="Den som ansvarar för något är alltid en befattning. Byter den innehavare följer ansvaret med.",
    empty="Lägg till de befattningar som ansvarar för mål, aktiviteter och kapitel.",
    related=("org_unit", "holder"),
    children=(SUBSTITUTES,),
)

MEMBERSHIPS = Administered(
    model=Membership,
    form=organisation_forms.MembershipForm,
    name="membership",
    path="behorigheter",
    parent="user",
    parent_path="anvandare",
    columns=("role", "org_unit", "subject", "valid_from", "valid_to"),
    add="Lägg till behörighet",
    empty="Inga behörigheter. Utan en kan användaren inte se något.",
    related=("user", "org_unit"),
    change=services.change_membership,
    delete=services.delete_membership,
)

USERS = Administered(
    model=User,
    form=organisation_forms.UserForm,
    name="user",
    path="anvandare",
    columns=("name", "email", "is_active", Column("Senast inloggad", lambda user: user.last_login)),
    add="Lägg till användare",
    lead="Vilka som kan logga in, och vad de får göra. Den som slutar stängs av; historiken behåller namnet.",
    empty="Lägg till den första.",
    children=(MEMBERSHIPS,),
    may_delete=False,
    template="administration/user.html",
    create=services.add_user,
    change=services.change_user,
)

OCCASIONS = Administered(
    model=Occasion,
    form=organisation_forms.OccasionForm,
    name="occasion",
    path="tillfallen",
    columns=("year", "kind", "unit_deadline", "committee_date", "board_date", "council_date"),
    add="Lägg till tillfälle",
    lead="När ni följer upp, och sista dag för varje nivå.",
    empty="Lägg till årets första, till exempel helår.",
    template="administration/occasion.html",
)

LABELS = Administered(
    model=Label,
    form=organisation_forms.LabelForm,
    name="label",
    path="etiketter",
    columns=("key", "text"),
    add="",
    lead="Ord som kommunen kan byta ut mot sina egna.",
    may_create=False,
    may_delete=False,
)
