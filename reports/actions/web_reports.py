"""Makes spider-web reports: figures through the gate, drawn, and stored with their files, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actions.audit_log import record_event
from impacttool import scoring
from impacttool.models import Survey
from rendering import spiderweb
from rendering.documents import drawing_png
from reports import documents
from reports.events import OfRound, ReportEvent
from reports.models import WebReport, WebReportFile
from reports.web_report import publishing as report_figures
from reports.web_report import reissue
from reports.web_report.drawing import web_of
from reports.web_report.figures import Questionnaire


def fonts_folder():
    return Path(settings.BASE_DIR) / "static" / "build" / "typst-fonts"


def earlier_reports(surveys):
    """{survey id: its reports, oldest first, without their figures}; one query."""
    reports = WebReport.objects.filter(survey__in=surveys).order_by("version")
    found = {survey.pk: [] for survey in surveys}
    for report in reports.only("survey_id", "input_hash", "fingerprints"):
        found[report.survey_id].append(report)
    return found


@dataclass(frozen=True)
class Made:
    """An unsaved report, or none: because it exists already, or because of the `refusal`."""

    report: WebReport | None = None
    files: Sequence[WebReportFile] = ()
    refusal: str = ""


def make_report(survey, found, earlier, *, by, now):
    """`found`: its input; `earlier`: earlier reports of this survey; `by`: user id or None. Stores nothing."""
    if any(report.input_hash == found.input_hash for report in earlier):
        return Made()
    issued = [frozenset(report.fingerprints["responses"]) for report in earlier]
    if not reissue.may_reissue(issued, found.responses):
        return Made(
            refusal=_(
                "Sinds een eerdere versie veranderden er minder dan 5 ingevulde vragenlijsten. Er komt geen nieuwe versie."
            )
        )
    figures, held = _publishable(found, earlier, survey.instrument)
    report = WebReport(
        survey=survey,
        version=len(earlier) + 1,
        method_version=scoring.METHOD_VERSION,
        input_hash=found.input_hash,
        fingerprints=_prints(found, held),
        figures=figures,
        issued_at=now,
        issued_by_id=by,
    )
    svg = spiderweb.draw(web_of(figures))
    return Made(report, [WebReportFile(report=report, **file) for file in _files(figures, svg, now)])


@transaction.atomic
def store_reports(made):
    """Stores the reports with their files in bulk, because each statement takes time."""
    WebReport.objects.bulk_create(each.report for each in made if each.report)
    WebReportFile.objects.bulk_create(file for each in made for file in each.files)


def _publishable(found, earlier, instrument):
    """(figures through the gate, the indicators whose mean is withheld)"""
    shown = [
        {int(number): frozenset(prints) for number, prints in report.fingerprints["indicators"].items()}
        for report in earlier
    ]
    held = reissue.held_indicators(shown, found.indicators)
    figures = report_figures.publish(replace(found.source, held=held, reissued=bool(earlier)))
    return replace(figures, instrument=Questionnaire(instrument.name, instrument.source)), held


def _prints(found, held):
    kept = {number: sorted(prints) for number, prints in found.indicators.items() if number not in held}
    return {"responses": sorted(found.responses), "indicators": kept}


def _files(figures, svg, now):
    issued_on = timezone.localdate(now)
    fonts = fonts_folder()
    pdf = documents.web_report_pdf(figures, svg, issued_on=issued_on, fonts=fonts)
    return [
        {"format": WebReportFile.Format.SVG, "content": svg.encode()},
        {"format": WebReportFile.Format.PDF, "content": pdf},
    ]


def svg_of(report, figures):
    """The web as stored, or drawn anew when figures are withheld from these readers (`queries.editions`)."""
    if figures is report.figures:
        return bytes(report.files.get(format=WebReportFile.Format.SVG).content).decode()
    return spiderweb.draw(web_of(figures))


def file_of(report, figures, format_):
    """A file of these figures of a report: the stored one if it holds exactly these. PNG is drawn each time and not
    stored."""
    svg = svg_of(report, figures)
    if format_ == "svg":
        return svg.encode()
    if format_ == "png":
        return drawing_png(svg, fonts=fonts_folder())
    if figures is report.figures:
        return bytes(report.files.get(format=format_).content)
    issued_on = timezone.localdate(report.issued_at)
    return documents.web_report_pdf(figures, svg, issued_on=issued_on, fonts=fonts_folder())


@transaction.atomic
def publish_web_report(*, survey, is_published, by):
    """Makes the report of a survey public, or takes that back. Idempotent, also under concurrency."""
    changed = {"is_published": is_published, "published_by": by if is_published else None}
    if is_published:
        changed["was_published"] = True
    others = Survey.objects.filter(pk=survey.pk).exclude(is_published=is_published)
    is_first = others.update(**changed)
    for name, value in changed.items():
        setattr(survey, name, value)
    if not is_first:
        return survey
    event = ReportEvent.PUBLISHED if is_published else ReportEvent.UNPUBLISHED
    subject = survey.deal.audit_subject.called(str(survey))
    record_event(event, by=by, subject=subject, data=OfRound(survey.round.year))
    return survey
