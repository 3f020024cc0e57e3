"""The second step is asked of every session, and no password alone changes it."""

import pytest
import time_machine
from allauth.account import app_settings
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners import guessing
from tests import factories, second_steps
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
Type = Authenticator.Type
CHANGES = (
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person():
    return factories.staff()


@pytest.fixture
def owner(client, person):
    """The session that made the factor."""
    second_steps.log_in(client, person)
    assert second_steps.make_factor(client)["Location"] == reverse("mfa_view_recovery_codes")
    return client


@pytest.fixture
def older(person):
    """A session from before the factor: it logged in with the password, and said that again."""
    session = Client()
    second_steps.log_in(session, person)
    session.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return session


def asks_code(response):
    return response.status_code == 302 and response["Location"].startswith(reverse("mfa_reauthenticate"))


def test_a_session_from_before_the_factor_is_asked_on_every_page(older, owner):
    pages = ["/", "/programma/", "/deals/", "/beheer/", reverse("mfa_index"), reverse("own:settings")]
    pages += [reverse(name) for name in (*CHANGES, "account_change_password", "account_reauthenticate")]
    assert not [page for page in pages if not asks_code(older.get(page))]
    assert not [page for page in pages if not asks_code(older.post(page))]
    assert asks_code(older.head("/programma/"))
    assert older.get("/api/v1/rounds/2025/deals/x/scores").status_code == 403
    assert owner.get("/programma/").status_code == 200


def test_such_a_session_goes_on_after_a_code(older, owner, person):
    asked = older.get("/programma/?jaar=2025")
    answer = older.post(asked["Location"], {"code": second_steps.code_of(second_steps.secret_of(person))})
    assert answer["Location"] == "/programma/?jaar=2025"
    assert older.get("/programma/").status_code == 200


def test_a_fragment_of_a_page_sends_the_whole_page_on(older, owner):
    answer = older.get(
        "/deals/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/deals/?q=a"}
    )
    assert answer["HX-Redirect"] == f"{reverse('mfa_reauthenticate')}?next=%2Fdeals%2F%3Fq%3Da"


def test_what_the_footer_tells_everybody_stays_open(older, owner):
    assert {older.get(page).status_code for page in ("/privacy/", "/cookies/", "/contact/")} == {200}


def test_the_way_out_stays_open(older, owner):
    assert older.post(reverse("account_logout"))["Location"] == "/"
    assert asks_code(older.get("/")) is False


def test_a_password_alone_switches_nothing_off(older, owner, person):
    older.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    older.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=person, type=Type.TOTP).exists()


def age_session(client, seconds):
    """As if everything this session did was so long ago."""
    session = client.session
    for one in session["account_authentication_methods"]:
        one["at"] -= seconds
    session.save()


@pytest.mark.parametrize("name", CHANGES)
def test_an_hour_after_the_code_it_is_asked_again_for_what_changes_it(owner, person, name):
    assert owner.get(reverse(name)).status_code == 200
    age_session(owner, app_settings.REAUTHENTICATION_TIMEOUT + 1)
    assert owner.get("/programma/").status_code == 200
    owner.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert asks_code(owner.get(reverse(name)))
    assert asks_code(owner.post(reverse(name)))
    second_steps.give_code(owner, person, "mfa_reauthenticate")
    assert owner.get(reverse(name)).status_code == 200


def test_whoever_logs_in_with_a_code_passed(owner, person):
    fresh = Client()
    second_steps.log_in_with_code(fresh, person)
    assert fresh.get("/programma/").status_code == 200
    assert fresh.get(reverse("mfa_deactivate_totp")).status_code == 200


def test_a_factor_made_anew_ends_what_other_sessions_passed(owner, person):
    other = Client()
    second_steps.log_in_with_code(other, person)
    owner.post(reverse("mfa_deactivate_totp"))
    second_steps.make_factor(owner)
    assert owner.get("/programma/").status_code == 200
    assert asks_code(other.get("/programma/"))


def test_after_a_password_reset_the_code_is_asked_at_login(owner, person):
    person.set_password("een-heel-ander-wachtwoord")
    person.save()
    assert owner.get("/programma/").status_code == 302
    fresh = Client()
    fresh.post(reverse("account_login"), {"login": person.email, "password": "een-heel-ander-wachtwoord"})
    assert "_auth_user_id" not in fresh.session


def test_whoever_chose_a_factor_without_having_to_is_asked_too(client):
    partner, older = factories.partner_contact(factories.deal()), Client()
    second_steps.log_in(older, partner)
    second_steps.log_in(client, partner)
    second_steps.make_factor(client)
    assert asks_code(older.get("/deals/"))
    assert client.get("/deals/").status_code == 200


def give(session, code):
    session.post(reverse("mfa_authenticate"), {"code": code})
    return "_auth_user_id" in session.session


def test_wrong_codes_hold_up_the_place_they_come_from_and_not_the_own_browser(owner, person):
    """A stranger who knows the password tries codes all day; the owner comes in where the account was before."""
    owner.post(reverse("account_logout"))
    stranger = Client()
    second_steps.log_in(stranger, person)
    second_steps.log_in(owner, person)
    with time_machine.travel(timezone.now(), tick=False):  # a code is good for half a minute
        code = second_steps.code_of(second_steps.secret_of(person))
        for _time in range(guessing.CODES):
            assert not give(stranger, "000000")
        assert not give(stranger, code)
        assert give(owner, code)


def test_a_new_browser_that_a_stranger_holds_up_says_how_to_end_that(owner, person):
    """Else the owner waits five minutes for as long as the stranger goes on; a new password ends it
    (tests/partners/test_half_login.py)."""
    stranger, new = Client(), Client()
    for session in (stranger, new):
        second_steps.log_in(session, person)
    code = second_steps.code_of(second_steps.secret_of(person))
    for _time in range(guessing.CODES):
        assert not give(stranger, "000000")
    page = new.post(reverse("mfa_authenticate"), {"code": code}).content.decode()
    assert "Was u dat niet zelf?" in page and "Wachtwoord vergeten" in page


def test_the_own_browser_may_not_guess_on(owner, person):
    owner.post(reverse("account_logout"))
    second_steps.log_in(owner, person)
    code = second_steps.code_of(second_steps.secret_of(person))
    for _time in range(guessing.CODES):
        assert not give(owner, "000000")
    assert not give(owner, code)
