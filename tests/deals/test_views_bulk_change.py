"""The table of partners with many rows: sorting, filters, one change to several, who is still wanted."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from deals.events import PartnershipEvent
from deals.models import Participation, StageReason
from foundation.concurrent_edit import ChangedMeanwhile
from foundation.models import AuditEvent
from tests import factories
from tests.audit_log import details

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


def text_of(response):
    return response.content.decode()


def partner(deal, name, type_="gemeente", **fields):
    organisation = factories.organisation(name=name, type=type_)
    return factories.participation(deal=deal, organisation=organisation, **fields)


def names_in(client, deal, **chosen):
    page = text_of(client.get(url("partners", deal.slug), chosen))
    table = page[page.index("<tbody") : page.index("</tbody>")]
    return sorted(
        (n for n in ("Aa", "Bee", "Cee") if f">{n}</a>" in table), key=lambda n: table.index(f">{n}</a>")
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Aa", "Bee", "Cee"]),
        ("-naam", ["Cee", "Bee", "Aa"]),
        ("soort", ["Bee", "Cee", "Aa"]),
        ("-soort", ["Aa", "Bee", "Cee"]),
    ],
)
def test_the_table_is_sorted_by_name_and_by_type_both_ways(client, deal, team, order, expected):
    partner(deal, "Cee")
    partner(deal, "Aa", "provincie")
    partner(deal, "Bee")
    assert names_in(client, deal, sort=order) == expected


def test_the_table_is_filtered_by_part_and_level_of_attachment(client, deal, team):
    in_part = partner(deal, "Aa", attached_director="ja")
    partner(deal, "Bee", attached_executive="nee")
    partner(deal, "Cee")
    line = deal.parts.create(name="Wonen")
    in_part.parts.add(line)
    assert names_in(client, deal, part=line.pk) == ["Aa"]
    assert names_in(client, deal, director="ja") == ["Aa"]
    assert names_in(client, deal, executive="nee") == ["Bee"]
    assert "werklijn Wonen" in text_of(client.get(url("partners", deal.slug)))


def test_levels_of_attachment_are_not_for_the_public(client, deal):
    page = text_of(client.get(url("partners", deal.slug)))
    assert "Directie aangehaakt" not in page
    assert "Nog gezochte partners" not in page


def test_a_page_with_300_partners_stays_small(client, deal, team):
    for number in range(300):
        one = partner(deal, f"Stichting met een heel lange naam {number:03}")
        factories.commitment(participation=one)
        factories.commitment(participation=one, kind="geld", amount_eur_per_year=40000)
    answer = client.get(url("partners", deal.slug))
    assert len(answer.content) < 95_000
    assert "Pagina 1 van 8" in text_of(answer)
    assert "lange naam 299" in text_of(client.get(url("partners", deal.slug), {"page": 8}))


def confirm(client, deal, address, **data):
    page = client.get(address)
    rows = page.context["form"].initial["rows"]
    return client.post(address, {"rows": rows} | data)


def address_of(deal, **chosen):
    words = "&".join(f"{name}={value}" for name, values in chosen.items() for value in values)
    return f"{url('participations_together', deal.slug)}?{words}"


def test_several_partners_get_a_stage_in_one_go_with_one_line_in_the_log(client, deal, team):
    one, two = partner(deal, "Aa", stage="in_gesprek"), partner(deal, "Bee", stage="benaderd")
    other = partner(deal, "Cee", stage="in_gesprek")
    why = StageReason.objects.create(kind="aangesloten", text="proef")
    address = address_of(deal, row=[one.pk, two.pk], to_stage=["ondertekend"])
    page = text_of(client.get(address))
    assert "Het stadium van deze partners wordt “ondertekend”." in page
    assert "Bee" in page
    assert "Cee" not in page
    confirm(client, deal, address, reason=why.pk)
    found = {p.organisation.name: (p.stage, p.joined_reason) for p in Participation.objects.all()}
    assert found == {"Aa": ("ondertekend", why), "Bee": ("ondertekend", why), "Cee": (other.stage, None)}
    assert details(AuditEvent.objects.get(deal_id=deal.pk))["partners"] == "Aa, Bee"


def test_nothing_changes_when_one_of_them_was_changed_meanwhile(client, deal, team):
    one, two = partner(deal, "Aa", stage="in_gesprek"), partner(deal, "Bee", stage="in_gesprek")
    address = address_of(deal, row=[one.pk, two.pk], to_stage=["ondertekend"])
    rows = client.get(address).context["form"].initial["rows"]
    Participation.objects.filter(pk=two.pk).update(version=2, role="nieuw")
    again = client.post(address, {"rows": rows})
    assert "Er is niets veranderd" in text_of(again)
    assert not Participation.objects.filter(stage="ondertekend").exists()
    assert client.post(address, {"rows": again.context["form"].data["rows"]}).status_code == 302
    assert Participation.objects.filter(stage="ondertekend").count() == 2


def test_all_or_nothing_in_the_action_too(deal, team):
    from deals import actions

    one, two = partner(deal, "Aa", stage="benaderd"), partner(deal, "Bee", stage="benaderd")
    with pytest.raises(ChangedMeanwhile):
        actions.change_together(deal=deal, versions={one.pk: 1, two.pk: 9}, stage="in_gesprek", by=team)
    assert set(Participation.objects.values_list("stage", "version")) == {("benaderd", 1)}


def test_who_leaves_together_gets_a_date_that_is_possible(client, deal, team):
    one = partner(deal, "Aa", joined_on="2026-05-01")
    address = address_of(deal, row=[one.pk], to_stage=["vertrokken"])
    assert "sloten pas later aan: Aa" in text_of(confirm(client, deal, address, left_on="1-4-2026"))
    confirm(client, deal, address, left_on="1-6-2026")
    one.refresh_from_db()
    assert (one.stage, one.left_on.isoformat()) == ("vertrokken", "2026-06-01")


def test_the_whole_filtered_list_goes_into_a_part(client, deal, team):
    for name in ("Aa", "Bee"):
        partner(deal, name)
    partner(deal, "Cee", "provincie")
    line = deal.parts.create(name="Wonen")
    confirm(client, deal, address_of(deal, all=["1"], type=["gemeente"], to_part=[line.pk]))
    assert [p.organisation.name for p in line.participations.order_by("pk")] == ["Aa", "Bee"]


def test_partners_of_another_deal_are_left_alone(client, deal, team):
    other = factories.participation(stage="benaderd")
    address = address_of(deal, row=[other.pk], to_stage=["ondertekend"])
    assert client.get(address).status_code == 302
    own = partner(deal, "Aa", stage="benaderd")
    address = address_of(deal, row=[own.pk], to_stage=["ondertekend"])
    assert client.post(address, {"rows": f"{own.pk}-1,{other.pk}-1"}).status_code == 409
    assert not Participation.objects.filter(stage="ondertekend").exists()


def test_nothing_ticked_says_what_to_do(client, deal, team):
    page = client.get(url("participations_together", deal.slug), follow=True)
    assert "Vink partners aan" in text_of(page)


def test_parts_are_chosen_with_the_participation(client, deal, team):
    one, line = partner(deal, "Aa"), deal.parts.create(name="Wonen")
    elsewhere = factories.deal().parts.create(name="Elders")
    page = text_of(client.get(url("participation_edit", deal.slug, one.pk)))
    assert "werklijn Wonen" in page
    assert "Elders" not in page
    data = dict.fromkeys(["attached_official", "attached_director", "attached_executive"], "onbekend")
    data |= {"version": "1", "stage": "ondertekend"}
    client.post(url("participation_edit", deal.slug, one.pk), data | {"parts": [elsewhere.pk]})
    assert not one.parts.exists()
    client.post(url("participation_edit", deal.slug, one.pk), data | {"parts": [line.pk]})
    assert one.parts.get() == line


def test_a_wanted_partner_is_added_and_found(client, deal, team):
    one = partner(deal, "Aa")
    new = {"description": "een zorgverzekeraar", "why": "die betaalt de zorg"}
    back = client.post(url("piece_add", deal.slug, "gezocht"), new).url
    assert back == url("partners", deal.slug) + "#gezocht"
    assert "een zorgverzekeraar" in text_of(client.get(back))
    wanted = deal.wanted_partners.get()
    client.post(
        url("piece_edit", deal.slug, "gezocht", wanted.pk), new | {"version": "1", "found_as": one.pk}
    )
    assert "gevonden: Aa" in text_of(client.get(back))


def test_intensity_levels_and_the_yes_of_both_sides_for_several_at_once(client, deal, team):
    one, two, three = (partner(deal, name) for name in ("Aa", "Bee", "Cee"))
    promise, agreed = factories.commitment(participation=one), factories.commitment(participation=three)
    chosen = {
        "row": [one.pk, two.pk],
        "to_intensity": "kern",
        "to_executive": "ja",
        "to_agreed": "on",
    }
    address = url("participations_together", deal.slug) + "?" + urlencode(chosen, doseq=True)
    page = text_of(client.get(address))
    for words in ("Intensiteit wordt “kern”", "Bestuurlijk wordt “aangehaakt”", "beide kanten akkoord"):
        assert words in page, words
    rows = f"{one.pk}-{one.version},{two.pk}-{two.version}"
    assert client.post(address, {"rows": rows}).status_code == 302
    stored = deal.participations.order_by("organisation__name").values_list("intensity", "attached_executive")
    assert list(stored) == [("kern", "ja"), ("kern", "ja"), ("", "onbekend")]
    promise.refresh_from_db()
    agreed.refresh_from_db()
    assert (promise.is_agreed, promise.version, agreed.is_agreed) == (True, 2, False)
    assert [version.is_agreed for version in promise.versions.all()] == [True, False]
    told = details(AuditEvent.objects.get(event=PartnershipEvent.CHANGED_TOGETHER))
    assert told["intensiteit"] == ["", "kern"]


def test_only_who_says_so_for_one_says_so_for_several(client, deal):
    one = partner(deal, "Aa")
    promise = factories.commitment(participation=one)
    client.force_login(factories.administrator())
    address = url("participations_together", deal.slug) + f"?row={one.pk}&to_agreed=on&to_intensity=kern"
    client.post(address, {"rows": f"{one.pk}-{one.version}"})
    promise.refresh_from_db()
    assert not promise.is_agreed


def test_after_a_change_the_table_is_filtered_as_it_was(client, deal, team):
    one = partner(deal, "Aa", "provincie", stage="in_gesprek")
    partner(deal, "Bee")
    shown = url("partners", deal.slug) + "?type=provincie&sort=-naam"
    page = text_of(client.get(shown))
    edit = url("participation_edit", deal.slug, one.pk)
    link = re.search(rf'href="({edit}\?[^"]*)"', page)[1]
    sent = {"attached_official": "ja", "attached_director": "ja", "attached_executive": "ja"}
    saved = client.post(link, {"stage": "ondertekend", "version": one.version, **sent})
    assert saved.status_code == 302, saved.context["form"].errors
    assert saved.url == shown
    one.refresh_from_db()
    together = address_of(deal, row=[one.pk], to_stage=["in_gesprek"]) + "&type=provincie&sort=-naam"
    assert client.post(together, {"rows": f"{one.pk}-{one.version}"}).url == shown
    assert f'href="{edit}"' in text_of(client.get(url("partners", deal.slug)))


def test_a_deal_that_only_talks_says_so_to_its_team(client, deal):
    partner(deal, "Aa", stage="in_gesprek")
    partner(deal, "Bee", stage="in_gesprek")
    page = url("partners", deal.slug)
    assert "partners nog niet bekend" in text_of(client.get(page))
    assert "organisaties in gesprek" not in text_of(client.get(page))
    client.force_login(factories.dealmaker(deal))
    assert "2 organisaties in gesprek" in text_of(client.get(page))
    assert "partners nog niet bekend" not in text_of(client.get(page))
    partner(deal, "Cee")
    assert "1 partner" in text_of(client.get(page))
