"""A figure over deals is where its reader may have it, and nowhere else: on pages, in files, in the API."""

import io
import re
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from partners.actions import create_api_token
from reports.actions import bundle, learning_reports
from reports.actions.web_reports import publish_web_report
from reports.queries.learning_reports import newest_report
from tests import factories
from tests.factories import NOON
from tests.reports.pdf_text import all_text
from tests.reports.test_web_reports import closed_round, issue_all

pytestmark = pytest.mark.django_db
REFERENCE = "3,1"  # (5 + 4 + 2.5 + 1) / 4, rounded: 3.125; no deal of the round shows it as its own


@pytest.fixture
def round_():
    """Four deals: 5,0, 4,0, 2,5 and 1,0 on both indicators, 10 people each."""
    scores = (5, 4, None, 1)
    answers = [[(score, score, score)] * 10 if score else [(2, 2, 2), (3, 3, 3)] * 5 for score in scores]
    made = closed_round(answers, year=2024)
    issue_all(made)
    return made


def surveys_of(round_):
    return list(round_.surveys.select_related("deal", "round").order_by("pk"))


def outputs(client, survey):
    """What one reader gets of a deal, as text, by where."""
    args = [survey.round.year, survey.deal.slug]
    page = client.get(reverse("reports:web_report", args=args)).content.decode()
    got = {
        "page": re.sub(r"<details.*?</details>", "", page, flags=re.S),
        "web": client.get(reverse("reports:deal_web", args=[survey.deal.slug])).content.decode(),
        "years": client.get(reverse("reports:deal_years", args=[survey.deal.slug])).content.decode(),
        "svg": client.get(reverse("reports:web_report_file", args=[*args, "svg"])).content.decode(),
        "pdf": all_text(client.get(reverse("reports:web_report_file", args=[*args, "pdf"])).content),
    }
    learning_report = client.get(reverse("reports:learning_report", args=args))
    if learning_report.status_code == 200:
        got["learning report"] = learning_report.content.decode()
        sheet = client.get(reverse("reports:learning_report_file", args=[*args, "xlsx"])).content
        rows = load_workbook(io.BytesIO(sheet))["Cijfers"].iter_rows(values_only=True)
        got["sheet"] = " ".join(str(cell).replace(".", ",") for row in rows for cell in row)
    return got


def where(client, survey):
    return {name for name, text in outputs(client, survey).items() if REFERENCE in text}


def test_a_dealmaker_of_one_of_four_deals_sees_all_deals_until_another_is_public(client, round_):
    own, second, third, _fourth = surveys_of(round_)
    client.force_login(factories.dealmaker(own.deal))
    assert where(client, own) == {"page", "web", "years", "svg", "pdf", "learning report", "sheet"}
    assert _api(client, own) == [3.1, 3.1]
    publish_web_report(survey=second, is_published=True, by=factories.staff())
    assert where(client, own) == set()  # two are left
    assert _api(client, own) == [None, None]
    assert "niet te tonen" in outputs(client, own)["page"]
    publish_web_report(survey=third, is_published=True, by=factories.staff())
    assert where(client, own) == set()  # one is left
    publish_web_report(survey=_fourth, is_published=True, by=factories.staff())
    assert where(client, own) == {"page", "web", "years", "svg", "pdf", "learning report", "sheet"}


def test_in_public_it_is_what_everybody_with_an_account_may_have(client, round_):
    """Without an account three are not seen; but the dealmaker of one of those can read along."""
    public, other, *_rest = surveys_of(round_)
    publish_web_report(survey=public, is_published=True, by=factories.staff())
    assert where(client, public) == {"page", "web", "years", "svg", "pdf"}
    factories.dealmaker(other.deal)
    assert where(client, public) == set()


def test_agenda_stad_sees_it_and_hands_on_what_the_team_may_have(client, round_):
    own, public, *_rest = surveys_of(round_)
    publish_web_report(survey=public, is_published=True, by=factories.staff())
    client.force_login(factories.staff())
    assert where(client, own) == {"page", "web", "years", "learning report"}


def test_a_final_learning_report_is_made_anew_where_its_reader_may_not_have_the_stored_one(client, round_):
    own, public, *_rest = surveys_of(round_)
    maker, staff = factories.dealmaker(own.deal), factories.staff()
    for act, by in ((learning_reports.agree, maker), (learning_reports.finalise, staff)):
        act(survey=own, seal=newest_report(own).seal, by=by, now=NOON)
    client.force_login(maker)
    assert {"learning report", "sheet"} <= where(client, own)
    publish_web_report(survey=public, is_published=True, by=staff)
    assert not {"learning report", "sheet"} & where(client, own)


def test_each_pdf_of_the_bundle_and_each_row_of_its_sheet_is_for_those_of_its_deal(round_):
    own, public, *_rest = surveys_of(round_)
    publish_web_report(survey=public, is_published=True, by=factories.staff())
    made = bundle.make(str(round_.year), lambda done, total: None)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        pdf = archive.read(f"rapporten/{own.deal.slug}-2024-v1.pdf")
        sheet = load_workbook(io.BytesIO(archive.read("cijfers-2024.xlsx")))
    assert REFERENCE not in all_text(pdf) and "5,0" in all_text(pdf)
    head, *rows = sheet["Cijfers"].values
    shown = {row[0] for row in rows if row[head.index("Alle deals")] is not None}
    assert shown == {public.deal.name}  # its own people know one of the four, those of the others two
    assert any("Niet te tonen" in str(cell) for row in sheet["Toelichting"].values for cell in row)


def _api(client, survey):
    found = client.get(reverse("api_deal_scores", args=[survey.round.year, survey.deal.slug])).json()
    return [row["all_deals_mean"] for row in found["indicators"]]


@pytest.mark.parametrize(
    ("scope", "public", "hidden"), [("openbaar", None, None), ("eigen", None, 3.1), ("rapporten", 3.1, 3.1)]
)
def test_a_key_of_agenda_stad_gives_of_other_deals_what_its_readers_may_have(
    client, round_, scope, public, hidden
):
    """Three of four are public: with the mean of all, everybody could work out the fourth, and only its own people may."""
    surveys = surveys_of(round_)
    officer = factories.staff()
    for survey in surveys[:3]:
        publish_web_report(survey=survey, is_published=True, by=officer)
    surveys[3].deal.roles.create(user=officer, role="dealmaker")
    key = create_api_token(user=officer, by=None, scope=scope)
    for survey, expected in ((surveys[0], public), (surveys[3], hidden)):
        address = reverse("api_deal_scores", args=[round_.year, survey.deal.slug])
        answer = client.get(address, headers={"Authorization": f"Token {key}"})
        if answer.status_code == 200:
            assert answer.json()["indicators"][0]["all_deals_mean"] == expected
        else:
            assert (answer.status_code, scope) == (403, "openbaar")
