"""What people can do to a round, through everything that is made of it: a sound report or a clear sentence."""

import csv
import html
import io
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pptx import Presentation

from deals.models import ActionPoint
from foundation.job_kinds import CannotMake
from impacttool.actions.closing import close_round
from impacttool.models import Remark, Round
from reports.actions import bundle
from reports.models import Finding, SurveyAttention, SurveyLesson, Talk, WebReport
from tests import factories
from tests.deals.test_views_sheets import sign_in
from tests.factories import NOON
from tests.reports.pdf_text import all_text, faults, squeezed
from tests.reports.test_queries_earlier_rounds import continued
from tests.reports.test_web_reports import issue_all

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://voorbeeld.invalid";"klik")'
MARKUP = '<script>alert(1)</script> #panic("boe") *vet* {{ x }} {% y %} & \\u{41} 👍🏽 \u202eomgekeerd\u202c'
ARABIC = "مرحبا بالعالم هذا نص طويل"
LONG = "samenwerking " * 769 + "eind"  # 10,001 characters
WIDEST = ("Gemeentegrensoverschrijdendesamenwerking" * 6)[:200]
PAGES = ("web_report", "guide", "learning_report")


def held(scores, *, year=2025, deal=None, instrument=None, remarks=(), **fields):
    """A closed round of one deal in which everyone of `scores` answered, with its report."""
    instrument = instrument or factories.instrument(shape=(2, 1))
    round_ = factories.round_(year=year, instrument=instrument, **fields)
    survey = factories.survey(round=round_, deal=deal or factories.deal(slug="een-deal"))
    for one in scores:
        factories.response(survey, one)
    first = instrument.indicators.first()
    Remark.objects.bulk_create(Remark(survey=survey, indicator=first, text=text) for text in remarks)
    close_round(round_=round_, by=None, now=NOON)
    survey.round.refresh_from_db()
    issue_all(survey.round)
    return survey


def said(survey, *texts):
    """A talk in which each of these texts is written wherever text can be written."""
    first = survey.round.instrument.indicators.first()
    Talk.objects.create(survey=survey, held_on=NOON.date(), context="\n".join(texts))
    for text in texts:
        Finding.objects.create(survey=survey, indicator=first, text=text)
        SurveyLesson.objects.create(survey=survey, text=text)
        action = ActionPoint.objects.create(deal=survey.deal, text=text, owner=text[:200])
        SurveyAttention.objects.create(survey=survey, text=text, action_point=action)


def url(survey, name, *more):
    return reverse(f"reports:{name}", args=[survey.round.year, survey.deal.slug, *more])


@pytest.fixture
def staff(client):
    client.force_login(factories.staff())
    return client


