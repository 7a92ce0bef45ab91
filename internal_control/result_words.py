"""How the controls of a year went, in words."""

from __future__ import annotations

from collections.abc import Sequence

from internal_control.models import PlannedControl
from kommunrapport.numbers import count_word

Outcome = PlannedControl.Outcome


def results_sentence(outcomes: Sequence[str]) -> str:
    """ "Tre av fyra kontroller är gjorda. En visade en allvarlig avvikelse. En blev inte gjord."

    An outcome is empty while nobody has reported it. Empty when there are no controls.
    """
    if not outcomes:
        return ""
    performed = sum(outcome in PlannedControl.PERFORMED for outcome in outcomes)
    not_performed, unknown = outcomes.count(Outcome.NOT_PERFORMED), outcomes.count("")
    sentences = [
        _performed(performed, len(outcomes)),
        _deviations(performed, outcomes.count(Outcome.SERIOUS), outcomes.count(Outcome.MINOR)) if performed else "",
        _counted(not_performed, "blev inte gjord", "blev inte gjorda") if performed else "",
        _counted(unknown, "saknar resultat", "saknar resultat") if performed else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _performed(performed: int, planned: int) -> str:
    if not performed:
        return "Ingen kontroll är gjord."
    if performed == planned:
        several = "Båda kontrollerna" if planned == 2 else f"Alla {count_word(planned)} kontroller"
        return "Kontrollen är gjord." if planned == 1 else f"{several} är gjorda."
    made = "gjord" if performed == 1 else "gjorda"
    return f"{count_word(performed).capitalize()} av {count_word(planned)} kontroller är {made}."


def _deviations(performed: int, serious: int, minor: int) -> str:
    found = [_showed(serious, "allvarlig", "allvarliga"), _showed(minor, "mindre", "mindre")]
    said = " och ".join(each for each in found if each)
    if not said:
        return "Den visade ingen avvikelse." if performed == 1 else "De visade inga avvikelser."
    return f"{said[:1].upper()}{said[1:]}."


def _showed(count: int, one: str, several: str) -> str:
    if not count:
        return ""
    what = f"en {one} avvikelse" if count == 1 else f"{several} avvikelser"
    return f"{count_word(count)} visade {what}"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count_word(count).capitalize()} {one if count == 1 else several}." if count else ""
