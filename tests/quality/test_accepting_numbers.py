"""A personnummer in the reason of an accepted finding is asked about."""

import pytest
from django.urls import reverse

from kommunrapport.organisation.roles import Role
from kommunrapport.quality.checking import finding_slug
from kommunrapport.quality.models import AcceptedFinding
from tests.factories import create_member
from tests.kept_numbers import ASKS, TEXT, ticked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_the_reason_is_saved_when_the_number_is_confirmed(client, unit, findings, headers):
    client.force_login(create_member(Role.CONTROLLER, unit))
    url = reverse("quality:finding_accept", args=[2025, unit.slug, finding_slug(unit.pk, "tests.rule", "sak")])
    form = client.get(url).context["form"]
    said = {name: form[name].value() for name in form.fields} | {"reason": TEXT}

    refused = client.post(url, said, headers=headers)
    assert ASKS in refused.text
    assert not AcceptedFinding.objects.exists()

    client.post(url, said | ticked(refused.text), headers=headers)
    assert AcceptedFinding.objects.get().reason == TEXT
