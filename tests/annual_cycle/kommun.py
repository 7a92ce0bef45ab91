"""A nämnd that writes its annual report, for the tests of the year."""

import datetime

from kommunrapport.http import Lens
from kommunrapport.organisation.models import OrgUnit, Position, Substitute, User
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from kommunrapport.reports.models import Chapter
from tests.factories import (
    create_chapter,
    create_member,
    create_municipality,
    create_occasion,
    create_org_unit,
    create_position,
    create_report,
)

MONDAY = datetime.date(2026, 1, 26)
LATE, SOON, LATER = datetime.date(2026, 1, 20), datetime.date(2026, 2, 2), datetime.date(2026, 2, 3)


class Kommun:
    """A nämnd, its report, a manager with a post, and a lens through which the work is seen."""

    def __init__(self) -> None:
        create_municipality()
        self.unit = create_org_unit(slug="namnd", kind=OrgUnit.Kind.COMMITTEE)
        self.occasion = create_occasion(year=2025, unit_deadline=LATE, committee_date=datetime.date(2026, 2, 24))
        self.report = create_report(org_unit=self.unit, occasion=self.occasion)
        self.manager = self.member("Chefen", Role.MANAGER)
        self.post = create_position(org_unit=self.unit, title="Förvaltningschef", holder=self.manager)
        self.lens = Lens(Period(2025), self.unit, self.occasion)

    def member(self, name: str, role: str) -> User:
        user = create_member(role, self.unit)
        user.name = name
        user.save()
        return user

    def chapter(self, heading: str, deadline: datetime.date | None, post: Position | None = None) -> Chapter:
        return create_chapter(
            report=self.report, heading=heading, deadline=deadline, responsible=post or self.post, status="draft"
        )

    def substitute(self, user: User, post: Position | None = None) -> Substitute:
        """Somebody who stands in the whole spring."""
        return Substitute.objects.create(
            position=post or self.post, user=user, valid_from=LATE, valid_to=datetime.date(2026, 6, 1)
        )
