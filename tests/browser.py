"""Small things that every browser test does."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Error, Page, Response, expect

expect.set_options(timeout=20_000)  # ms; a loaded machine is no fault of the page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, live_server, user) -> None:
    """Give the browser a session of `user` without visiting the form, whose password hashing takes time."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url, "httpOnly": True}]
    )


def answers_form(page: Page) -> Callable[[Response], bool]:
    """Whether a response is that to the page's form; drafts and presence go elsewhere, at times of their own."""
    return lambda response: response.request.method == "POST" and response.url == page.url


def settle(page: Page) -> None:
    """Wait until the page has loaded, and all that it fetches by itself stands in its place."""
    page.wait_for_load_state()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def assert_accessible(page: Page) -> None:
    """No rule of axe for WCAG 2.2 A and AA or good practice is broken on the page with all that it fetches."""
    violations = broken_rules(page)
    assert not violations, "\n" + "\n".join(describe(violation) for violation in violations)


def broken_rules(page: Page) -> list[dict]:
    """What axe finds; asked once more when the page was replaced while the rules ran, as after a click on a link."""
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    settle(page)
    try:
        return Axe().run(page, options=options).response["violations"]
    except Error:
        settle(page)
        return Axe().run(page, options=options).response["violations"]


def describe(violation: dict) -> str:
    """One broken rule, and each place that breaks it."""
    places = [f"    {' '.join(map(str, node['target']))}: {node['html'][:200]}" for node in violation["nodes"]]
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *places])


def watch(page: Page) -> list[str]:
    """Collect from now on what the browser complains about: errors in scripts, missing files, blocked content."""
    complaints: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def on_error(error: Error) -> None:
        complaints.append(f"script: {error.message}")

    page.on("console", on_console)
    page.on("pageerror", on_error)
    return complaints


def assert_quiet(complaints: list[str]) -> None:
    """The browser complained about nothing."""
    assert not complaints, "\n" + "\n".join(complaints)
