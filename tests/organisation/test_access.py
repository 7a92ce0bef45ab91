"""Who may read and do what, by role and by place in the organisation."""

import datetime

import pytest

from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, Position, Submission, Substitute, User
from kommunrapport.organisation.roles import CAPABILITIES, Capability, Role
from tests.factories import (
    create_member,
    create_membership,
    create_occasion,
    create_org_unit,
    create_position,
    create_report,
    create_user,
)

pytestmark = pytest.mark.django_db

EDITORS = {Role.CONTROLLER, Role.ADMINISTRATOR}


@pytest.fixture
def units():
    """A kommun with two nämnder, one of which has an office below it."""
    kommun = create_org_unit(slug="kommun", kind=OrgUnit.Kind.MUNICIPALITY)
    board = create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD, parent=kommun)
    office = create_org_unit(slug="kontor", kind=OrgUnit.Kind.ADMINISTRATION, parent=board)
    committee = create_org_unit(slug="namnd", parent=kommun)
    return {"kommun": kommun, "ks": board, "kontor": office, "namnd": committee}


def _readable(user: User) -> set[str]:
    return set(OrgUnit.objects.readable_by(user).values_list("slug", flat=True))


def _fields_of(role: str) -> dict[str, str]:
    return {"subject": "personnel"} if role == Role.SUBJECT_OWNER else {}


def test_a_role_holds_for_the_unit_and_all_below(units):
    assert _readable(create_member(Role.READER, units["ks"])) == {"ks", "kontor"}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SUBJECT_OWNER])
def test_administrator_and_subject_owner_read_every_unit(units, role):
    user = create_member(role, units["kontor"], **_fields_of(role))
    assert _readable(user) == {"kommun", "ks", "kontor", "namnd"}


def test_an_auditor_reads_nothing_before_it_is_locked(units):
    assert _readable(create_member(Role.AUDITOR, units["kommun"])) == set()


@pytest.mark.parametrize("state", ["locked", "sent"])
def test_an_auditor_reads_a_unit_whose_figures_are_closed(units, state):
    closer = create_user()
    now = datetime.datetime(2026, 1, 25, 12, tzinfo=datetime.UTC)
    Submission.objects.create(
        org_unit=units["namnd"], occasion=create_occasion(), state=state, changed_by=closer, changed_at=now
    )
    assert _readable(create_member(Role.AUDITOR, units["kommun"])) == {"namnd"}


@pytest.mark.parametrize(("state", "seen"), [("open", set()), ("decided", set()), ("sent", {"namnd"})])
def test_a_politician_of_the_board_reads_another_committee_once_its_report_is_sent(units, state, seen):
    create_report(org_unit=units["namnd"], state=state)
    assert _readable(create_member(Role.POLITICIAN, units["ks"])) == {"ks", "kontor"} | seen


def test_a_politician_of_a_committee_never_reads_another(units):
    create_report(org_unit=units["ks"], state="sent")
    assert _readable(create_member(Role.POLITICIAN, units["namnd"])) == {"namnd"}


@pytest.mark.parametrize("role", Role)
def test_only_those_who_enter_outcomes_may(units, role):
    user = create_member(role, units["ks"], **_fields_of(role))
    assert access_of(user).may(Capability.RECORD_OUTCOMES, units["ks"].pk) == (role in EDITORS)


@pytest.mark.parametrize("role", Role)
def test_only_the_administrator_administers(units, role):
    assert (Capability.ADMINISTER in CAPABILITIES[role]) == (role == Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("dates", "reads"),
    [
        ({"valid_to": datetime.date(2025, 12, 31)}, False),
        ({"valid_to": datetime.date(2026, 1, 1)}, True),
        ({"valid_from": datetime.date(2026, 1, 1)}, True),
        ({"valid_from": datetime.date(2026, 1, 2)}, False),
    ],
)
def test_a_role_holds_between_its_dates(units, time_machine, dates, reads):
    time_machine.move_to("2026-01-01 12:00")
    user = create_membership(role=Role.READER, org_unit=units["namnd"], **dates).user
    assert bool(_readable(user)) == reads


def test_a_substitute_holds_the_position_while_it_lasts(time_machine):
    position, user = create_position(), create_user()
    Substitute.objects.create(
        position=position, user=user, valid_from=datetime.date(2026, 1, 5), valid_to=datetime.date(2026, 1, 9)
    )
    held = []
    for day in ["2026-01-04", "2026-01-05", "2026-01-09", "2026-01-10"]:
        time_machine.move_to(f"{day} 12:00")
        held.append(Position.objects.held_by(User.objects.get(pk=user.pk)).exists())
    assert held == [False, True, True, False]


def test_somebody_without_a_role_reads_nothing(units):
    assert _readable(create_user()) == set()
