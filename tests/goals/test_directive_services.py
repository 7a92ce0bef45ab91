"""Following up directives and guidelines, and the decision that closes a directive."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from goals.services.directives import close_directive, follow_up_directive
from goals.services.guidelines import follow_up_guideline, report_provider
from kommunrapport.records.saving import Conflict, Locked
from tests.factories import create_directive, create_guideline, create_org_unit, create_user

pytestmark = pytest.mark.django_db


def follow_up(kommun, directive, status="reached", text="<p>Klart</p>", version=0):
    return follow_up_directive(
        directive=directive,
        org_unit=kommun.ks,
        occasion=kommun.occasion,
        status=status,
        text=text,
        version=version,
        by=create_user(),
    )


def close(directive, version=1, closed_on=datetime.date(2025, 12, 1)):
    return close_directive(
        pk=directive.pk,
        version=version,
        closed_by="Kommunfullmäktige",
        closed_on=closed_on,
        closing_paragraph="§ 45",
        by=create_user(),
    )


def test_a_status_never_closes_the_directive(kommun):
    directive = create_directive(addressed=kommun.ks)

    follow_up(kommun, directive, "reached")

    directive.refresh_from_db()
    assert directive.closed_on is None


def test_the_text_is_cleaned_by_the_service_too(kommun):
    assert follow_up(kommun, create_directive(), text="<p>Bra</p><script>x</script>").text == "<p>Bra</p>"


def test_an_unknown_status_is_refused(kommun):
    with pytest.raises(ValidationError):
        follow_up(kommun, create_directive(), status="closed")


def test_who_saw_nothing_does_not_overwrite_what_somebody_said(kommun):
    directive = create_directive()
    follow_up(kommun, directive)

    with pytest.raises(Conflict):
        follow_up(kommun, directive, status="partly")


def test_locked_figures_take_no_follow_up(kommun):
    kommun.lock()

    with pytest.raises(Locked):
        follow_up(kommun, create_directive())


def test_a_decision_closes_the_directive(kommun):
    closed = close(create_directive(decided_on=datetime.date(2025, 3, 1)))

    assert (closed.closed_by, closed.closing_paragraph) == ("Kommunfullmäktige", "§ 45")


def test_a_directive_is_not_closed_before_it_was_decided(kommun):
    directive = create_directive(decided_on=datetime.date(2025, 12, 2))

    with pytest.raises(ValidationError, match="före beslutet"):
        close(directive)


def test_two_who_close_at_once_are_told(kommun):
    directive = create_directive()
    close(directive)

    with pytest.raises(Conflict):
        close(directive, closed_on=datetime.date(2025, 12, 2))


def test_a_guideline_is_followed_up_in_cleaned_words(kommun):
    key = {"guideline": create_guideline(), "org_unit": kommun.ks, "occasion": kommun.occasion, "by": create_user()}
    said = follow_up_guideline(heading="Så gör vi", text="<p>Så</p><script>x</script>", version=0, **key)

    assert said.text == "<p>Så</p>"
    with pytest.raises(Conflict):
        follow_up_guideline(heading="Annat", text="", version=0, **key)


def test_a_provider_is_reported_on_in_cleaned_words_and_not_when_locked(kommun):
    provider = create_org_unit(kind="private_provider")
    key = {"provider": provider, "org_unit": kommun.ks, "year": 2025, "by": create_user()}
    assert report_provider(text="<p>Nytt</p><script>x</script>", version=0, **key).text == "<p>Nytt</p>"

    kommun.lock()

    with pytest.raises(Locked):
        report_provider(text="<p>Mer</p>", version=1, **key)
