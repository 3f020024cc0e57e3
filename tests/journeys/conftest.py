"""Journeys in the Chromium of this computer, against a real server and a real worker; a phone unless a test says otherwise."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate

from reports.actions import web_reports
from tests import factories
from tests.browser import FLAGS, find_chromium
from tests.journeys.watch import LOOKS, SCRIPT, TAGS, Watch

ROOT = Path(__file__).resolve().parents[2]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

# Playwright runs its own event loop in this thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def base_url():
    """In the place of the plugin's, which is defined in a way that pytest warns about."""
    return


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "viewport": PHONE,
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
    }


@pytest.fixture(scope="session", autouse=True)
def _measurement(browser):
    """Writes what axe saw in this run where MEASUREMENT_FILE says; `make accessibility` asks for it."""
    yield
    if path := os.environ.get("MEASUREMENT_FILE"):
        Path(path).write_text(
            json.dumps(measured(LOOKS, browser.version), indent=1, ensure_ascii=False) + "\n"
        )


def measured(looks, browser_version):
    """The measurement as the page about accessibility reads it; a page is one name of an address."""
    return {
        "measured_on": localdate().isoformat(),
        "pages": len({kind_of(path) for path, _width, _found in looks}),
        "looks": len(looks),
        "widths": sorted({width for _path, width, _found in looks}),
        "rules": TAGS,
        "axe": re.search(r"axe v([\d.]+)", SCRIPT)[1],
        "browser": f"Chromium {browser_version.split('.')[0]}",
        "violations": sorted({f"{path}: {one}" for path, _width, found in looks for one in found}),
    }


def kind_of(path):
    """The name of an address; all that do not exist are one page, the one that says so."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return "page_not_found"


@pytest.fixture(scope="session", autouse=True)
def _styles():
    """Pages without their style sheet prove nothing."""
    assert (ROOT / "static/build/portal.css").is_file(), "build the styles first: make setup"
    assert web_reports.fonts_folder().is_dir()


@pytest.fixture(scope="session")
def worker(django_db_setup, django_db_blocker):
    """The portal's own worker in a process of its own, on the database and the queue of the tests."""
    with django_db_blocker.unblock():
        database = Path(connection.settings_dict["NAME"])
    variables = {
        "DATA_DIR": str(settings.DATA_DIR),
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "dealportaal.settings",
        "CELERY_BROKER_URL": "",
        "DEMO": "1",
    }
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "dealportaal",
        "worker",
        "--queues",
        "celery,mail",
        "--pool",
        "solo",
        "--without-mingle",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables})
    yield process
    process.terminate()
    process.wait(30)


@pytest.fixture
def portal(live_server):
    """The address of the portal. Links in mails that the worker sends name another port: take their path."""
    return live_server.url


@pytest.fixture
def enter(browser, browser_context_args, portal):
    """A browser of its own for a person who logged in just now (or for a visitor), watched for errors."""
    contexts = []

    def open_browser(person=None, **options):
        context = browser.new_context(**browser_context_args | {"base_url": portal} | options)
        contexts.append(context)
        if person is not None:
            client = Client()
            factories.log_in(client, person)
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": portal}])
        return Watch(context.new_page())

    yield open_browser
    for context in contexts:
        context.close()
