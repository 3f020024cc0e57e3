"""The organisation responsible for the portal is one click away from every page, those of a personal link
included."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from dealportaal import views, views_statements
from dealportaal.statements import FRESH_FOR
from foundation.personal_link import COOKIE
from impacttool.views.visit import PAGE_COOKIE
from tests import factories

PATHS = ("/privacy/", "/cookies/", "/toegankelijkheid/", "/contact/")
NAMED = {
    "CONTROLLER_NAME": "Ministerie van Proefzaken",
    "CONTROLLER_ADDRESS": "Postbus 12, 2500 AA Den Haag",
    "CONTACT_EMAIL": "vraag@proef.example",
    "PRIVACY_CONTACT": "fg@proef.example",
}


@pytest.fixture
def _named(settings):
    for name, value in NAMED.items():
        setattr(settings, name, value)


def _links_all(page):
    return all(f'href="{path}"' in page for path in PATHS)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_everybody_reads_the_pages_without_an_account(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert _links_all(page.content.decode())


@pytest.mark.django_db
@pytest.mark.usefixtures("_named")
def test_privacy_names_the_controller_the_terms_and_the_rights(client, settings):
    page = client.get("/privacy/").content.decode()
    assert NAMED["CONTROLLER_NAME"] in page
    assert NAMED["CONTROLLER_ADDRESS"] in page
    assert NAMED["PRIVACY_CONTACT"] in page
    assert settings.PRIVACY_TERMS[0].data in page
    assert "Autoriteit Persoonsgegevens" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("_named")
def test_contact_names_where_to_write(client):
    page = client.get("/contact/").content.decode()
    assert NAMED["CONTACT_EMAIL"] in page
    assert "beveiliging@voorbeeld.invalid" in page


@pytest.mark.django_db
def test_cookies_are_named_as_they_are_set(client, settings):
    page = client.get("/cookies/").content.decode()
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "apparaat", COOKIE, PAGE_COOKIE):
        assert name in page


@pytest.mark.django_db
def test_accessibility_says_when_it_was_measured_and_what_was_not(client):
    page = client.get("/toegankelijkheid/").content.decode()
    assert "2026" in page
    assert "WCAG-EM" in page
    assert "ouder dan een jaar" not in page


@pytest.mark.django_db
def test_accessibility_says_when_the_measurement_is_old(client, monkeypatch):
    later = timezone.localdate() + FRESH_FOR + timedelta(days=1)
    monkeypatch.setattr(views_statements.timezone, "localdate", lambda: later)
    assert "ouder dan een jaar" in client.get("/toegankelijkheid/").content.decode()


@pytest.mark.django_db
def test_accessibility_says_when_nothing_was_measured(client, monkeypatch):
    monkeypatch.setattr(views_statements, "read_measurement", lambda: None)
    assert "nog niets gemeten" in client.get("/toegankelijkheid/").content.decode()


def test_error_pages_link_to_them_without_a_database():
    response = views.server_error(RequestFactory().get("/deals/"))
    assert _links_all(response.content.decode())


@pytest.mark.django_db
def test_the_back_door_links_to_them(client):
    client.force_login(factories.administrator())
    assert _links_all(client.get("/beheer/").content.decode())
