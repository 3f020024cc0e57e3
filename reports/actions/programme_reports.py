"""The programme report of a round: made by the worker, introduced by staff, made final once."""

from datetime import UTC, datetime, time

from django.db import transaction
from django.utils import timezone

from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from foundation.job_kinds import CannotMake, JobKind, Made
from impacttool.models import Round
from rendering import documents, spiderweb
from rendering.archive import ZIP, zipped
from reports import yearlines
from reports.actions.web_reports import fonts_folder
from reports.events import ProgrammeEvent
from reports.models import ProgrammeReport, ProgrammeReportFile
from reports.programme_report import tables as programme_tables
from reports.programme_report.book import programme_book
from reports.programme_report.slides import programme_slides
from reports.queries import programme_source
from reports.queries.programme_reports import named_content, readable_content, stage_of, words_of
from reports.queries.web_reports import require_reports

KIND = "programmarapport"
State = ProgrammeReport.State
Format = ProgrammeReportFile.Format
WEB_WIDTH_PX, LINE_WIDTH_PX, SMALL_WIDTH_PX = 1200, 700, 360


class SourcesChanged(Exception):
    """Since the report was made, a deal team withdrew its agreement or started a new edition, or themes changed."""


def make(key, follow):
    """`key`: the year of the round. Freezes the content of the report and returns its files in one zip. Raises
    CannotMake."""
    require_reports(key)
    round_ = Round.objects.closed().filter(year=key).first()
    if round_ is None:
        raise CannotMake("Deze ronde is nog niet afgerond. Het programmarapport komt na de sluiting.")
    report, total = _draft_of(round_), len(Format) + 2
    follow(0, total)
    report.content = programme_source.gather(round_)
    if report.content is None:
        raise CannotMake("Er zijn nog geen rapporten van deze ronde. Laat ze eerst maken.")
    report.made_at = timezone.now()
    content = readable_content(report)
    follow(1, total)
    files = []
    for done, format_ in enumerate(Format, start=2):
        files.append((f"programmarapport-{key}.{format_}", draw(report, content, format_)))
        follow(done, total)
    store(report)
    follow(total, total)
    return Made(f"programmarapport-{key}.zip", ZIP, zipped(files))


@transaction.atomic
def store(report):
    """Replaces the draft that was read. Raises ChangedMeanwhile, after which the caller makes it again from the current
    sources."""
    save_over(report, version=report.version)
    _log(report, None, ProgrammeEvent.REPORT_MADE)
    return report


def _draft_of(round_):
    newest = round_.programme_reports.first()
    if newest is None:
        return ProgrammeReport(round=round_)
    if newest.is_final:
        raise CannotMake("Dit programmarapport is definitief. Begin eerst een nieuwe uitgave.")
    return newest


@transaction.atomic
def save_intros(*, report, version, by):
    """Raises ChangedMeanwhile, also when the report has become final."""
    _require(report, State.DRAFT)
    save_over(report, version=version)
    return _log(report, by, ProgrammeEvent.REPORT_INTRODUCED)


@transaction.atomic
def finalise(*, report, by, now):
    """Raises SourcesChanged, ChangedMeanwhile and DocumentError."""
    _require(report, State.DRAFT)
    if not programme_source.is_current(report):
        raise SourcesChanged
    report.state, report.final_by, report.final_at = State.FINAL, by, now
    report.content = named_content(report)
    content = readable_content(report)
    save_over(report, version=report.version)
    ProgrammeReportFile.objects.bulk_create(
        ProgrammeReportFile(programme_report=report, format=format_, content=draw(report, content, format_))
        for format_ in Format
    )
    return _log(report, by, ProgrammeEvent.REPORT_FINALISED)


@transaction.atomic
def start_edition(*, report, by, now):
    """Starts the next edition, in draft, with the same introductions; the previous one stays as it is. Raises
    ChangedMeanwhile, also when the round no longer has reports."""
    _require(report, State.FINAL)
    content = programme_source.gather(report.round)
    if content is None:
        raise ChangedMeanwhile
    new = ProgrammeReport(
        round=report.round, edition=report.edition + 1, content=content, made_at=now, **_intros_of(report)
    )
    new.save()
    return _log(new, by, ProgrammeEvent.REPORT_EDITION_STARTED)


def file_of(report, format_):
    """A file as every reader may see it: the stored one, or one made now for a draft, when a deal in it is no longer
    public, or when one of its readers could derive a figure from what else they may see."""
    content = readable_content(report)
    if report.is_final and content == report.content:
        return bytes(report.files.get(format=format_).content)
    return draw(report, content, format_)


def draw(report, content, format_):
    """Deterministic: the same report gives the same bytes. Raises DocumentError."""
    words, on = words_of(report, content), stage_of(report).on
    if format_ == Format.XLSX:
        return programme_book(content, words, moment=datetime.combine(on, time()))
    web = spiderweb.draw(programme_tables.web_of(content))
    lines = [
        yearlines.draw(line, prefix=f"lijn-{place}", look=yearlines.ALL_DEALS)
        for place, line in enumerate(programme_tables.year_lines(content))
    ]
    small = [
        spiderweb.draw_small(web, prefix=f"web-{place}", alone=True)
        for place, web in enumerate(programme_tables.shown_webs(content))
    ]
    if format_ == Format.PPTX:
        return _slides(words, web, lines, small, on)
    drawings = {"web": [web], "lines": lines, "small": small}
    return documents.tagged_pdf("programme.typ", words, drawings, dated=on, fonts=fonts_folder())


def _slides(words, web, lines, small, on):
    return programme_slides(
        words,
        _png(web, WEB_WIDTH_PX),
        [_png(svg, SMALL_WIDTH_PX) for svg in small],
        [_png(svg, LINE_WIDTH_PX) for svg in lines],
        moment=datetime.combine(on, time(), UTC),
    )


def _png(svg, width_px):
    return documents.drawing_png(svg, width_px=width_px, fonts=fonts_folder())


def _require(report, state):
    """Locks the newest edition. Raises ChangedMeanwhile when this is not the newest, or not in this state."""
    ProgrammeReport.objects.select_for_update().filter(round=report.round).first()
    newest = ProgrammeReport.objects.filter(
        round=report.round
    ).first()  # a newer one may have been added while waiting for the lock
    if newest is None or newest.pk != report.pk or newest.state != state:
        raise ChangedMeanwhile


def _intros_of(report):
    return {name: getattr(report, name) for name in ("ministry_intro", "programme_intro", "deals_intro")}


def _log(report, by, event):
    record_event(event, by=by, subject=report.round.audit_subject.called(str(report)))
    return report


def title_of(round_):
    return f"Programmarapport {round_.year}"


PROGRAMME_REPORT = JobKind(permission="reports.manage_programme_reports", make=make)
