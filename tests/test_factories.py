import pytest

from tests import control_factories, factories, personnel_factories

pytestmark = pytest.mark.django_db

FACTORIES = [
    getattr(module, name)
    for module in (factories, personnel_factories, control_factories)
    for name in sorted(vars(module))
    if name.startswith("create_")
    and vars(module)[name].__module__ == module.__name__
    and name not in {"create_member", "create_scale"}
]


@pytest.mark.parametrize("create", FACTORIES, ids=lambda create: create.__name__)
def test_what_a_factory_makes_is_valid(create):
    create().full_clean(exclude=["password"] if create is factories.create_user else None)


def test_a_scale_is_valid():
    for level in factories.create_scale():
        level.full_clean()
