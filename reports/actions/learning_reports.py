"""The learning report: agreed by the deal team, made final by Agenda Stad. Each step names the version that was
read."""

from datetime import UTC, datetime, time

from django.db import transaction
from django.utils import timezone

from foundation.actions.audit_log import record_event
from foundation.concurrent_edit import ChangedMeanwhile, save_over
from impacttool.models import Survey
from rendering import axis_detail, spiderweb
from rendering.documents import drawing_png
from reports import documents
from reports.actions.web_reports import fonts_folder
from reports.events import OfRound, ReportEvent
from reports.learning_report import slides, workbook
from reports.learning_report import words as learning_words
from reports.models import LearningReport, LearningReportFile
from reports.queries import learning_reports as queries
from reports.web_report.drawing import marks_of, web_of

State = LearningReport.State
Format = LearningReportFile.Format
PICTURE_WIDTH_PX = 1200


@transaction.atomic
def agree(*, survey, seal, by, now):
    """The deal team agrees: freezes what the report holds now. Raises ChangedMeanwhile when it is not what was read."""
    found, content = _locked(survey, seal, State.DRAFT)
    found.state, found.content = State.AGREED, content
    found.agreed_by, found.agreed_at = by, now
    return _saved(found, by, ReportEvent.LEARNING_AGREED)


@transaction.atomic
def withdraw_agreement(*, survey, seal, by, now):
    """Back to a draft that follows the talk. Raises ChangedMeanwhile."""
    found, _content = _locked(survey, seal, State.AGREED)
    found.state, found.content, found.agreed_by, found.agreed_at = State.DRAFT, None, None, None
    return _saved(found, by, ReportEvent.LEARNING_REOPENED)


@transaction.atomic
def finalise(*, survey, seal, by, now):
    """Makes the agreed content final and stores its files, once. Raises ChangedMeanwhile and DocumentError."""
    found, content = _locked(survey, seal, State.AGREED)
    found.state, found.final_by, found.final_at = State.FINAL, by, now
    _saved(found, by, ReportEvent.LEARNING_FINALISED)
    stage = queries.stage_of(found, today=timezone.localdate(now))
    LearningReportFile.objects.bulk_create(
        LearningReportFile(learning_report=found, format=format_, content=make_file(content, stage, format_))
        for format_ in Format
    )
    return found


@transaction.atomic
def start_edition(*, survey, seal, by, now):
    """Starts the next edition, in draft; the previous one stays as it is. Raises ChangedMeanwhile."""
    found, _content = _locked(survey, seal, State.FINAL)
    new = LearningReport(survey=survey, edition=found.edition + 1)
    return _saved(new, by, ReportEvent.LEARNING_EDITION_STARTED)


def file_of(opened, format_, *, today):
    """A file of a learning report as this reader may see it: the stored one, or one made now."""
    if opened.content == opened.stored and opened.learning_report.state == State.FINAL:
        return bytes(opened.learning_report.files.get(format=format_).content)
    return make_file(opened.content, queries.stage_of(opened.learning_report, today=today), format_)


def make_file(content, stage, format_):
    """Deterministic: the same content and stage give the same bytes. Raises DocumentError."""
    figures, words = content.figures, learning_words.contents(content, stage)
    if format_ == Format.XLSX:
        return workbook.report_book(figures, words, moment=datetime.combine(stage.on, time()))
    svg = spiderweb.draw(web_of(figures))
    axes = [marks_of(indicator) for indicator in figures.indicators]
    if format_ == Format.PPTX:
        png = drawing_png(svg, width_px=PICTURE_WIDTH_PX, fonts=fonts_folder())
        return slides.report_slides(words, axes, png, moment=datetime.combine(stage.on, time(), UTC))
    drawn = [axis_detail.draw(marks, prefix=f"as-{place}") for place, marks in enumerate(axes, start=1)]
    return documents.learning_pdf(words, svg, drawn, dated=stage.on, fonts=fonts_folder())


def _locked(survey, seal, state):
    """Locks the newest edition and returns it with its content. Raises ChangedMeanwhile when it is not what was
    read."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    found = survey.learning_reports.first() or LearningReport(survey=survey)
    content = queries.content_of(found)
    if content is None or found.state != state or queries.seal_of(found, content) != seal:
        raise ChangedMeanwhile
    return found, content


def _saved(learning_report, by, event):
    save_over(learning_report, version=learning_report.version)
    survey = learning_report.survey
    subject = survey.deal.audit_subject.called(str(learning_report))
    record_event(event, by=by, subject=subject, data=OfRound(survey.round.year))
    return learning_report
