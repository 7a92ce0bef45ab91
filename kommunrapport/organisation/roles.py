"""Roles and what each may do: the one table of rights in the program."""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class Role(models.TextChoices):
    READER = "reader", "läsare"
    MANAGER = "manager", "ansvarig (chef)"
    SUBJECT_OWNER = "subject_owner", "ämnesansvarig"
    CONTROLLER = "controller", "controller"
    SECRETARY = "secretary", "nämndsekreterare"
    POLITICIAN = "politician", "förtroendevald"
    AUDITOR = "auditor", "revisor"
    ADMINISTRATOR = "administrator", "administratör"


class Capability(StrEnum):
    """What a role may do with a unit. "Own" in a name means: only rows where the user holds the position."""

    READ = "read"
    READ_SENT = "read_sent"  # another unit's locked figures and översända reports
    COMMENT = "comment"
    MARK_ACTIVITIES = "mark_activities"
    MARK_OWN_ACTIVITIES = "mark_own_activities"
    RECORD_OUTCOMES = "record_outcomes"
    WRITE_TEXTS = "write_texts"
    WRITE_OWN_CHAPTERS = "write_own_chapters"
    MANAGE_BUDGET = "manage_budget"  # budget, imports, forecasts and everything else of the economy
    FORECAST_OWN_AREAS = "forecast_own_areas"  # forecast and variance comment
    MANAGE_PERSONNEL = "manage_personnel"  # figures of the staff
    MANAGE_CONTROLS = "manage_controls"  # risks, the control plan and its conclusion
    REGISTER_DECISION = "register_decision"
    LOCK = "lock"
    ADMINISTER = "administer"


_READS = {Capability.READ, Capability.COMMENT}
_EDITS = {
    Capability.MARK_ACTIVITIES,
    Capability.RECORD_OUTCOMES,
    Capability.WRITE_TEXTS,
    Capability.MANAGE_BUDGET,
    Capability.MANAGE_PERSONNEL,
    Capability.MANAGE_CONTROLS,
    Capability.LOCK,
}

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.READER: frozenset(_READS),
    Role.MANAGER: frozenset(
        _READS | {Capability.MARK_OWN_ACTIVITIES, Capability.WRITE_OWN_CHAPTERS, Capability.FORECAST_OWN_AREAS}
    ),
    Role.SUBJECT_OWNER: frozenset(_READS | {Capability.WRITE_OWN_CHAPTERS}),
    Role.CONTROLLER: frozenset(_READS | _EDITS),
    Role.SECRETARY: frozenset(_READS | {Capability.LOCK, Capability.REGISTER_DECISION}),
    Role.POLITICIAN: frozenset(_READS),
    Role.AUDITOR: frozenset({Capability.READ_SENT, Capability.COMMENT}),
    Role.ADMINISTRATOR: frozenset(_READS | _EDITS | {Capability.READ_SENT, Capability.ADMINISTER}),
}


class Subject(models.TextChoices):
    """What an ämnesansvarig answers for, in all units: the category of a measure."""

    PERSONNEL = "personnel", "personal"
    QUALITY = "quality", "kvalitet"
