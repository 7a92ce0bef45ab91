"""Reads the environment strictly: a value we do not understand stops the start with a sentence."""

import os
from collections.abc import Collection

from django.core.exceptions import ImproperlyConfigured


def env_bool(name: str, default: bool) -> bool:
    """Read NAME as "true" or "false"; anything else stops the start, so a typo never means False."""
    value = os.environ.get(name, str(default)).lower()
    if value not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name}={value!r}: write true or false")
    return value == "true"


def env_choice(name: str, choices: Collection[str], default: str) -> str:
    """Read NAME as one of `choices`."""
    value = os.environ.get(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value!r}: write one of {', '.join(sorted(choices))}")
    return value


def env_int(name: str, default: int) -> int:
    """Read NAME as a whole number."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, such as {default}")
    return int(value)


def env_required(name: str, why: str) -> str:
    """Read NAME, which must be set; `why` says what it is for."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


def env_list(name: str, default: list[str]) -> list[str]:
    """Read NAME as words with commas between."""
    value = os.environ.get(name)
    return default if value is None else [word.strip() for word in value.split(",") if word.strip()]
