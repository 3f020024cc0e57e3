"""Journeys in the Chromium of this computer; a phone unless the test sets another viewport."""

import os

import pytest

from tests.browser import FLAGS, find_chromium

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright runs its own event loop in this thread


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "viewport": {"width": 390, "height": 844},
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
    }
