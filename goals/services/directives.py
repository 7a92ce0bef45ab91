"""Following up directives, and registering the decision that closes one."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from goals.models import Directive, DirectiveFollowUp
from goals.services.holding import hold_open
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.records.saving import create_recorded, save_checked
from kommunrapport.reports.rich_text import clean


@transaction.atomic
def follow_up_directive(
    *, directive: Directive, org_unit: OrgUnit, occasion: Occasion, status: str, text: str, version: int, by: User
) -> DirectiveFollowUp:
    """Save what one unit says of the directive. `version` is 0 when it had said nothing. A status closes nothing.

    Raises Locked, Conflict, RichTextError as `clean`, ValidationError for an unknown status.
    """
    hold_open(org_unit, occasion, directive)
    said = {"status": status, "text": clean(text)}
    key = {"directive": directive, "org_unit": org_unit, "occasion": occasion}
    stored = DirectiveFollowUp.objects.filter(**key).first()
    if stored is None:
        return create_recorded(DirectiveFollowUp, by=by, **key, **said)
    return save_checked(DirectiveFollowUp, pk=stored.pk, version=version, by=by, **said)


@transaction.atomic
def close_directive(
    *, pk: int, version: int, closed_by: str, closed_on: datetime.date, closing_paragraph: str, by: User
) -> Directive:
    """Register the decision that closed the directive. It concerns many units, so no unit's lock stands in the way.

    Raises Conflict, ValidationError when the decision was made before the directive itself.
    """
    directive = Directive.objects.get(pk=pk)
    if directive.decided_on and closed_on < directive.decided_on:
        raise ValidationError({"closed_on": "Avslutet kan inte ligga före beslutet om direktivet."})
    decision = {"closed_by": closed_by, "closed_on": closed_on, "closing_paragraph": closing_paragraph}
    return save_checked(Directive, pk=pk, version=version, by=by, **decision)
