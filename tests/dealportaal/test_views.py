"""The shell: home, health, security.txt, and errors that say in Dutch what happened."""

import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory

from dealportaal import views
from tests import factories
from tests.dealportaal.processes import portal

ERROR_PAGES = [
    (views.bad_request, 400),
    (views.permission_denied, 403),
    (views.page_not_found, 404),
    (views.csrf_failure, 403),
    (views.server_error, 500),
]


@pytest.mark.parametrize(("view", "status"), ERROR_PAGES)
def test_error_pages_are_dutch_and_need_no_database(view, status):
    response = view(RequestFactory().get("/deals/x/"))
    text = response.content.decode()
    assert response.status_code == status
    assert '<html lang="nl">' in text
    assert text.count("<h1") == 1
    assert "Naar de beginpagina" in text


@pytest.mark.parametrize(("view", "status"), ERROR_PAGES)
def test_errors_below_api_are_problems(view, status):
    response = view(RequestFactory().get("/api/v1/x"))
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.django_db
def test_who_may_not_see_a_page_keeps_the_menu_and_a_way_on(client):
    person = factories.user(name="Jo Jansen")
    client.force_login(person)
    for address, status in (("/programma/", 403), ("/deals/bestaat-niet/", 404), ("/nergens/", 404)):
        response = client.get(address)
        page = response.content.decode()
        assert response.status_code == status
        assert "Jo Jansen" in page
        assert 'aria-label="Hoofdmenu"' in page
        assert "Naar de beginpagina" in page
        assert "eerst in te loggen" not in page


@pytest.mark.django_db
def test_a_stranger_on_an_unknown_page_can_log_in_from_there(client):
    page = client.get("/deals/bestaat-niet/").content.decode()
    assert 'href="/account/login/?next=/deals/bestaat-niet/"' in page


