"""Planning: dates that move, the drawing of the milestones."""

import pytest
from django.urls import reverse
from django.utils import timezone

from deals.events import PieceEvent
from deals.models import ActionPoint
from deals.models.deal import EARLIER_END
from foundation.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"deals:{name}", args=args)


MILESTONE = {"version": "1", "kind": "product", "name": "Handreiking", "planned_on": "2026-09-01"}


def test_who_moves_a_date_says_why_and_the_move_stays_readable(client, deal, team):
    milestone = factories.milestone(deal=deal, name="Handreiking", planned_on="2026-09-01")
    edit = url("milestone_edit", deal.slug, milestone.pk)
    moved = MILESTONE | {"expected_on": "2026-12-01"}
    page = client.post(edit, moved).content.decode()
    assert "Vul in waarom de datum verschuift." in page and "2026-12-01" in page
    client.post(edit, moved | {"reason": "de proef duurt langer"})
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "verschoven van 1 september 2026 naar 1 december 2026: de proef duurt langer (Dea Maker," in page
    client.logout()
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "verschoven van 1 september 2026 naar 1 december 2026" in page
    assert "de proef duurt langer" not in page and "Dea Maker" not in page


def test_another_name_asks_no_reason(client, deal, team):
    milestone = factories.milestone(deal=deal, planned_on="2026-09-01")
    client.post(url("milestone_edit", deal.slug, milestone.pk), MILESTONE)
    milestone.refresh_from_db()
    assert (milestone.name, milestone.kind) == ("Handreiking", "product")
    assert not milestone.moves.exists()


def test_the_milestones_are_drawn_with_their_words(client, deal):
    assert "<svg" not in client.get(url("planning", deal.slug)).content.decode().split('id="mijlpalen"')[1]
    factories.milestone(deal=deal, name="<Proef>", planned_on="2026-09-01", kind="product")
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "&lt;Proef&gt;: gepland op 1 september 2026." in page
    assert ">product</span>" in page


BODY = {
    "version": "1",
    "kind": "stuurgroep",
    "name": "Stuurgroep",
    "mandate": "beslist",
    "frequency": "vier keer",
}


def test_what_was_agreed_about_a_body_stays_readable_with_its_dates(client, deal, team):
    body = deal.bodies.create(name="Stuurgroep", mandate="adviseert", since_on="2025-01-01")
    edit = url("piece_edit", deal.slug, "overleggen", body.pk)
    early = client.post(edit, BODY | {"since_on": "2024-01-01"}).content.decode()
    assert "Dit ligt voor het begin van wat nu is afgesproken." in early
    client.post(edit, BODY | {"since_on": "2026-03-01"})
    client.post(edit, BODY | {"since_on": "2026-03-01", "version": "2", "name": "Grote stuurgroep"})
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "1 januari 2025 tot 1 maart 2026: adviseert" in " ".join(page.split())
    assert "beslist" in page and "Grote stuurgroep" in page
    assert body.versions.count() == 1


def test_who_gives_no_date_changes_the_mandate_from_today(client, deal, team):
    body = deal.bodies.create(name="Stuurgroep", mandate="adviseert")
    client.post(url("piece_edit", deal.slug, "overleggen", body.pk), BODY)
    body.refresh_from_db()
    assert body.since_on == body.versions.get().until_on == timezone.localdate()


def test_a_body_is_named_once(client, deal, team):
    deal.bodies.create(name="stuurgroep")
    page = client.post(url("piece_add", deal.slug, "overleggen"), BODY).content.decode()
    assert "Dit overleg staat al bij de deal." in page


def test_a_body_does_not_end_before_it_begins(client, deal, team):
    ended = BODY | {"since_on": "2027-01-01", "ended_on": "2026-01-01"}
    page = client.post(url("piece_add", deal.slug, "overleggen"), ended).content.decode()
    assert "Het overleg kan niet eindigen voor het begint." in page
    assert not deal.bodies.exists()


