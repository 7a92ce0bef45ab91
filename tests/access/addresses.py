"""Every address of the program, and how to write it for the world of the tests."""

from django.urls import URLResolver, get_resolver, reverse

from tests.access.table import ARGUMENTS
from tests.access.world import MISSING


def names(resolver=None, namespace=""):
    """The name of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            yield f"{namespace}{pattern.name}"


def parameters(name):
    """The parameters of an address, in the order they stand in it."""
    *spaces, last = name.split(":")
    resolver = get_resolver()
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    ((_, found),) = resolver.reverse_dict.getlist(last)[0][0]
    return found


def address(name, world, place):
    """The address in one place; in a missing one its last part names something that does not exist."""
    values = world.places["own" if place == MISSING else place].values | {"kind_pk": world.kind.pk, "ending": "json"}
    wanted = parameters(name)
    chosen = {p: values[p] for p in wanted if p in values}
    for prefix, arguments in ARGUMENTS.items():
        if name.startswith(prefix):
            chosen |= {p: values.get(key, key) for p, key in arguments.items() if p in wanted}
    if place == MISSING and chosen:
        last = [p for p in wanted if p in chosen and p not in {"ending", "kind_pk"}][-1]
        chosen[last] = 999_999 if isinstance(chosen[last], int) else "finns-inte"
    return reverse(name, kwargs=chosen)
