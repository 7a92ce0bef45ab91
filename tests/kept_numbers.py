"""A text with a personnummer of the series that is given to nobody, and the box that lets it be saved."""

import re

NUMBER = "850709-9805"
TEXT = f"Eleven {NUMBER} slutade."
OTHER = "850769-9802"
ASKS = "Texten ser ut att innehålla ett personnummer (850709-****)."
BOX = "Spara ändå, det är inget personnummer eller det måste stå här"
_INPUT = re.compile(r'name="([\w-]+-personnummer)" value="([^"]+)"')


def ticked(html: str) -> dict[str, str]:
    """What the boxes of a page send when they are ticked."""
    return dict(_INPUT.findall(html))
