"""The yearly report of a partner as a PDF, and those of all partners of a year in one zip."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from foundation.actions.audit_log import record_event
from foundation.actions.jobs import order
from foundation.events import Subject
from foundation.job_kinds import CannotMake, JobKind, Made
from rendering import documents, spiderweb
from rendering.archive import ZIP, read_me, zipped
from reports import partner_words
from reports.actions.web_reports import fonts_folder
from reports.events import ProgrammeEvent
from reports.queries.partner_year import partner_years
from reports.queries.web_reports import require_reports
from reports.web_report import words as report_words
from reports.web_report.drawing import web_of

KIND = "partnerjaar"
STEP = 10  # reports between two heartbeats


def drawings(facts):
    """One drawing for each web in `partner_words.contents`, in the same order. The drawing escapes all text."""
    shown = [deal.figures for deal in facts.deals if deal.figures]
    return [
        spiderweb.draw(web_of(figures), prefix=f"web-{place}") for place, figures in enumerate(shown, start=1)
    ]


def web_report_pdf(facts):
    """Deterministic: the same facts give the same bytes. Raises DocumentError."""
    words = partner_words.contents(facts)
    webs = {"webs": drawings(facts)}
    return documents.tagged_pdf("partner_year.typ", words, webs, dated=facts.on, fonts=fonts_folder())


def file_name(facts):
    """The id keeps it unique, even when two names begin alike."""
    return f"jaarrapport-{facts.year}-{slugify(facts.organisation)[:80]}-{facts.organisation_id}.pdf"


def make(key, follow):
    """`key`: the year. Reads all facts at once and makes one PDF at a time. Raises CannotMake."""
    require_reports(key)
    year = int(key)
    found = partner_years(year, day=timezone.localdate())
    if not found:
        raise CannotMake(f"Voor {year} is er geen organisatie met een openbare deal. Er is niets te maken.")
    content = zipped(_files(year, found, follow))
    follow(len(found), len(found))
    return Made(f"jaarrapporten-{year}.zip", ZIP, content)


def _files(year, found, follow):
    for number, facts in enumerate(found):
        if number % STEP == 0:
            follow(number, len(found))
        yield file_name(facts), web_report_pdf(facts)
    yield read_me(_told(year, found))


def _told(year, found):
    return [
        f"Jaarrapporten {year} van {report_words.counted(len(found), 'organisatie', 'organisaties')}.",
        "Elk rapport is alleen voor de organisatie zelf en voor Agenda Stad: er staan afspraken in. Deel dit bestand niet.",
        *(f"{file_name(facts)}: {facts.organisation}" for facts in found),
    ]


@transaction.atomic
def order_reports(*, year, by, now):
    """Orders the job that makes all of them. Recorded in the log, because the file holds what every partner agreed. The
    caller tells the workers. Raises PermissionDenied."""
    title = f"Jaarrapporten van alle partners {year} (zip)"
    job = order(kind=KIND, key=str(year), title=title, by=by, now=now)
    subject = Subject("partner_reports", str(year), f"Jaarrapporten {year}")
    record_event(ProgrammeEvent.PARTNER_YEARS_ORDERED, by=by, subject=subject)
    return job


PARTNER_REPORTS = JobKind(permission="reports.make_partner_reports", make=make)
