"""The register of public bodies: complete, exact, and safe to load again."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Count, Q

from foundation.models import AuditEvent
from partners.models import Network, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(capsys):
    call_command("load_organisations")


def _of_today():
    return Q(ended_on__isnull=True) | Q(type="ministerie")


def everything():
    return list(Organisation.objects.order_by("pk").values())


def test_counts_of_each_type(register):
    counts = Counter(Organisation.objects.filter(_of_today()).values_list("type", flat=True))
    known = {"ministerie": 15, "provincie": 12, "waterschap": 21, "gemeente": 342}
    assert known.items() <= counts.items()
    assert set(counts) - set(known) == {"koepel", "kennisinstelling", "overige_overheid"}
    assert set(Network.objects.values_list("code", flat=True)) == {"G4", "G40", "M50", "P10", "K80"}


def test_facts_of_a_municipality(register):
    found = Organisation.objects.select_related("province").get(name="Gemeente 's-Hertogenbosch")
    assert found.tooi_uri == "https://identifier.overheid.nl/tooi/id/gemeente/gm0796"
    assert (found.cbs_code, found.oin) == ("GM0796", "00000001001709124000")
    assert found.province.name == "Provincie Noord-Brabant"
    assert found.source and found.source_url


def test_every_municipality_has_a_province(register):
    municipalities = Organisation.objects.filter(_of_today(), type="gemeente")
    assert not municipalities.filter(province=None).exists()
    assert municipalities.filter(province__name="Provincie Limburg").count() == 31
    assert municipalities.filter(province__name="Provincie Zeeland").count() == 13


def test_municipalities_are_in_their_networks_with_the_source(register, client):
    counts = dict(Network.objects.values_list("code").annotate(Count("organisations")))
    assert counts == {"G4": 4, "G40": 41, "M50": 61, "P10": 27, "K80": 11}
    assert not Organisation.objects.exclude(type="gemeente").filter(networks__isnull=False).exists()
    page = client.get(
        Organisation.objects.get(name="Gemeente Berkelland").get_absolute_url()
    ).content.decode()
    assert "P10" in page and "lidmaatschap daarna niet bevestigd gevonden" in page
    assert "ledenlijst per 2017-01-01" in page and "1 januari 2017" in page


def test_networks_that_people_changed_stay_as_they_are(register):
    delft = Organisation.objects.get(name="Gemeente Delft")
    assert [one.code for one in delft.networks.all()] == ["G40"]
    delft.networks.clear()
    call_command("load_organisations")
    assert not delft.networks.exists()


def test_a_network_entered_by_hand_has_no_source_that_is_not_there(register, client):
    place = Organisation.objects.get(name="Gemeente Aalsmeer")
    place.networks.add(Network.objects.get(code="M50"))
    facts = client.get(place.get_absolute_url()).content.decode().split('id="feiten"')[1]
    assert "M50" in facts and "middelgrote" not in facts


def test_ended_ministries_have_a_date_and_no_invented_successor(register):
    ended = Organisation.objects.filter(type="ministerie", ended_on__isnull=False)
    assert {one.abbreviation for one in ended} == {"VRO", "KGG", "AenM"}
    assert {one.ended_on for one in ended} == {date(2026, 2, 23)}
    assert not ended.filter(successor__isnull=False).exists()


@pytest.mark.parametrize(
    ("name", "ended_on", "successor"),
    [
        ("Gemeente Weesp", date(2022, 3, 24), "Gemeente Amsterdam"),
        ("Gemeente Sint Anthonis", date(2022, 1, 1), "Gemeente Land van Cuijk"),
        ("Gemeente Westvoorne", date(2023, 1, 1), "Gemeente Voorne aan Zee"),
        ("Gemeente Haaren", date(2021, 1, 1), None),
    ],
)
def test_a_merged_municipality_names_its_successor_and_source(register, name, ended_on, successor):
    one = Organisation.objects.get(name=name)
    assert (one.ended_on, one.successor and one.successor.name) == (ended_on, successor)
    assert one.source.startswith("CBS")


def test_only_split_municipalities_have_no_single_successor(register):
    merged = Organisation.objects.filter(type="gemeente", ended_on__isnull=False)
    assert merged.count() == 83
    split = {one.name for one in merged.filter(successor=None)}
    assert split == {f"Gemeente {name}" for name in ("Haaren", "Littenseradiel", "Maasdonk", "Winsum")}


def test_the_names_dealmakers_type_are_understood(register):
    from deals.queries.known_rows import directory_of

    directory = directory_of(date(2026, 6, 1))
    for typed, name in {
        "Ministerie van IenW": "Ministerie van Infrastructuur en Waterstaat",
        "BZK": "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
        "Ministerie van BZK": "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
        "gemeente den bosch": "Gemeente 's-Hertogenbosch",
        "Weesp": "Gemeente Weesp",
    }.items():
        assert [one.name for one in directory.named(typed)] == [name], typed
    assert directory.alike("Ministerie van Verzonnen") == []


def test_a_second_run_changes_nothing(register):
    before = everything()
    call_command("load_organisations")
    assert everything() == before
    assert (
        AuditEvent.objects.count() == 4
    )  # the register, the merged and well-known ones, the networks: once each


def test_what_people_changed_stays_and_what_is_missing_comes_back(register):
    edited = Organisation.objects.get(tooi_uri__endswith="gm0363")
    edited.name, edited.oin = "Gemeente Amsterdam (hoofdstad)", "eigen OIN"
    edited.save()
    Organisation.objects.filter(tooi_uri__endswith="gm0344").delete()
    Organisation.objects.filter(tooi_uri__endswith="gm0599").update(cbs_code="")
    call_command("load_organisations")
    edited.refresh_from_db()
    assert (edited.name, edited.oin) == ("Gemeente Amsterdam (hoofdstad)", "eigen OIN")
    assert Organisation.objects.filter(name="Gemeente Utrecht").exists()
    assert Organisation.objects.get(tooi_uri__endswith="gm0599").cbs_code == "GM0599"


def test_it_takes_few_queries(db, django_assert_max_num_queries, capsys):
    with django_assert_max_num_queries(32):
        call_command("load_organisations")
