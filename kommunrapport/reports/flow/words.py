"""What the steps of a report are called in addresses, on pages and in the log."""

from __future__ import annotations

from kommunrapport.reports.models import Report

# The last part of the address where each step is taken.
ADDRESSES = {
    "send_out": "utskick",
    "open": "oppna",
    "remit": "aterremiss",
    "decide": "beslut",
    "send_over": "oversand",
    "publish_proposal": "forslag",
    "verify": "justering",
    "publish": "publicera",
    "correct": "ratta",
    "finish_correction": "rattelse",
    "drop_correction": "avbryt-rattelse",
    "archive": "arkivera",
}

# What the step means, told before it is taken.
ABOUT = {
    "send_out": (
        "Allt rapporten säger fryses som förvaltningens förslag: texter, siffror och PDF. Texterna låses. "
        "Det som ändras senare går inte med i förslaget, och kräver ett nytt utskick."
    ),
    "open": (
        "Texterna går att ändra igen. Den version som skickades ut finns kvar som den var, och det som ändras visas "
        "som ändrat efter utskick. Innan beslutet kan registreras ska en ny version skickas ut."
    ),
    "remit": "Nämnden vill ha tillbaka rapporten. Texterna öppnas, och en ny version ska skickas ut.",
    "decide": (
        "Beslutet gäller det som skickades ut, ord för ord. Den beslutade versionen ändras aldrig. Blir något fel "
        "rättas det i en ny version."
    ),
    "send_over": (
        "När rapporten har lämnat nämnden är den expedierad och därmed en allmän handling, som var och en kan få läsa. "
        "Kommunstyrelsen och revisorerna kan läsa den beslutade versionen i programmet."
    ),
    "publish_proposal": (
        "Vem som helst kan läsa den senaste versionen utan att logga in. Den märks ”Förslag till fullmäktige”. "
        "När en beslutad version finns tar den över på samma adress."
    ),
    "verify": "Protokollet justerades efter att beslutet registrerades. Den beslutade versionen ändras inte av det.",
    "publish": "Vem som helst kan läsa den beslutade versionen utan att logga in, på den adress som rapporten har.",
    "correct": (
        "Texterna öppnas för en rättelse. Alla som läser rapporten läser den beslutade versionen tills rättelsen är "
        "fastlagd."
    ),
    "finish_correction": (
        "Rättelsen fryses som en ny version, och den gamla finns kvar. Är rapporten publicerad visas den nya på samma "
        "adress."
    ),
    "drop_correction": "Texterna låses igen, och den version som gällde fortsätter att gälla.",
    "archive": "Rapporten går inte att ändra mer, och öppnas inte igen. Den går att läsa och hämta som förut.",
}

# What the log says that somebody did.
DONE = {
    "send_out": "Skickade ut till nämnden",
    "open": "Öppnade igen",
    "remit": "Registrerade återremissen från nämnden",
    "decide": "Registrerade beslutet",
    "send_over": "Översände till kommunstyrelsen",
    "publish_proposal": "Publicerade som förslag till fullmäktige",
    "verify": "Registrerade att protokollet är justerat",
    "publish": "Publicerade",
    "correct": "Öppnade för rättelse",
    "finish_correction": "Lade fast rättelsen",
    "drop_correction": "Avbröt rättelsen",
    "archive": "Arkiverade",
}

# What happens next, for whoever has no step to take.
_NEXT = {
    Report.State.OPEN: "Controllern eller nämndsekreteraren skickar ut rapporten till nämnden när den är klar.",
    Report.State.REMITTED: "Controllern eller nämndsekreteraren skickar ut en ny version när den är klar.",
    Report.State.PROPOSAL: "Nämndsekreteraren registrerar beslutet när nämnden har fattat det.",
    Report.State.DECIDED: "Controllern eller nämndsekreteraren översänder rapporten till kommunstyrelsen.",
    Report.State.SENT: "Nämndsekreteraren publicerar rapporten.",
    Report.State.PUBLISHED: "Rapporten är publicerad. Den arkiveras när ärendet är avslutat.",
    Report.State.ARCHIVED: "Rapporten är arkiverad, och inget mer ska göras.",
}


def next_sentence(report: Report) -> str:
    """Who takes the next step."""
    if report.is_correcting:
        return "Nämndsekreteraren lägger fast rättelsen när den är klar."
    return _NEXT[Report.State(report.state)]
