"""Notes that several people type at once: nothing is overwritten, nothing is lost, with a script and without."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from foundation.models import AuditEvent
from reports.actions.talks import NoteChangedMeanwhile, save_note
from reports.events import TalkEvent
from reports.forms.talks import LONGEST_NOTE
from reports.models import ElementNote
from reports.views.notes import mark_of
from tests import factories
from tests.reports.talks import HOSTILE, browser, hold_talk, setting, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = setting()
    made.talk = hold_talk(made)
    made.first = made.elements[0]
    return made


def send(world, person, text, version=0, element=None):
    """As the script does."""
    given = {"element": (element or world.first).pk, "version": version, "text": text}
    return browser(person).post(url(world, "save_note", world.talk.pk), given)


def plain(world, person, **typed):
    """As the form does without a script: `typed` over the empty notes that were read."""
    fields = {}
    for element in world.elements:
        fields |= {f"text-{element.pk}": "", f"version-{element.pk}": 0, f"read-{element.pk}": mark_of("")}
    return browser(person).post(url(world, "talk", world.talk.pk), fields | typed)


def stored():
    return list(ElementNote.objects.values_list("text", "version"))


def test_every_save_is_a_new_version(world):
    assert send(world, world.dealmaker, "Te druk").json()["version"] == 1
    answer = send(world, world.staff, "Te druk, zegt de stad", version=1).json()
    assert (answer["version"], len(answer["saved_at"])) == (2, 5)
    assert stored() == [("Te druk, zegt de stad", 2)]
    assert ElementNote.objects.get().written_by == world.staff


@pytest.mark.parametrize("version", [0, 1])
def test_the_second_of_two_gets_the_text_of_the_first_and_stores_nothing(world, version):
    if version:
        send(world, world.staff, "begin")
    send(world, world.dealmaker, "van mij", version=version)
    answer = send(world, world.staff, "van een ander", version=version)
    assert answer.status_code == 409
    assert answer.json() == {
        "element": world.first.pk,
        "version": version + 1,
        "text": "van mij",
        "by": "Dora Dealmaker",
    }
    assert stored() == [("van mij", version + 1)]
    assert send(world, world.staff, "van mij\n\nvan een ander", version=version + 1).status_code == 200


def test_the_same_text_from_two_people_is_no_quarrel(world):
    send(world, world.dealmaker, "eens")
    assert send(world, world.staff, "eens").json()["version"] == 1


def test_nothing_is_written_for_an_empty_note(world):
    assert send(world, world.dealmaker, "  \n ").json()["version"] == 0
    assert stored() == []


def test_line_ends_are_no_change(world):
    send(world, world.dealmaker, "een\r\ntwee")
    assert stored() == [("een\ntwee", 1)]
    assert send(world, world.dealmaker, "een\ntwee", version=1).json()["version"] == 1


def test_a_note_that_is_too_long_is_refused_in_words(world):
    answer = send(world, world.dealmaker, "x" * (LONGEST_NOTE + 1))
    assert (answer.status_code, stored()) == (422, [])
    assert "te lang: hoogstens 20000 tekens" in answer.json()["message"]
    assert send(world, world.dealmaker, "x" * LONGEST_NOTE).status_code == 200


def test_an_element_of_another_questionnaire_is_refused(world):
    other = factories.instrument().indicators.first().elements.create(text="elders")
    assert send(world, world.dealmaker, "x", element=other).status_code == 422


def test_who_has_the_page_open_hears_what_others_wrote(world):
    send(world, world.dealmaker, "Te druk")
    heard = browser(world.staff).get(url(world, "notes", world.talk.pk)).json()
    assert heard == {
        "notes": [{"element": world.first.pk, "version": 1, "text": "Te druk", "by": "Dora Dealmaker"}]
    }


def test_the_log_tells_who_wrote_where_but_never_what(world):
    for number in range(3):
        send(world, world.dealmaker, f"Geheim {number}", version=number)
    send(world, world.staff, "Geheim 3", version=3)
    lines = AuditEvent.objects.filter(event=TalkEvent.NOTE_WRITTEN)
    assert [line.actor for line in lines.order_by("pk")] == [world.dealmaker, world.staff]
    assert "Geheim" not in str(list(lines.values()))


# Without a script


def test_without_a_script_only_what_was_touched_is_stored(world):
    first, second, _third = world.elements
    send(world, world.staff, "van de staf", element=second)
    answer = plain(world, world.dealmaker, **{f"text-{first.pk}": "van mij"})
    assert answer.status_code == 302
    assert stored() == [("van mij", 1), ("van de staf", 1)]


def test_without_a_script_the_second_sees_both_texts_and_may_store_the_own(world):
    key = world.first.pk
    send(world, world.staff, "van de staf")
    answer = plain(world, world.dealmaker, **{f"text-{key}": "van mij <b>"})
    page = answer.content.decode()
    assert (answer.status_code, stored()) == (409, [("van de staf", 1)])
    assert "Stan Staf schreef hier intussen:" in page
    assert "van de staf" in page
    assert "van mij &lt;b&gt;</textarea>" in page
    assert "Eén aantekening is nog niet bewaard" in page
    again = {f"text-{key}": "van mij", f"version-{key}": 1, f"read-{key}": mark_of("van de staf")}
    assert f'name="version-{key}" value="1"' in page
    assert f'name="read-{key}" value="{mark_of("van de staf")}"' in page
    assert plain(world, world.dealmaker, **again).status_code == 302
    assert stored() == [("van mij", 2)]


def test_without_a_script_a_long_note_keeps_its_text(world):
    long = "x" * (LONGEST_NOTE + 1)
    answer = plain(world, world.dealmaker, **{f"text-{world.first.pk}": long})
    assert answer.status_code == 422
    assert "te lang" in answer.content.decode()
    assert f"{long}</textarea>" in answer.content.decode()


def test_hostile_text_stays_text(world):
    send(world, world.dealmaker, HOSTILE)
    page = browser(world.staff).get(url(world, "talk", world.talk.pk)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =SUM(A1) 👍🏽 \u202eשלום {{ x }} {% y %}" in page
    assert "<script>alert" not in page


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_one_is_stored(world):
    refused = []

    def write(number):
        try:
            save_note(
                talk=world.talk,
                element=world.first,
                text=f"tekst {number}",
                version=0,
                by=world.dealmaker,
                now=timezone.now(),
            )
        except NoteChangedMeanwhile as refusal:
            refused.append(refusal.stored.text)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    note = ElementNote.objects.get()
    assert (note.version, refused) == (1, [note.text] * 5)