def pages(client, survey):
    addresses = {name: url(survey, name) for name in PAGES}
    addresses["years"] = reverse("reports:deal_years", args=[survey.deal.slug])
    answers = {name: client.get(address) for name, address in addresses.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(addresses, 200)
    return {name: answer.content.decode() for name, answer in answers.items()}


def files(client, survey):
    """Every file of this deal, and what the bundle holds, by name."""
    wanted = [
        ("web_report_file", "pdf"),
        ("web_report_file", "svg"),
        ("web_report_file", "png"),
        ("guide_file",),
    ]
    wanted += [("learning_report_file", format_) for format_ in ("pdf", "pptx", "xlsx")]
    found = {" ".join(each): client.get(url(survey, *each)) for each in wanted}
    assert {name: answer.status_code for name, answer in found.items()} == dict.fromkeys(found, 200)
    found = {name: b"".join(answer) for name, answer in found.items()}
    made = bundle.make(str(survey.round.year), lambda done, total: None)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        found |= {f"bundle {name.rpartition('.')[2]}": archive.read(name) for name in archive.namelist()}
    for name in ("web_report_file pdf", "guide_file", "learning_report_file pdf", "bundle pdf"):
        assert not faults(found[name], "ua1"), name
    return found


def words_of(name, content):
    """What a reader of this file reads, without blanks."""
    if content.startswith(b"%PDF"):
        return all_text(content)
    if name.endswith("pptx"):
        return squeezed("".join(_slide_texts(content)))
    if name.endswith("xlsx"):
        return squeezed("".join(str(cell.value) for cell in cells(content) if cell.value is not None))
    if name.endswith("png"):
        return ""
    return squeezed(html.unescape(content.decode()))


def _slide_texts(content):
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            elif shape.has_text_frame:
                yield shape.text_frame.text
        yield slide.notes_slide.notes_text_frame.text


def cells(content):
    return [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]


def everything(client, survey):
    shown = {name: squeezed(html.unescape(page)) for name, page in pages(client, survey).items()}
    return shown | {name: words_of(name, content) for name, content in files(client, survey).items()}


def test_while_the_round_is_open_a_sentence_and_no_figure(staff):
    """Even if figures were stored already."""
    survey = held([(5, 5, 5)] * 12, remarks=["Alleen voor na de sluiting."])
    survey.round.state = Round.State.OPEN
    survey.round.save()
    addresses = [url(survey, name) for name in PAGES]
    wanted = [("web_report_file", "pdf"), ("web_report_file", "svg"), ("web_report_file", "png")]
    wanted += [("learning_report_file", format_) for format_ in ("pdf", "pptx", "xlsx")]
    addresses += [url(survey, *each) for each in wanted]
    for address in [*addresses, reverse("reports:deal_years", args=[survey.deal.slug])]:
        page = staff.get(address, follow=True).content.decode()
        assert "Alleen voor na" not in page and "<table" not in page and "5,0" not in page, address
        assert "De ronde is nog niet afgerond" in page or "Nog geen rapporten" in page, address
    assert staff.get(url(survey, "guide_file")).status_code == 404
    with pytest.raises(CannotMake, match="nog niet afgerond"):
        bundle.make(str(survey.round.year), lambda done, total: None)


def test_without_answers_every_output_says_so(staff):
    shown = everything(staff, held([]))
    for name in (
        "web_report",
        "learning_report",
        "web_report_file pdf",
        "learning_report_file pdf",
        "learning_report_file pptx",
    ):
        assert "geenantwoorden" in shown[name], name
    assert "geenantwoorden" in shown["learning_report_file xlsx"] and "geenantwoorden" in shown["bundle xlsx"]
    assert "Niemandvuldedevragenlijstin" in shown["guide"] and "Niemandvulde" in shown["guide_file"]


def test_one_answer_is_never_told(staff):
    survey = held([(2, 4, 1)], remarks=["Ik was de enige."])
    shown = everything(staff, survey)
    stored = WebReport.objects.get(survey=survey).figures
    assert stored.respondents is None and {each.mean for each in stored.indicators} == {None}
    for name, words in shown.items():
        assert "Ikwasdeenige" not in words, name
        assert "minderdan5" in words or name in (
            "years",
            "web_report_file png",
            "web_report_file svg",
            "bundle txt",
        ), name
    numbers = {
        cell.value
        for cell in cells(files(staff, survey)["learning_report_file xlsx"])
        if cell.data_type == "n"
    }
    assert numbers <= {1, 2, None}  # the numbers of the indicators


def test_all_not_applicable_is_no_answer_and_never_nought(staff):
    survey = held([(None, None, None)] * 12)
    for name, words in everything(staff, survey).items():
        assert "0,0" not in words, name
        if name in (
            "web_report",
            "learning_report",
            "web_report_file pdf",
            "learning_report_file pdf",
            "bundle xlsx",
        ):
            assert "geenantwoorden" in words, name
    assert WebReport.objects.get(survey=survey).figures.respondents == 12


def test_whatever_is_written_is_text_in_every_output(staff):
    deal = factories.deal(slug="een-deal", name=FORMULA)
    texts = (FORMULA, MARKUP, ARABIC, LONG)
    survey = held([(1 + n % 5, 3, 4) for n in range(12)], deal=deal, remarks=texts)
    said(survey, *texts)
    shown = pages(staff, survey)
    for name, page in shown.items():
        assert "<script>alert" not in page, name
    made = files(staff, survey)
    for name in ("learning_report_file xlsx", "bundle xlsx"):
        assert {cell.data_type for cell in cells(made[name])} <= {"s", "n"}, name
        assert not [cell for cell in cells(made[name]) if cell.hyperlink], name
    read = {name: squeezed(html.unescape(page)) for name, page in shown.items()}
    read |= {name: words_of(name, content) for name, content in made.items()}
    everywhere = [name for name in read if name.startswith(("web_report", "guide", "learning_report"))]
    for name in set(everywhere) - {"web_report_file svg", "web_report_file png"}:
        assert squeezed(FORMULA) in read[name], name
        assert squeezed('<script>alert(1)</script> #panic("boe") *vet* {{ x }} {% y %}') in read[name], name
        assert read[name].count("samenwerking") >= 769 and "samenwerkingeind" in read[name], name


def test_names_of_two_hundred_letters_are_whole_in_every_output(staff):
    deal = factories.deal(slug="een-deal", name=WIDEST)
    instrument = factories.instrument(shape=(2, 1))
    instrument.indicators.filter(number=1).update(name=WIDEST[::-1])
    shown = everything(staff, held([(2, 3, 4)] * 12, deal=deal, instrument=instrument))
    for name, words in shown.items():
        if name in ("web_report_file svg", "web_report_file png", "bundle txt"):
            continue
        assert WIDEST in words, name
        assert WIDEST[::-1] in words, name


def test_a_statement_that_was_renamed_is_not_compared(staff):
    """Of indicator 1 one of two statements is still the same, of indicator 2 none."""
    deal, old, new = factories.deal(slug="een-deal"), factories.instrument(), factories.instrument()
    new.indicators.filter(number=2).update(name="Een andere naam")
    continued(old, new, {"1.1": "1.1"})
    held([(2, 5, 1)] * 12, year=2024, deal=deal, instrument=old, is_baseline=True)
    survey = held([(4, 1, 5)] * 12, deal=deal, instrument=new)
    changes = [each.change for each in WebReport.objects.get(survey=survey).figures.indicators]
    assert changes == ["+2.0", None]  # 4 less 2; with both statements it would be 2.5 less 3.5
    for name, words in everything(staff, survey).items():
        if name in (
            "guide",
            "guide_file",
            "web_report_file svg",
            "web_report_file png",
            "bundle txt",
            "bundle xlsx",
        ):
            continue
        assert "nietvergelijkbaar" in words, name
        assert "+2,0" in words or name == "learning_report_file xlsx", name
        assert "+4,0" not in words, name  # indicator 2: 5 less 1, on another statement
    sheet = cells(files(staff, survey)["bundle xlsx"])
    assert 2 in {cell.value for cell in sheet} and 4.0 not in {
        cell.value for cell in sheet if cell.column == 10
    }


def test_what_must_be_done_is_no_formula_in_the_list_of_action_points_either(client):
    survey = held([(4, 4, 4)] * 5)
    said(survey, FORMULA)
    sign_in(client, factories.dealmaker(survey.deal))
    address = reverse("deals:sheet_export", args=[survey.deal.slug, "actiepunten", "csv"])
    content = client.get(address).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert rows[1][0] == f"'{FORMULA}" and not any(cell.startswith("=") for row in rows for cell in row)
