"""What administrators keep of internal control: the kommun's own scale of risks."""

from __future__ import annotations

from internal_control import admin_forms
from internal_control.models import RiskLevel, RiskScaleStep
from kommunrapport.administration.described import Administered

SCALE_STEPS = Administered(
    model=RiskScaleStep,
    form=admin_forms.RiskScaleStepForm,
    name="risk_scale_step",
    path="riskskalan",
    columns=("axis", "value", "name", "description"),
    add="Lägg till steg",
    lead="Orden för hur sannolik en risk är och hur allvarlig den blir.",
    empty="Utan egna steg gäller den vanliga skalan med fyra steg. Ett eget steg ersätter det vanliga med samma värde.",
)

RISK_LEVELS = Administered(
    model=RiskLevel,
    form=admin_forms.RiskLevelForm,
    name="risk_level",
    path="risknivaer",
    columns=("from_score", "name", "tone"),
    add="Lägg till nivå",
    lead="Vad som görs med en risk, från vilket riskvärde. Riskvärdet är sannolikhet gånger konsekvens.",
    empty="Utan egna nivåer gäller: 1–3 accepteras, 4–8 bevakas, 9–11 i kontrollplanen, 12–16 åtgärdas direkt.",
)
