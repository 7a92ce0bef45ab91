"""Take the pictures of the README from a running demo: a goal, the economy, and a report as it is read.

    uv run manage.py demo
    uv run python docs/pictures/take.py http://127.0.0.1:8000 PASSWORD

PASSWORD is the one that the demo prints. Needs Chromium.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parent
USER = "controller@kungsbacka.example"
WINDOW = ViewportSize(width=1440, height=1000)
LIMIT_BYTES = 250_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def sign_in(page: Page, address: str, password: str) -> None:
    page.goto(f"{address}/logga-in/")
    page.get_by_label("E-post").fill(USER)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("navigation", name="Huvudmeny").wait_for()


def take(page: Page, name: str) -> None:
    """Save what the window shows, in 256 colours so that the file is small. Raises ValueError if it is not."""
    page.mouse.move(0, 0)  # nothing is hovered over
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    picture.save(path, optimize=True)
    if path.stat().st_size > LIMIT_BYTES:
        raise ValueError(f"{path} is {path.stat().st_size} bytes")


def main(address: str, password: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport=WINDOW, locale="sv-SE", timezone_id="Europe/Stockholm")
        sign_in(page, address, password)

        page.goto(f"{address}/2016/ks/mal/")
        page.get_by_role("link", name="Företagsvänlig kommun").click()
        take(page, "goal")

        page.goto(f"{address}/2016/ks/ekonomi/")
        page.get_by_role("heading", name="Driftbudget 2016").wait_for()
        take(page, "economy")

        page.goto(f"{address}/2016/ks/rapporter/kungsbacka-2016/las/")
        page.get_by_role("link", name="4.7 Fler ska åka kollektivt").first.click()
        take(page, "report")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