@pytest.mark.parametrize(
    ("name", "piece", "sent"),
    [
        (
            "milestone_add",
            (),
            {"kind": "product", "name": "M", "planned_on": "2026-09-01", "done_on": "2090-01-01"},
        ),
        ("piece_add", ("besluiten",), {"decided_on": "2090-01-01", "text": "Wij gaan door."}),
        ("piece_add", ("bijstellingen",), {"decided_on": "2090-01-01", "what": "kleiner", "why": "tijd"}),
    ],
)
def test_what_happened_does_not_lie_in_the_future(client, deal, team, name, piece, sent):
    page = client.post(url(name, deal.slug, *piece), sent).content.decode()
    assert "Deze datum ligt in de toekomst." in page and "2090-01-01" in page


def test_members_stand_there_by_organisation_and_function_and_by_name_for_the_team(client, deal, team):
    partner = factories.participation(deal=deal).organisation
    body = deal.bodies.create(name="Stuurgroep")
    add = url("member_add", deal.slug, body.pk)
    member = {"organisation": partner.pk, "function": "wethouder", "person": "Jan Persoon"}
    stranger = client.post(add, member | {"organisation": factories.organisation().pk})
    assert stranger.status_code == 200 and not body.members.exists()
    assert client.post(add, member).status_code == 302
    assert "Dit lid staat al bij het overleg." in client.post(add, member).content.decode()
    made = body.members.get()
    late = client.post(url("member_edit", deal.slug, made.pk), member | {"version": "0", "function": "x"})
    assert "Iemand anders heeft dit intussen gewijzigd" in late.content.decode()
    assert "(Jan Persoon)" in client.get(url("planning", deal.slug)).content.decode()
    client.logout()
    page = client.get(url("planning", deal.slug)).content.decode()
    assert f"{partner}, wethouder" in page and "Jan Persoon" not in page
    client.force_login(team)
    client.post(url("member_delete", deal.slug, made.pk))
    assert not body.members.exists()
    assert AuditEvent.objects.filter(deal_id=deal.pk).count() == 2


def test_an_action_point_is_done_once_and_leaves_the_open_list(client, deal, team):
    point = deal.action_points.create(text="Zaal regelen")
    for _turn in range(2):
        client.post(url("action_done", deal.slug, point.pk))
    point.refresh_from_db()
    assert (point.state, point.closed_on) == ("gedaan", timezone.localdate())
    page = client.get(url("planning", deal.slug)).content.decode()
    assert "Geen open actiepunten" in page and "1 gedaan of vervallen" in page
    assert AuditEvent.objects.filter(deal_id=deal.pk).count() == 1


def test_an_action_point_lapses_with_a_reason(client, deal, team):
    point = deal.action_points.create(text="Zaal regelen")
    edit = url("piece_edit", deal.slug, "actiepunten", point.pk)
    typed = {"version": "1", "text": "Zaal regelen", "state": "vervallen"}
    assert "Vul in waarom het actiepunt vervalt." in client.post(edit, typed).content.decode()
    client.post(edit, typed | {"reason": "het gesprek gaat online"})
    point.refresh_from_db()
    assert (point.state, point.closed_on) == ("vervallen", timezone.localdate())
    client.post(edit, typed | {"state": "open", "version": "2"})
    point.refresh_from_db()
    assert (point.state, point.closed_on) == ("open", None)


def test_action_points_and_decisions_are_for_the_team(client, deal):
    deal.action_points.create(text="Zaal regelen", owner="Jan Persoon", due_on="2020-01-01")
    deal.decisions.create(decided_on="2026-01-01", text="Wij gaan door")
    for reader, sees in ((factories.dealmaker(deal), True), (factories.partner_contact(deal), False)):
        client.force_login(reader)
        page = client.get(url("planning", deal.slug)).content.decode()
        assert [text in page for text in ("Zaal regelen", "Jan Persoon", "Wij gaan door")] == [sees] * 3


