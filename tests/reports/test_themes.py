"""Themes: a short list of staff, and giving them to texts, quickly and without overwriting each other."""

import pytest
from django.urls import reverse

from foundation.concurrent_edit import ChangedMeanwhile
from reports.actions import themes as actions
from reports.actions.themes import mark_text, save_theme
from reports.models import MarkedText, Theme
from reports.queries.marked_texts import agreed_texts
from tests import factories
from tests.audit_log import verbs
from tests.reports.reported import agree, reported_round, survey_of
from tests.reports.test_programme_reports import HOSTILE, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    found = reported_round()
    agree(survey_of(found, 1), lessons=["Begin klein.", "Neem de tijd."], attention=["Let op."])
    return found


@pytest.fixture
def themes():
    return [Theme.objects.create(name=name) for name in ("Borging", "Geld")]


def listed(round_):
    return (
        browser(factories.staff())
        .get(reverse("programme_reports:texts", args=[round_.year]))
        .content.decode()
    )


def test_what_nobody_looked_at_stands_first(round_, themes):
    second = agreed_texts(round_)[0]
    browser(factories.staff()).post(second.url, {"themes": [themes[0].pk], "version": ""})
    shown = listed(round_)
    assert shown.index("Neem de tijd.") < shown.index('id="bekeken"') < shown.index("Begin klein.")
    assert "leerpunt · Borging" in shown


def test_saving_leads_to_the_next_that_nobody_looked_at(round_, themes):
    first, second, third = agreed_texts(round_)
    client = browser(factories.staff())
    answer = client.post(second.url, {"themes": [themes[0].pk, themes[1].pk], "is_for_letter": "on"})
    assert answer["Location"] == third.url
    assert client.post(third.url, {"version": ""})["Location"] == first.url
    last = client.post(first.url, {"themes": [themes[1].pk]})
    assert last["Location"] == reverse("programme_reports:texts", args=[round_.year])
    found = [(one.themes, one.marked.is_for_letter) for one in agreed_texts(round_)]
    assert found == [(("Geld",), False), (("Borging", "Geld"), True), ((), False)]
    assert verbs().count("gaf thema’s aan een leerpunt") == 2


def test_an_attention_point_is_not_for_the_letter(round_, themes):
    point = agreed_texts(round_)[2]
    client = browser(factories.staff())
    assert "Kamerbrief" not in client.get(point.url).content.decode()
    client.post(point.url, {"themes": [], "is_for_letter": "on"})
    assert not MarkedText.objects.get().is_for_letter


def test_two_who_mark_the_same_text_do_not_overwrite_each_other(round_, themes):
    text, client = agreed_texts(round_)[0], browser(factories.staff())
    client.post(text.url, {"themes": [themes[0].pk], "version": "1"})
    answer = client.post(text.url, {"themes": [themes[1].pk], "version": ""})
    assert answer.status_code == 409 and "Intussen opgeslagen: “Borging”." in answer.content.decode()
    assert agreed_texts(round_)[0].themes == ("Borging",)


def test_of_two_who_save_at_the_same_moment_the_second_is_refused(round_, themes):
    """Both forms were checked before either was stored."""
    text, staff = agreed_texts(round_)[0], factories.staff()
    browser(staff).post(text.url, {"themes": [themes[0].pk], "version": ""})
    for late, save in (
        (MarkedText.objects.get(), lambda one, **how: mark_text(marked=one, themes=[], **how)),
        (themes[1], lambda one, **how: save_theme(theme=one, **how)),
    ):
        type(late).objects.filter(pk=late.pk).update(version=late.version + 1)
        with pytest.raises(ChangedMeanwhile):
            save(late, version=late.version, changes={}, by=staff)
    assert agreed_texts(round_)[0].themes == ("Borging",)


def test_a_mark_and_its_themes_are_stored_together_or_not_at_all(round_, themes, monkeypatch):
    text, client = agreed_texts(round_)[0], browser(factories.staff())

    def full(_event, **_line):
        raise OSError("schijf vol")

    monkeypatch.setattr(actions, "record_event", full)
    with pytest.raises(OSError, match="schijf vol"):
        client.post(text.url, {"themes": [themes[0].pk], "version": ""})
    assert not MarkedText.objects.exists()


def test_a_retired_theme_is_not_to_be_chosen_but_stays_where_it_was_given(round_, themes):
    first, second, _third = agreed_texts(round_)
    client = browser(factories.staff())
    client.post(first.url, {"themes": [themes[0].pk]})
    Theme.objects.filter(name="Borging").update(is_active=False)
    assert "Borging" in client.get(first.url).content.decode()
    assert "Borging" not in client.get(second.url).content.decode()
    client.post(first.url, {"themes": [themes[0].pk, themes[1].pk], "version": "1"})
    assert agreed_texts(round_)[0].themes == ("Borging", "Geld")


def test_while_a_round_is_open_there_are_no_texts_and_no_report_to_keep():
    round_, staff = factories.round_(), browser(factories.staff())
    assert staff.get(reverse("programme_reports:texts", args=[round_.year])).status_code == 404
    for name in ("report_order", "report_intros", "report_final", "report_edition"):
        assert staff.post(reverse(f"programme_reports:{name}", args=[round_.year])).status_code == 404


def test_the_form_can_be_filled_in_without_a_mouse(round_, themes):
    shown = browser(factories.staff()).get(agreed_texts(round_)[0].url).content.decode()
    assert shown.count("autofocus") == 1 and "Opslaan en naar de volgende" in shown
    assert "hierna nog 2" in shown


def test_hostile_text_is_text(themes):
    found = reported_round()
    agree(survey_of(found, 1), lessons=[HOSTILE])
    for shown in (listed(found), browser(factories.staff()).get(agreed_texts(found)[0].url).content.decode()):
        assert "&lt;script&gt;" in shown and "<script>alert" not in shown


def test_without_themes_or_texts_the_page_says_what_to_do():
    shown = listed(reported_round())
    assert "Er zijn nog geen thema’s" in shown and "Nog geen leerpunten of aandachtspunten" in shown
    assert "Deals zonder akkoord op een leerrapport" in shown


def test_a_theme_is_added_changed_and_never_there_twice():
    client = browser(factories.staff())
    add = reverse("programme_reports:theme_add")
    client.post(add, {"name": "Borging", "is_active": "on"})
    assert "Dit thema staat al in de lijst." in client.post(add, {"name": "borging"}).content.decode()
    theme = Theme.objects.get()
    client.post(theme.get_absolute_url(), {"name": "Borging", "version": "1"})
    theme.refresh_from_db()
    assert (theme.is_active, theme.version) == (False, 2)
    shown = client.get(reverse("programme_reports:themes")).content.decode()
    assert "niet meer te kiezen" in shown
    assert verbs() == ["wijzigde een thema", "voegde een thema toe"]


def test_the_list_says_how_often_a_theme_was_given(round_, themes):
    client = browser(factories.staff())
    for text in agreed_texts(round_)[:2]:
        client.post(text.url, {"themes": [themes[0].pk]})
    shown = client.get(reverse("programme_reports:themes")).content.decode()
    assert shown.index(">2</td>") < shown.index("Geld") < shown.index(">0</td>")