def test_an_unknown_page_can_be_drawn_when_the_database_falls_out_meanwhile(client, monkeypatch):
    """The menu asks who it is."""

    def fails(request, template, context=None, **options):
        if context:
            raise OperationalError("server closed the connection")
        return TemplateResponse(request, template, context, **options)

    monkeypatch.setattr(views, "TemplateResponse", fails)
    response = client.get("/nergens/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()
    assert "Hoofdmenu" not in response.content.decode()


def test_nobody_with_a_session_passes_while_it_cannot_be_read(monkeypatch):
    def fails(*args, **options):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", fails)
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    response = client.get("/deals/")
    assert response.status_code == 503
    assert "even niet bereikbaar" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_key_is_refused_in_dutch():
    response = Client(enforce_csrf_checks=True).post("/account/login/", {})
    assert response.status_code == 403
    assert "CSRF" not in response.content.decode()


@pytest.mark.django_db
def test_a_fault_shows_the_own_page_without_details(monkeypatch):
    monkeypatch.setattr(views, "home_stats", lambda: 1 / 0)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "division" not in response.content.decode()


@pytest.mark.django_db
def test_the_same_at_the_same_moment_is_no_fault_of_the_portal(monkeypatch):
    """Both found that it was not there yet; the database let one through."""

    def meets_another(*args, **kwargs):
        raise IntegrityError("duplicate key value violates unique constraint")

    client = Client(raise_request_exception=False)
    client.force_login(factories.staff())
    monkeypatch.setattr("impacttool.views.rounds.closing.close_round", meets_another)
    factories.round_(year=2026)
    answer = client.post("/impact/2026/sluiten/")
    assert answer.status_code == 409
    assert "Dit werd net al opgeslagen" in answer.content.decode()
    assert "duplicate" not in answer.content.decode()


def test_a_database_that_fails_is_a_503_that_says_when_to_come_back(monkeypatch):
    def fails():
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(connection, "cursor", fails)
    response = Client(raise_request_exception=False).get("/health/")
    assert response.status_code == 503
    assert response["Retry-After"] == str(views.RETRY_SECONDS)
    assert "server closed" not in response.content.decode()


@contextmanager
def silent_server():
    """Takes connections and never says a word; gives its port."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        taken = []
        thread = threading.Thread(target=lambda: _take(server, taken), daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        for one in taken:
            one.close()


def _take(server, taken):
    while True:
        try:
            taken.append(server.accept()[0])
        except OSError:
            return


PAGES = """
import time
from django.test import Client
client = Client(raise_request_exception=False)
client.get("/.well-known/security.txt")  # needs no database, and loads all addresses
client.cookies["sessionid"] = "x" * 32
for path in ("/health/", "/deals/", "/api/v1/rounds/2025/deals/x/scores", "/u/x/"):
    start = time.monotonic()
    response = client.get(path)
    print(response.status_code, response["Content-Type"].split(";")[0], time.monotonic() - start < 8, sep="|")
"""
WANTED = [
    "503|text/html|True",
    "503|text/html|True",
    "503|application/problem+json|True",
    "503|text/html|True",
]


def test_a_database_that_is_silent_gives_a_page_within_seconds():
    with silent_server() as port:
        assert portal(PAGES, DATABASE_URL=f"postgres://me:x@127.0.0.1:{port}/db") == WANTED


def test_a_database_that_is_gone_gives_a_page_within_seconds():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert portal(PAGES, DATABASE_URL=f"postgres://me:x@127.0.0.1:{port}/db") == WANTED


EVERY_VIEW = """
import re
from collections import Counter
from django.test import Client
from django.urls import get_resolver
SAMPLES = {"int": "1", "path": "x", "year": "2024"}

def routes(patterns, before=""):
    for one in patterns:
        route = before + str(one.pattern)
        yield from routes(one.url_patterns, route) if hasattr(one, "url_patterns") else [route]

def address(route):
    return "/" + re.sub(r"<(?:(\\w+):)?\\w+>", lambda found: SAMPLES.get(found[1], "x"), route)

seen = Counter()
for route in routes(get_resolver().url_patterns):
    if "(?P" in route or "^" in route:
        continue
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    response = client.get(address(route))
    room = address(route).split("/")[1]
    is_right = response.status_code == 503 and ("json" in response["Content-Type"]) == (room == "api")
    seen[room, is_right or response.status_code] += 1
print(*sorted({room for room, found in seen if found is True}))
print(*sorted({f"{room}:{found}" for room, found in seen if found not in (True, 404)}))
"""


def test_every_view_has_that_page_those_of_libraries_too():
    """The account pages are allauth's, /beheer/ is Django's, /api/ is of the REST framework."""
    rooms, other = portal(EVERY_VIEW, DATABASE_URL="postgres://me:x@127.0.0.1:1/db")
    assert {"account", "api", "beheer", "deals", "partners", "u", "health"} <= set(rooms.split())
    assert other == ""


@pytest.mark.django_db
def test_health_is_good_when_the_database_answers(client):
    assert client.get("/health/").json() == {"status": "ok"}


def test_security_txt_says_where_to_write_and_is_not_expired(client):
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires_at = datetime.fromisoformat(fields["Expires"])
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"].startswith("mailto:")
    assert fields["Canonical"].endswith("/.well-known/security.txt")
    assert timedelta(days=30) < expires_at - datetime.now(UTC) < timedelta(days=366)


@pytest.mark.django_db
def test_home_counts_what_is_public(client):
    deal = factories.deal(kind="city_deal")
    factories.deal(kind="town_deal")
    factories.deal(is_published=False)
    factories.participation(deal=deal)
    factories.participation(deal=deal, stage="benaderd")
    factories.participation(deal=deal, stage="in_gesprek")
    assert [stat["value"] for stat in views.home_stats()] == [1, 1, 1]
    assert all(client.get(stat["url"]).status_code == 200 for stat in views.home_stats())


@pytest.mark.django_db
def test_home_takes_everyone_who_works_here_to_the_own_work(client):
    client.force_login(factories.staff())
    assert client.get("/")["Location"] == "/programma/"
    client.force_login(factories.dealmaker(factories.deal()))
    assert client.get("/")["Location"] == "/deals/mijn/"
    client.force_login(factories.partner_contact(of=factories.deal()))
    assert client.get("/")["Location"] == "/deals/mijn/"
    client.force_login(factories.user())
    assert "Beheer van accounts" not in client.get("/").content.decode()
    client.force_login(factories.administrator())
    assert "Beheer van accounts" in client.get("/").content.decode()


def test_files_of_the_style_are_served_with_the_same_care(settings):
    order = settings.MIDDLEWARE.index
    assert order("csp.middleware.CSPMiddleware") < order("whitenoise.middleware.WhiteNoiseMiddleware")
