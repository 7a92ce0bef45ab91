"""What the law says of the dates, at its boundaries: the last day that will do, and the day after."""

import datetime

import pytest

from kommunrapport.annual_cycle.statutory import RULES, legal_days, legal_warnings
from kommunrapport.annual_cycle.todo import legal_tasks
from kommunrapport.organisation.models import Occasion
from kommunrapport.organisation.roles import Role


def occasion(kind: str, year: int, **days: str) -> Occasion:
    given = {name: datetime.date.fromisoformat(text) for name, text in days.items()}
    return Occasion(kind=kind, year=year, **given)


@pytest.mark.parametrize(
    ("kind", "year", "field", "last", "too_late", "paragraph"),
    [
        ("full_year", 2016, "council_date", "2017-04-15", "2017-04-16", "8 kap. 17 § kommunallagen (1991:900)"),
        ("full_year", 2017, "council_date", "2018-04-15", "2018-04-16", "11 kap. 20 § kommunallagen (2017:725)"),
        ("full_year", 2025, "council_meeting", "2026-06-30", "2026-07-01", "11 kap. 21 § och 5 kap. 24 §"),
        ("half_year", 2025, "council_date", "2025-10-31", "2025-11-01", "11 kap. 16 §"),
        ("plan", 2018, "board_date", "2017-10-31", "2017-11-01", "8 kap. 6 § kommunallagen (1991:900)"),
        ("plan", 2019, "board_date", "2018-10-31", "2018-11-01", "11 kap. 8 § kommunallagen (2017:725)"),
        ("plan", 2026, "council_meeting", "2025-11-30", "2025-12-01", "11 kap. 10 §"),
    ],
)
def test_the_last_day_will_do_and_the_day_after_is_told_with_its_law(kind, year, field, last, too_late, paragraph):
    others = {"council_date": f"{year + 1}-01-31"} if kind == "full_year" else {}

    assert legal_warnings(occasion(kind, year, **others | {field: last})) == []
    (warning,) = legal_warnings(occasion(kind, year, **others | {field: too_late}))
    assert "är för sent" in warning
    assert paragraph in warning


@pytest.mark.parametrize(("handed_over", "is_told"), [("2026-04-14", False), ("2026-04-15", True)])
def test_the_annual_report_is_there_when_the_meeting_is_announced_a_week_before(handed_over, is_told):
    dates = occasion("full_year", 2025, council_date=handed_over, council_meeting="2026-04-21")

    assert any("5 kap. 13 §" in warning for warning in legal_warnings(dates)) == is_told


@pytest.mark.parametrize(
    ("year", "meeting", "said"),
    [
        (2027, "2026-10-14", "är för tidigt. Det är valår."),
        (2027, "2026-10-15", ""),
        (2027, "2026-11-30", ""),
        (2027, "2026-12-01", "11 kap. 10 och 11 §§"),
        (2026, "2025-10-14", ""),
        (2015, "2014-10-14", "är för tidigt. Det är valår."),
    ],
)
def test_the_new_council_decides_the_budget_in_the_year_of_an_election(year, meeting, said):
    warnings = legal_warnings(occasion("plan", year, council_meeting=meeting))

    assert len(warnings) == bool(said)
    assert said in " ".join(warnings)


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_budget_proposed_in_november_may_be_decided_in_december(year):
    before = year - 1
    late = occasion("plan", year, board_date=f"{before}-11-12", council_meeting=f"{before}-12-31")
    in_time = occasion("plan", year, board_date=f"{before}-10-31", council_meeting=f"{before}-12-01")

    (proposal,) = legal_warnings(late)
    assert proposal.endswith("Finns det särskilda skäl räcker november, om skattesatsen föreslås före oktobers slut.")
    (meeting,) = legal_warnings(in_time)
    assert f"senast 30 november {before}" in meeting


def test_two_months_after_a_period_that_ends_in_august_begin_to_count_in_2019():
    assert legal_days(occasion("half_year", 2018)) == []
    assert [day.last for day in legal_days(occasion("half_year", 2019))] == [datetime.date(2019, 10, 31)]


def test_a_day_that_the_law_demands_is_missed_once_the_dates_are_being_set():
    assert legal_warnings(occasion("full_year", 2025)) == []
    (warning,) = legal_warnings(occasion("full_year", 2025, committee_date="2026-02-24"))
    assert warning.startswith("Dagen saknas. Årsredovisningen ska lämnas")


def test_the_day_of_the_half_year_report_is_demanded_too():
    (warning,) = legal_warnings(occasion("half_year", 2025, committee_date="2025-10-01"))

    assert warning.startswith("Dagen saknas. Delårsrapporten ska lämnas")


def test_the_laws_of_a_rule_follow_each_other_without_a_gap():
    for rule in RULES:
        for earlier, later in zip(rule.laws, rule.laws[1:], strict=False):
            assert earlier.valid_to is not None
            assert later.valid_from - earlier.valid_to == datetime.timedelta(days=1)


@pytest.mark.parametrize(("today", "is_told"), [("2026-04-15", True), ("2026-04-16", False)])
def test_the_administrator_is_asked_to_change_the_day_while_there_is_time(kommun, today, is_told):
    administrator = kommun.member("Administratören", Role.ADMINISTRATOR)
    controller = kommun.member("Controllern", Role.CONTROLLER)

    tasks = legal_tasks(administrator, kommun.lens, datetime.date.fromisoformat(today))

    expected = ["Ändra dagen ”Till fullmäktige och revisorerna” för helår 2025"]
    assert [task.text for task in tasks] == (expected if is_told else [])
    assert legal_tasks(controller, kommun.lens, datetime.date(2026, 1, 1)) == []


def test_att_gora_tells_those_who_keep_the_report_what_the_law_says(client, kommun):
    controller, reader = kommun.member("Controllern", Role.CONTROLLER), kommun.member("Läsaren", Role.READER)
    pages = {}
    for user in (controller, reader):
        client.force_login(user)
        pages[user.name] = client.get("/2025/namnd/").text

    sentence = "Helår 2025: Dagen saknas. Årsredovisningen ska lämnas till fullmäktige"
    assert sentence in pages["Controllern"]
    assert "vem-ar-sen" in pages["Controllern"]
    assert sentence not in pages["Läsaren"]
    assert "vem-ar-sen" not in pages["Läsaren"]


def test_the_page_of_dates_counts_warns_and_saves(client, kommun):
    client.force_login(kommun.member("Administratören", Role.ADMINISTRATOR))
    address = f"/administration/tillfallen/{kommun.occasion.pk}/datum/"

    page = client.get(address).text
    answer = client.post(address, {"version": "1"}, follow=True)
    again = client.post(address, {"version": "0"}, follow=True)

    assert "Räknat bakåt från nämndens möte 24 februari 2026." in page
    assert "Till fullmäktige och revisorerna: Dagen saknas." in page
    assert "Datumen för helår 2025 är sparade." in answer.text
    kommun.occasion.refresh_from_db()
    assert kommun.occasion.dispatch_date == datetime.date(2026, 2, 16)
    assert again.status_code == 200
