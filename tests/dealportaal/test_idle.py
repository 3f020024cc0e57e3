"""Half an hour without a sign of life ends the session of whoever has a role."""

from datetime import timedelta

import pytest
from django.conf import settings as portal
from django.urls import reverse

from foundation.models import AuditEvent
from partners.events import AccountEvent
from tests import factories

pytestmark = pytest.mark.django_db
HALF_HOUR = timedelta(seconds=portal.IDLE_SECONDS)


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to("2026-06-01T12:00:00Z", tick=False)


def people():
    return {
        "staff": factories.staff(),
        "administrator": factories.administrator(),
        "dealmaker": factories.dealmaker(factories.deal()),
    }


@pytest.mark.parametrize("role", ["staff", "administrator", "dealmaker"])
def test_after_half_an_hour_one_logs_in_again_and_comes_back(client, role, time_machine):
    client.force_login(people()[role])
    time_machine.shift(HALF_HOUR)
    assert client.get("/deals/").status_code == 200
    time_machine.shift(HALF_HOUR + timedelta(seconds=1))
    response = client.get("/deals/?q=a")
    assert response["Location"] == f"{reverse('account_login')}?next=%2Fdeals%2F%3Fq%3Da"
    assert "_auth_user_id" not in client.session
    assert (
        "U bent uitgelogd, omdat u een half uur niets deed."
        in client.get(response["Location"]).content.decode()
    )
    assert AuditEvent.objects.filter(event=AccountEvent.LOGGED_OUT).count() == 1


def test_whoever_goes_on_working_stays(client, time_machine):
    client.force_login(people()["staff"])
    for _visit in range(6):
        time_machine.shift(timedelta(minutes=20))
        assert client.get("/deals/").status_code == 200


def test_what_was_sent_too_late_is_said_not_to_be_stored(client, time_machine):
    client.force_login(people()["staff"])
    time_machine.shift(HALF_HOUR * 2)
    response = client.post(reverse("own:settings"), {"wants_digest": ""})
    assert response["Location"].startswith(reverse("account_login"))
    assert "niet opgeslagen" in client.get(response["Location"]).content.decode()


def test_a_fragment_and_a_program_in_the_browser_hear_it_too(client, time_machine):
    person = people()["staff"]
    client.force_login(person)
    time_machine.shift(HALF_HOUR * 2)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/deals/"}
    assert (
        client.get("/deals/", headers=headers)["HX-Redirect"]
        == f"{reverse('account_login')}?next=%2Fdeals%2F"
    )
    client.force_login(person)
    time_machine.shift(HALF_HOUR * 2)
    assert client.get("/api/v1/rounds/2025/deals/x/scores").status_code == 401


def test_a_partner_keeps_the_session(client, time_machine):
    client.force_login(factories.partner_contact(factories.deal()))
    time_machine.shift(HALF_HOUR * 4)
    assert client.get(reverse("own:settings")).status_code == 200


def test_a_session_without_a_first_moment_gets_one(client, time_machine):
    client.force_login(people()["staff"])
    session = client.session
    del session["seen_at"]
    session.save()
    client.get("/deals/")
    time_machine.shift(HALF_HOUR * 2)
    assert client.get("/deals/").status_code == 302


def test_it_writes_once_a_minute_at_most(client, time_machine, django_assert_max_num_queries):
    client.force_login(factories.user())
    client.get("/deals/")
    page = reverse("own:settings")
    for seconds, writes in ((59, 0), (2, 1)):
        time_machine.shift(timedelta(seconds=seconds))
        with django_assert_max_num_queries(30) as asked:
            client.get(page)
        assert sum("UPDATE" in one["sql"] and "django_session" in one["sql"] for one in asked) == writes


def test_typing_in_a_long_form_is_working(client, time_machine):
    """The script of every page asks this address while somebody types."""
    client.force_login(people()["staff"])
    assert "src/alive.js" in client.get(reverse("own:settings")).content.decode()
    for _time in range(3):
        time_machine.shift(timedelta(minutes=20))
        client.get("/health/")
    assert client.post(reverse("own:settings"), {}).headers.get("Location") == reverse("own:settings")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("reports:notes", (2025, "deal", 1)),
        ("reports:run_progress", (2025,)),
        ("reports:document_job_progress", (1,)),
    ],
)
def test_a_page_that_was_left_open_keeps_no_session_alive(client, time_machine, name, args):
    """It asks every few seconds what is new; whoever comes back reads why one has to log in."""
    client.force_login(people()["staff"])
    client.get("/deals/")
    for _time in range(3):
        assert client.get(reverse(name, args=args)).status_code == 404
        time_machine.shift(timedelta(minutes=14))
    assert client.get(reverse(name, args=args)).status_code == 401
    response = client.get("/deals/", follow=True)
    assert "omdat u een half uur niets deed" in response.content.decode()
