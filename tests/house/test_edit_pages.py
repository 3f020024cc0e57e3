"""A newcomer can follow an edit, from its address to the stored row, in a few files."""

import sys

import pytest
from django.urls import reverse

from deals.record_kinds import KINDS, kinds_with_page
from tests import factories
from tests.house import tree
from tests.house.test_record_kinds import WORD, typed_as

pytestmark = pytest.mark.django_db
FILES = 7
# Shared by every page of a deal: read once, and known for all of them.
GROUND = {
    "deals/actions/removing.py",  # how each record is named in the log
    "deals/breadcrumbs.py",
    "deals/models/deal.py",
    "deals/models/reach.py",
    "deals/models/removable.py",
    "deals/permissions.py",
    "deals/record_kinds.py",
    "deals/views/access.py",
}


def _files_of_room(act):
    """The files of the room of which a function runs during `act`."""
    found, root = set(), f"{tree.ROOT}/"

    def look(frame, event, _argument):
        name = frame.f_code.co_filename
        if event == "call" and name.startswith(f"{root}deals/"):
            found.add(name.removeprefix(root))

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        act()
    finally:
        sys.setprofile(before)
    return found


def _files_to_read(client, address, data):
    answers = []
    files = _files_of_room(lambda: answers.append(client.post(address, data)))
    assert answers[0].status_code == 302
    return {"deals/urls.py", *files} - GROUND


@pytest.fixture
def deal():
    return factories.deal()


@pytest.fixture
def maker(client, deal):
    client.force_login(factories.dealmaker(deal))
    return client


@pytest.mark.parametrize("what", kinds_with_page())
def test_an_edit_of_a_record_is_read_in_a_few_files(maker, deal, what):
    typed = typed_as(what, WORD)
    maker.post(reverse("deals:piece_add", args=[deal.slug, what]), typed)
    record = KINDS[what].of(deal).get()
    address = reverse("deals:piece_edit", args=[deal.slug, what, record.pk])
    files = _files_to_read(maker, address, typed | {"version": record.version})
    assert "deals/views/records.py" in files and len(files) <= FILES, sorted(files)


def test_so_is_an_edit_of_an_agreement(maker, deal):
    made = factories.commitment(participation=factories.participation(deal=deal))
    typed = {"kind": "inzet", "description": WORD, "year_from": 2024, "year_until": 2027, "version": 1}
    files = _files_to_read(maker, reverse("deals:commitment_edit", args=[deal.slug, made.pk]), typed)
    assert "deals/views/commitments.py" in files and len(files) <= FILES, sorted(files)
