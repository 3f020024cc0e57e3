"""A personal link never reaches the log, whatever goes wrong."""

import logging
import sys

from dealportaal.log_filters import MaskLinks

TOKEN = "abcDEF-_0123456789abcDEF0123456789abcdef0123"


def line_of(record):
    assert MaskLinks().filter(record)
    return logging.Formatter("%(message)s").format(record)


def test_the_link_of_a_failed_request_is_masked():
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "%s: %s", ("Fout", f"/u/{TOKEN}/"), None
    )
    assert line_of(record) == "Fout: /u/***/"


def test_the_address_of_a_calendar_is_masked():
    address = f"/deals/agenda/{TOKEN}.ics"
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Fout: %s", (address,), None)
    assert line_of(record) == "Fout: /deals/agenda/***.ics"


def test_the_link_that_stops_the_overview_is_masked():
    address = f"/account/overzicht/12~1abcde~{TOKEN}/"
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Fout: %s", (address,), None)
    assert line_of(record) == "Fout: /account/overzicht/***/"


def test_the_link_to_the_yearly_report_of_a_partner_is_masked_and_its_pages_are_not():
    key, page = f"/programma/jaarrapport/{TOKEN}/", "/programma/jaarrapport/lezen/0a1b2c3d/pdf/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Gone: %s %s", (key, page), None)
    assert line_of(record) == f"Gone: /programma/jaarrapport/***/ {page}"


def test_the_link_in_a_traceback_is_masked_too():
    try:
        raise ValueError(f"http://localhost/u/{TOKEN}/")
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Fout", (), sys.exc_info())
    line = line_of(record)
    assert TOKEN not in line
    assert "ValueError" in line


def test_the_log_of_the_portal_uses_it(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["mask_links"]
