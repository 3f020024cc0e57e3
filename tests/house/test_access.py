"""The permission matrix: every address x role x method has the expected status, and no address is left out."""

from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import get_resolver, reverse

from tests.house import (
    access_matrix,
    access_matrix_impact,
    access_matrix_libraries,
    access_matrix_programme,
)
from tests.house.world import ROLES, ask, build

VERBS = ("changelist", "add", "change", "delete", "history")
LOGIN = "/account/login/"


@dataclass(frozen=True)
class Row:
    name: str
    methods: tuple[str, ...]
    arguments: tuple[str, ...]
    expected: dict[str, str]

    def __str__(self):
        return " ".join([self.name, *self.arguments, *self.methods])


def _rows(table):
    for line in filter(str.strip, table.splitlines()):
        name, methods, arguments, statuses = (part.strip() for part in line.split("|"))
        expected = dict(zip(ROLES, statuses.split(), strict=True))
        yield Row(name, tuple(methods.split()), tuple(arguments.split()), expected)


OWN = [
    *_rows(access_matrix.OWN_ROOMS),
    *_rows(access_matrix_impact.IMPACT),
    *_rows(access_matrix_programme.PROGRAMME),
]
ROWS = [*OWN, *_rows(access_matrix_libraries.ACCOUNTS)]
FIRST_OF_NAME = list({row.name: row for row in reversed(OWN)}.values())
BACK_DOOR = [
    (name.strip(), dict(zip(VERBS, statuses.split(), strict=True)))
    for name, statuses in (
        line.split("|") for line in filter(str.strip, access_matrix_libraries.BACK_DOOR.splitlines())
    )
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once for all rows; every request is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def _argument(world, word):
    if word.startswith("'"):
        return word.strip("'")
    if word.isdigit():
        return word
    found = world
    for part in word.split("."):
        found = getattr(found, part)
    return found


def address(world, row):
    return reverse(row.name, args=[_argument(world, word) for word in row.arguments])


def _status(response):
    if response.status_code == 302 and response["Location"].startswith(LOGIN):
        return "login"
    return str(response.status_code)


def assert_guarded(response):
    """Every response, a refusal too, has the security headers."""
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert response["X-Content-Type-Options"] == "nosniff"
    # A personal link reveals nothing about where it was.
    assert response["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.fixture(scope="module")
def askers(pytestconfig):
    """The roles to try for a row: on the first database all, on the other one per outcome.

    Both decide access from the same rows; only whether an outcome's queries run at all can differ.
    """
    if not pytestconfig.getoption("--only-with-database"):
        return tuple
    return lambda expected: tuple({status: role for role, status in expected.items()}.values())


def _words(statuses):
    return " ".join(f"{role}={status}" for role, status in statuses.items())


def _assert_statuses(world, method, url, expected, roles):
    found = _statuses(world, method, url, roles)
    assert f"{method} {_words(found)}" == f"{method} {_words({role: expected[role] for role in roles})}"


def _statuses(world, method, url, roles):
    found = {}
    for role in roles:
        with transaction.atomic():
            response = ask(world, role, method, url)
            assert_guarded(response)
            found[role] = _status(response)
            transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_what_the_matrix_says(world, askers, row):
    for method in row.methods:
        _assert_statuses(world, method, address(world, row), row.expected, askers(row.expected))


@pytest.mark.django_db
@pytest.mark.parametrize("row", FIRST_OF_NAME, ids=lambda row: row.name)
def test_other_methods_are_refused(world, askers, row):
    known = {method for other in OWN if other.name == row.name for method in other.methods}
    asks_login = row.expected["An"] == "login"
    expected = {role: "login" if asks_login and role in ("An", "Re", "Ap") else "405" for role in ROLES}
    for method in {"GET", "POST", "DELETE"} - known:
        _assert_statuses(world, method, address(world, row), expected, askers(expected))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "expected"), BACK_DOOR, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_back_door_is_for_administrators(world, askers, name, expected):
    model = next(
        one for one in admin.site._registry if f"admin:{one._meta.label_lower.replace('.', '_')}" == name
    )
    key = (model.objects.values_list("pk", flat=True).first()) or 0
    for verb, status in expected.items():
        url = reverse(f"{name}_{verb}", args=[] if verb in ("changelist", "add") else [key])
        refused = {"An": "login", "Re": "login", "Ap": "login"} | dict.fromkeys(
            ("Pc", "Dm", "Dx", "St"), "302"
        )
        outcomes = refused | {"Ad": status}
        _assert_statuses(world, "GET", url, outcomes, askers(outcomes))


def _walk(resolver, names=(), path=""):
    for part in resolver.url_patterns:
        where = path + str(part.pattern)
        if hasattr(part, "url_patterns"):
            yield from _walk(part, (*names, part.namespace) if part.namespace else names, where)
        else:
            yield ":".join([*names, part.name or ""]), where


def test_no_address_is_missing_from_the_matrix():
    known = {row.name for row in ROWS} | {f"{name}_{verb}" for name, _ in BACK_DOOR for verb in VERBS}
    missing = {
        name
        for name, where in _walk(get_resolver())
        if name not in known
        and not (name in ("", "admin:") and where.startswith(tuple(access_matrix_libraries.WITHOUT_A_NAME)))
    }
    assert not missing


def test_no_row_names_an_address_that_is_gone():
    assert not {row.name for row in ROWS} - {name for name, _ in _walk(get_resolver())}
