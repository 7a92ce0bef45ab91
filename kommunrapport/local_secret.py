"""The secret key of an installation on one computer: made once, kept in a file only its owner reads."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret(path: Path) -> str:
    """Return the key in `path`, making the file on the first start."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(get_random_secret_key())
    return path.read_text()
