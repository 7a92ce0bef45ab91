"""A thousand races of saving a text against freezing it: no changed word in a frozen chapter, and no lost text.

Run it with `uv run python -m benchmarks.races`, with another number of races as the first word if you like. It works
in a database of its own, which is gone afterwards: SQLite, or with DATABASE_URL a new one on that PostgreSQL.
"""

import os
import sys
from collections import Counter
from tempfile import TemporaryDirectory
from time import perf_counter

RACES = 1000


def race(kind: str, report, chapter, user) -> str:
    """One race; what came of it. Raises AssertionError when a word was lost or a frozen one changed."""
    from kommunrapport.reports.flow.standing import Standing
    from kommunrapport.reports.models import Report
    from kommunrapport.reports.services import write_chapter
    from tests.racing import at_once
    from tests.reports.flow.way import send_out, take

    step = "decide" if kind == "decide" else "send_out"
    if kind == "decide":
        send_out(report, user)
    texts = ["<p>Ett.</p>", "<p>Två.</p>"] if kind == "two writers" else ["<p>Ett.</p>"]
    seen = Report.objects.get(pk=report.pk)
    *written, taken = at_once(
        *[lambda text=text: write_chapter(pk=chapter.pk, version=1, text=text, by=user) and "saved" for text in texts],
        lambda: take(seen, step, user, version=seen.version) and "saved",
    )
    chapter.refresh_from_db()
    standing = Standing(Report.objects.select_related("org_unit", "occasion").get(pk=report.pk))
    saved = [text for text, answer in zip(texts, written, strict=True) if answer == "saved"]
    assert taken == "saved", taken
    assert len(saved) <= 1, written
    assert set(written) <= {"saved", "Locked", "Conflict"}, written
    assert chapter.text == (saved[0] if saved else "<p>Före.</p>")
    assert standing.frozen[0].text == chapter.text
    assert not standing.has_changed
    return ", ".join(sorted(written))


def run(races: int) -> None:
    from django.db import connection

    from tests.factories import (
        create_chapter,
        create_member,
        create_municipality,
        create_occasion,
        create_org_unit,
        create_report,
    )

    create_municipality()
    occasion = create_occasion()
    came = Counter()
    start = perf_counter()
    for number in range(races):
        kind = ["one writer", "two writers", "decide"][number % 3]
        unit = create_org_unit()
        report = create_report(org_unit=unit, occasion=occasion)
        chapter = create_chapter(report=report, heading="Året", text="<p>Före.</p>")
        came[f"{kind}: {race(kind, report, chapter, create_member('secretary', unit))}"] += 1
    print(f"{races} races on {connection.vendor} in {perf_counter() - start:.0f} s: no word lost, none changed")
    for what, count in sorted(came.items()):
        print(f"  {count:5} {what}")


def main() -> None:
    races = int(sys.argv[1]) if len(sys.argv) > 1 else RACES
    with TemporaryDirectory() as folder:
        os.environ |= {"KOMMUNRAPPORT_VAR": folder, "DJANGO_SETTINGS_MODULE": "kommunrapport.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        if connection.vendor == "sqlite":
            call_command("migrate", verbosity=0)
            run(races)
            return
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            run(races)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
