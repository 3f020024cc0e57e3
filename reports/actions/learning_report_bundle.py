"""All learning reports of a round in one zip: PDF, slides and sheet of every deal, each at its current stage.

Made in parts of a few deals each, so that workers can share the job.
"""

import io
import zipfile

from django.utils import timezone

from foundation.actions.jobs import guided
from foundation.job_kinds import NOTHING, JobKind, Joined, Made, Parts
from foundation.ordering import dutch
from impacttool.models import Round, Survey
from rendering.archive import ZIP, read_me, zipped
from reports.actions.bundle import SHARING
from reports.actions.learning_reports import file_of
from reports.models import LearningReportFile
from reports.queries import editions
from reports.queries.learning_reports import newest_report
from reports.queries.web_reports import require_reports

KIND = "leerrapporten"
MOST_A_PART = 2
TOLD = (
    "De leerrapporten van deze ronde: per deal een map met PDF, PowerPoint en Excel.",
    "In de naam staat hoever het rapport is: concept, akkoord (van het dealteam) of definitief. Een concept kan nog veranderen.",
    SHARING,
)


def cut(key):
    """`key`: the year of a round. One query."""
    surveys = Survey.objects.ordinary().filter(round__year=key, round__state=Round.State.CLOSED)
    found = list(surveys.order_by(dutch("deal__name"), "pk").values_list("pk", flat=True))
    return [f"{key}/{','.join(map(str, part))}" for part in guided(found, most=MOST_A_PART)]


def make(key, follow):
    """`key`: the year and the ids of surveys. Skips deals without figures."""
    require_reports(key.partition("/")[0])
    ids = key.partition("/")[2].split(",")
    surveys = Survey.objects.filter(pk__in=ids, round__state=Round.State.CLOSED)
    today, files = timezone.localdate(), []
    follow(0, len(ids))
    for number, survey in enumerate(surveys.select_related("deal", "round"), 1):
        opened = newest_report(survey)
        if opened is not None:
            opened = editions.learning_report_in_file(opened, survey)
            files += [
                (_name(survey, opened, each), file_of(opened, each, today=today))
                for each in LearningReportFile.Format
            ]
        follow(number, len(ids))
    return Made("deel.zip", ZIP, zipped(files, are_compressed=True)) if files else NOTHING


def join(contents):
    """Joins the parts, each a zip, into one zip."""
    files = [read_me(TOLD)]
    for content in contents:
        with zipfile.ZipFile(io.BytesIO(content)) as part:
            files += [(name, part.read(name)) for name in part.namelist()]
    return zipped(files, are_compressed=True)


def _name(survey, opened, format_):
    """The slug keeps it unique; the name says how far the report is."""
    report = opened.learning_report
    return (
        f"{survey.deal.slug[:100]}/leerrapport-{survey.round.year}-{report.state}-{report.edition}.{format_}"
    )


def title_of(round_):
    return f"Alle leerrapporten van ronde {round_.year} (zip)"


LEARNING_REPORTS = JobKind(
    permission="impacttool.manage_rounds",
    make=make,
    parts=Parts(
        cut,
        Joined(
            join,
            file_name=lambda key: f"leerrapporten-{key}.zip",
            content_type=ZIP,
            nothing="Er zijn nog geen rapporten van deze ronde. Laat ze eerst maken.",
        ),
    ),
)
