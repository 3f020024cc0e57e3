"""The bundle of a round: every report as PDF and the published figures as one sheet, in one zip."""

from datetime import datetime, time

from django.utils import timezone

from foundation.job_kinds import CannotMake, JobKind, Made
from foundation.ordering import dutch
from impacttool.models import Round
from rendering.archive import ZIP, read_me, zipped
from reports.actions.web_reports import file_of
from reports.models import WebReportFile
from reports.queries import editions
from reports.queries.web_reports import newest_reports, require_reports
from reports.web_report import round_sheet
from reports.web_report import words as report_words
from reports.web_report.withheld import few_unseen_note

KIND = "bundel"
SHARING = "Om van te leren, niet om af te rekenen. Niet elk rapport is openbaar: deel het alleen met wie het mag lezen."


def make(key, follow):
    """`key`: the year of the round. Holds one report in memory at a time. Raises CannotMake."""
    require_reports(key)
    round_ = Round.objects.closed().filter(year=key).first()
    if round_ is None:
        raise CannotMake("Deze ronde is nog niet afgerond. Rapporten komen na de sluiting.")
    reports, after_end = newest_reports(round_), newest_reports(round_, follow_ups=True)
    if not reports and not after_end:
        raise CannotMake("Er zijn nog geen rapporten van deze ronde. Laat ze eerst maken.")
    total = len(reports) + len(after_end) + 1
    content = zipped(_files(round_, reports, after_end, lambda done: follow(done, total)))
    follow(total, total)
    return Made(f"ronde-{round_.year}.zip", ZIP, content)


def _files(round_, reports, after_end, follow):
    follow(0)
    every = [*reports, *after_end]
    handed = editions.in_hands(every)
    for number, (report, figures) in enumerate(zip(every, handed, strict=True), 1):
        yield _pdf_name(report, round_), file_of(report, figures, WebReportFile.Format.PDF)
        follow(number)
    if reports:
        yield f"cijfers-{round_.year}.xlsx", _sheet(round_, reports, handed[: len(reports)])
    yield read_me(_told(round_, reports, after_end))


def _pdf_name(report, round_):
    """The slug keeps it unique, even when two deal names begin alike."""
    folder = "nametingen" if report.survey.is_follow_up else "rapporten"
    return f"{folder}/{report.survey.deal.slug[:100]}-{round_.year}-v{report.version}.pdf"


def _sheet(round_, reports, figures):
    """`figures`: as in the PDF beside it, because the rows of a deal get passed on just like its PDF."""
    unseen = any("few_unseen" in row.withheld.values() for each in figures for row in each.indicators)
    notes = [
        _fictitious(round_),
        "Om van te leren, niet om af te rekenen: dit is geen ranglijst. De deals staan op alfabet.",
        *dict.fromkeys(point for each in figures for point in report_words.method_points(each)),
        few_unseen_note(round_.thresholds) if unseen else "",
    ]
    rows = round_sheet.lines(figures)
    issued_on = timezone.localdate(max(report.issued_at for report in reports))
    return round_sheet.workbook(
        f"Cijfers van ronde {round_.year}",
        [note for note in notes if note],
        rows,
        moment=datetime.combine(issued_on, time()),
        is_fictitious=round_.is_fictitious,
    )


def _told(round_, reports, after_end):
    made = [report.survey_id for report in [*reports, *after_end]]
    missing = round_.surveys.exclude(pk__in=made)
    names = missing.order_by(dutch("deal__name")).values_list("deal__name", flat=True)
    return [
        f"Ronde {round_.year}: {len(reports)} rapporten en een blad met de cijfers die getoond mogen worden.",
        f"Nametingen van deals die zijn afgelopen: {len(after_end)}. Zij staan niet in het blad."
        if after_end
        else "",
        _fictitious(round_),
        SHARING,
        *(f"Nog zonder rapport: {name}" for name in names),
    ]


def _fictitious(round_):
    return "De antwoorden en scores in deze ronde zijn verzonnen." if round_.is_fictitious else ""


def title_of(round_):
    return f"Alles van ronde {round_.year} (zip)"


BUNDLE = JobKind(permission="impacttool.manage_rounds", make=make)