def test_a_late_action_point_is_told_on_the_deal_and_among_the_own_deals(client, deal, team):
    deal.action_points.create(text="Zaal regelen", due_on="2020-01-01")
    deal.action_points.create(text="Later", due_on="2090-01-01")
    deal.action_points.create(text="Klaar", due_on="2020-01-01", state=ActionPoint.State.DONE)
    page = client.get(url("detail", deal.slug)).content.decode()
    assert "Actiepunt “Zaal regelen” zou op 1 januari 2020 klaar zijn." in page
    assert page.count("Actiepunt “") == 1
    assert "1 actiepunt waarvan de datum voorbij is" in client.get(url("mine")).content.decode()


def test_the_timeline_spans_the_term_of_the_deal_with_what_was_signed(client):
    deal = factories.deal(starts_on="2022-01-01", ends_on="2029-12-31")
    factories.milestone(deal=deal, name="Start", planned_on="2025-03-01")
    deal.signing_moments.create(signed_on="2022-02-03")
    deal.dates.create(what=EARLIER_END, on="2027-12-31")
    text = client.get(reverse("deals:planning", args=[deal.slug])).content.decode()
    drawing = text.partition('<figure class="timeline">')[2].partition("</figure>")[0]
    for words in ("begin op 1 januari 2022", "einde op 31 december 2029", "ondertekend op 3 februari 2022"):
        assert words in drawing
    assert "eerder vastgelegd einde op 31 december 2027" in drawing


def test_a_card_says_the_years_of_an_agreement(client, deal, team):
    partner = factories.participation(deal=deal)
    terms = {"participation": partner, "kind": "inzet"}
    factories.commitment(**terms, description="twee dagen", year_from=2024, year_until=2026)
    factories.commitment(**terms, description="een zaal", year_from=2025, year_until=2025)
    page = client.get(url("detail", deal.slug)).content.decode()
    assert "2024–2026" in page and "2025–2025" not in page and ">2025</span>" in page


def test_decisions_and_action_points_of_one_meeting_go_in_together(client, deal, team):
    body = deal.bodies.create(name="Stuurgroep")
    partner = factories.participation(deal=deal).organisation
    where = url("meeting_write", deal.slug)
    assert where in client.get(url("planning", deal.slug)).content.decode()
    page = client.post(where, {"held_on": "2026-03-01", "owner_2": "wethouder"}).content.decode()
    assert "Vul in wat er gebeurt." in page and 'value="wethouder"' in page and not deal.decisions.exists()
    page = client.post(where, {"held_on": "2026-03-01"}).content.decode()
    fold = page[page.index('<details class="folded">') :]  # what few need does not stand in the way
    assert "Actiepunt 4" in fold and "Actiepunt 3" not in fold
    page = client.post(where, {"held_on": "2026-03-01", "owner_5": "wethouder"}).content.decode()
    assert '<details class="folded" open' in page
    page = client.post(where, {"held_on": "2026-03-01"}).content.decode()
    assert "Vul minstens één besluit of één actiepunt in." in page
    said = {
        "held_on": "2026-03-01",
        "body": body.pk,
        "decisions": "- we beginnen klein\n\n- de looptijd blijft",
        "text_1": "zaal regelen",
        "organisation_1": partner.pk,
        "due_1": "2026-04-01",
        "text_3": "brief schrijven",
        "owner_3": "wethouder",
    }
    page = client.post(where, said, follow=True).content.decode()
    assert "De besluiten en actiepunten zijn vastgelegd." in page
    assert page.index("we beginnen klein") < page.index("de looptijd blijft")
    decided = deal.decisions.order_by("pk").values_list("text", "body", "decided_on__day")
    assert list(decided) == [("we beginnen klein", body.pk, 1), ("de looptijd blijft", body.pk, 1)]
    points = ActionPoint.objects.order_by("pk").values_list("text", "owner_organisation", "owner")
    assert list(points) == [("zaal regelen", partner.pk, ""), ("brief schrijven", None, "wethouder")]
    assert AuditEvent.objects.filter(deal_id=deal.pk, event=PieceEvent.ADDED).count() == 4
