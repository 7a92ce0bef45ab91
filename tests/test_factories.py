import pytest

from tests import factories

pytestmark = pytest.mark.django_db

FACTORIES = [
    getattr(factories, name)
    for name in sorted(vars(factories))
    if name.startswith("create_") and name not in {"create_member", "create_scale"}
]


@pytest.mark.parametrize("create", FACTORIES, ids=lambda create: create.__name__)
def test_what_a_factory_makes_is_valid(create):
    create().full_clean(exclude=["password"] if create is factories.create_user else None)


def test_a_scale_is_valid():
    for level in factories.create_scale():
        level.full_clean()
