"""The organisation's commitments, beside the statements: its own name, its own table."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from deals.actions import digest_texts, digests
from deals.models import CommitmentConfirmation
from deals.queries.digest import news_of
from foundation.models import AuditEvent, OutgoingMail
from impacttool.models import Response
from tests import factories
from tests.audit_log import verb
from tests.impacttool.respondents import NOW, Respondent, invite, open_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def person():
    organisation = factories.organisation(name="Gemeente Deventer")
    return Respondent(invite(open_survey(year=2026), organisation=organisation, partner_type="gemeente"))


@pytest.fixture
def commitments(person):
    participation = factories.participation(
        deal=person.invitation.survey.deal, organisation=person.invitation.organisation
    )
    factories.commitment(participation=participation, description="van vroeger", year_until=2025)
    return [
        factories.commitment(participation=participation, description=words) for words in ("eerste", "tweede")
    ]


def test_without_commitments_there_is_nothing_to_confirm(person):
    assert person.get("afspraken/")["Location"] == person.base
    assert "Even nalopen" not in person.get().content.decode()


def test_commitments_are_confirmed_in_the_name_of_the_organisation(person, commitments):
    assert "heeft 2 afspraken" in person.get().content.decode()
    text = person.get("afspraken/").content.decode()
    assert "eerste" in text
    assert "van vroeger" not in text
    first = commitments[0]
    data = {f"a{first.pk}-state": "meer", f"a{first.pk}-note": "mooi", "is_right": "ja"}
    assert person.post("afspraken/", data)["Location"] == person.base
    said = CommitmentConfirmation.objects.get()
    assert (said.commitment, said.year, said.state, said.note) == (first, 2026, "meer", "mooi")
    assert said.confirmed_by == "Gemeente Deventer"
    assert Response.objects.count() == 0
    line = AuditEvent.objects.get()
    assert verb(line) == "Gemeente Deventer bevestigde 1 afspraak over 2026"
    assert line.actor is None


def test_the_log_tells_no_time_that_gives_away_who_answered(client, person, commitments):
    """Otherwise repeated looks at the count would single out one organisation between two of its steps."""
    data = {f"a{commitments[0].pk}-state": "meer", "is_right": "nee"}
    person.post("afspraken/", data)
    assert {localtime(line.at).strftime("%H:%M") for line in AuditEvent.objects.all()} == {"23:59"}
    client.force_login(factories.staff())
    page = client.get(reverse("partners:log")).content.decode()
    assert page.count("1 juni 2026<") == 2 and "23:59" not in page
    assert page.count("alleen de dag, geen tijd") == 2


@pytest.mark.parametrize("hour", [1, 14])
def test_the_overview_of_the_next_morning_alone_tells_of_it(person, commitments, hour):
    officer = factories.dealmaker(person.invitation.survey.deal, is_programme_staff=True)
    told = []
    with time_machine.travel(NOW.replace(hour=hour), tick=False) as clock:
        person.post("afspraken/", {f"a{commitments[0].pk}-state": "meer", "is_right": "ja"})
        for days in range(3):
            clock.move_to(NOW.replace(hour=6) + timedelta(days=days))
            told.append(_changes_told(officer))
    assert told == [0, 1, 0]


def test_the_overview_tells_the_day_and_no_time_either(person, commitments):
    officer = factories.dealmaker(person.invitation.survey.deal, is_programme_staff=True)
    with time_machine.travel(NOW, tick=False) as clock:
        person.post("afspraken/", {f"a{commitments[0].pk}-state": "meer", "is_right": "ja"})
        clock.move_to(NOW.replace(hour=6) + timedelta(days=1))
        [news] = news_of([officer], day=timezone.localdate())[officer.pk]
    said, _url = digest_texts._change("", news.changes[0])
    assert (
        said.startswith("1 juni: Gemeente Deventer") or "1 juni: het portaal zelf Gemeente Deventer" in said
    )


def _changes_told(officer):
    """Of the overview that is sent now, which is the next one's last look."""
    digests.plan_digests(now=timezone.now())
    mails = OutgoingMail.objects.filter(kind=digests.KIND, state=OutgoingMail.State.WAITING)
    news = news_of([officer], day=timezone.localdate())[officer.pk]
    mails.update(state=OutgoingMail.State.SENT, sent_at=timezone.now())
    return sum(len(one.changes) for one in news)


