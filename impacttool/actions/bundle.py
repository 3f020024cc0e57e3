"""The bundle of a round: every report as PDF and the published figures as one sheet, in one zip."""

import io
import zipfile

from impacttool import report_words, round_sheet
from impacttool.actions.document_jobs import CannotMake, Kind, Made
from impacttool.models import ReportFile, Round
from impacttool.queries.reports import newest_reports

KIND = "bundel"
READ_ME = "LEESMIJ.txt"


def make(key, follow):
    """`key`: the year of the round. One report at a time is in memory. Raises CannotMake."""
    round_ = Round.objects.closed().filter(year=key).first()
    if round_ is None:
        raise CannotMake("Deze ronde is nog niet afgerond. Rapporten komen na de sluiting.")
    reports = newest_reports(round_)
    if not reports:
        raise CannotMake("Er zijn nog geen rapporten van deze ronde. Laat ze eerst maken.")
    file, total = io.BytesIO(), len(reports) + 1
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        follow(0, total)
        for number, report in enumerate(reports, 1):
            pdf = ReportFile.objects.get(report=report, format=ReportFile.Format.PDF)
            archive.writestr(_entry(_pdf_name(report, round_)), bytes(pdf.content))
            follow(number, total)
        archive.writestr(_entry(f"cijfers-{round_.year}.xlsx"), _sheet(round_, reports))
        archive.writestr(_entry(READ_ME), _read_me(round_, reports).encode())
    follow(total, total)
    return Made(f"ronde-{round_.year}.zip", "application/zip", file.getvalue())


def _entry(name):
    """Without the clock, so that the same reports give the same bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _pdf_name(report, round_):
    """The slug makes it one of its own, also where two names begin alike."""
    return f"rapporten/{report.survey.deal.slug[:100]}-{round_.year}-v{report.version}.pdf"


def _sheet(round_, reports):
    figures = [report.figures for report in reports]
    notes = [
        _fictitious(round_),
        "Om van te leren, niet om af te rekenen: dit is geen ranglijst. De deals staan op alfabet.",
        *report_words.method_points(figures[0]),
    ]
    rows = round_sheet.lines(figures)
    return round_sheet.workbook(f"Cijfers van ronde {round_.year}", [note for note in notes if note], rows)


def _read_me(round_, reports):
    missing = round_.surveys.exclude(pk__in=[report.survey_id for report in reports])
    names = missing.order_by("deal__name").values_list("deal__name", flat=True)
    lines = [
        f"Ronde {round_.year}: {len(reports)} rapporten en een blad met de cijfers die getoond mogen worden.",
        _fictitious(round_),
        "Om van te leren, niet om af te rekenen. Niet elk rapport is openbaar: deel het alleen met wie het mag lezen.",
        *(f"Nog zonder rapport: {name}" for name in names),
    ]
    return "\r\n".join(line for line in lines if line) + "\r\n"


def _fictitious(round_):
    return "De antwoorden en scores in deze ronde zijn verzonnen." if round_.is_fictitious else ""


def title_of(round_):
    return f"Alles van ronde {round_.year} (zip)"


BUNDLE = Kind(permission="impacttool.manage_rounds", make=make)
