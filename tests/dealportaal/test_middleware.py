"""The second factor: for which users it is required."""

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.urls import reverse

from dealportaal.middleware import private_pages
from tests import factories, second_steps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def people():
    return {
        "staff": factories.staff(),
        "administrator": factories.administrator(),
        "dealmaker": factories.dealmaker(factories.deal()),
    }


@pytest.mark.parametrize("role", ["staff", "administrator", "dealmaker"])
@pytest.mark.parametrize("path", ["/", "/deals/", "/programma/", "/beheer/", "/demo/mail/", "/bestaat-niet/"])
def test_who_has_a_role_is_sent_to_set_it_up(client, role, path):
    client.force_login(people()[role])
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_activate_totp"))


def test_a_program_in_the_browser_gets_no_figures_either(client):
    client.force_login(people()["staff"])
    response = client.get("/api/v1/rounds/2025/deals/een-deal/scores")
    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"


def test_the_page_that_sets_it_up_and_the_way_out_stay_open(client):
    client.force_login(people()["staff"])
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))


def test_with_a_second_factor_one_may_go_in_and_without_it_no_more(client):
    person = people()["staff"]
    second_steps.log_in(client, person)
    second_steps.make_factor(client)
    assert client.get("/programma/").status_code == 200
    Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
    assert client.get("/programma/")["Location"] == reverse("mfa_activate_totp")


def test_partners_and_visitors_need_none(client):
    assert client.get("/deals/").status_code == 200
    client.force_login(factories.partner_contact(factories.deal()))
    assert client.get("/deals/").status_code == 200


def test_it_can_be_switched_off(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(people()["staff"])
    assert client.get("/programma/").status_code == 200


def test_a_page_of_someone_who_is_signed_in_is_kept_nowhere(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(factories.staff())
    assert client.get("/programma/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Vary": "Accept-Encoding, Cookie"}, "private, no-store"),
        ({"Vary": "Cookie", "Cache-Control": "max-age=60"}, "max-age=60"),
    ],
)
def test_only_what_depends_on_who_looks_is_private(headers, expected):
    response = private_pages(lambda _request: HttpResponse(headers=headers))(None)
    assert response.get("Cache-Control") == expected


@pytest.mark.parametrize(
    "address", ["/deals/?q=%00", "/deals/zoeken/?q=a%00b", "/beheer/?x=%00", "/api/v1/?x=%00"]
)
def test_a_nul_in_an_address_is_a_bad_request_on_every_database(client, address):
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == 400
    assert "text/html" in response["Content-Type"] or "problem" in response["Content-Type"]


def test_a_key_that_fits_no_column_is_a_fault_of_the_asker_on_every_database(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.raise_request_exception = False
    organisation = factories.organisation()
    client.force_login(factories.staff())
    answer = client.post(f"/partners/{organisation.pk}/bewerken/", {"networks": "9" * 24, "version": "1"})
    assert answer.status_code in {200, 400}