def test_no_page_tells_the_order_in_which_lines_of_a_day_were_written(client, person, commitments):
    """A key between two others would be a time again."""
    person.post("afspraken/", {f"a{commitments[0].pk}-state": "meer", "is_right": "ja"})
    line = AuditEvent.objects.get()
    factories.log_in(client, factories.administrator())
    assert client.get(f"/beheer/foundation/auditevent/?id__lte={line.pk}").status_code == 404
    assert client.get(f"/beheer/foundation/auditevent/{line.pk}/change/").status_code == 404


def test_the_form_no_longer_asks_what_was_said_about_every_commitment(person, commitments):
    first, second = commitments
    person.post("afspraken/", {f"a{first.pk}-state": "meer", "is_right": "ja"})
    assert "Hoe ging het dit jaar?" in person.get().content.decode()
    person.post("afspraken/", {f"a{second.pk}-state": "zoals", "is_right": "ja"})
    page = person.get().content.decode()
    assert "Hoe ging het dit jaar?" not in page
    assert "Bekijken of wijzigen" in page


def test_what_was_said_about_another_year_does_not_count(person, commitments):
    for one in commitments:
        CommitmentConfirmation.objects.create(commitment=one, year=2025, state="zoals")
    assert "Hoe ging het dit jaar?" in person.get().content.decode()


def test_who_skipped_the_commitments_finds_them_on_the_receipt(person, commitments):
    person.send(4, 4, 4)
    page = person.get("klaar/").content.decode()
    assert f'href="{person.base}afspraken/"' in page


def test_the_receipt_of_who_has_none_does_not_speak_of_them(person):
    person.send(4, 4, 4)
    assert "afspraken/" not in person.get("klaar/").content.decode()


def test_a_colleague_who_said_something_else_is_not_overwritten_unseen(person, commitments):
    first = commitments[0]
    CommitmentConfirmation.objects.create(commitment=first, year=2026, state="minder", note="tegenslag")
    data = {f"a{first.pk}-state": "meer"}
    page = person.post("afspraken/", data)
    assert page.status_code == 422
    text = page.content.decode()
    assert "minder dan afgesproken" in text
    assert "tegenslag" in text
    assert CommitmentConfirmation.objects.get().state == "minder"
    seen = data | {f"a{first.pk}-was_state": "minder", f"a{first.pk}-was_note": "tegenslag"}
    person.post("afspraken/", seen)
    assert CommitmentConfirmation.objects.get().state == "meer"


def test_everything_may_be_skipped(person, commitments):
    assert person.post("afspraken/", {})["Location"] == person.base
    assert not CommitmentConfirmation.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_note_without_a_choice_is_asked_about(person, commitments):
    page = person.post("afspraken/", {f"a{commitments[0].pk}-note": "hm"})
    assert page.status_code == 422
    assert "Kies ook hoe het ging." in page.content.decode()


def test_a_contact_who_is_no_longer_right_is_told_to_the_team(person, commitments):
    answer = person.post("afspraken/", {"is_right": "nee"})
    assert answer["Location"] == person.base + "overdragen/"
    assert verb(AuditEvent.objects.get()) == "Gemeente Deventer meldde dat de contactpersoon niet meer klopt"


def test_a_strange_choice_is_refused(person, commitments):
    page = person.post("afspraken/", {f"a{commitments[0].pk}-state": "onzin"})
    assert page.status_code == 422
