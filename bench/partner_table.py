"""The table of partners of one deal, with 30 partners and with 300: time and size of the page."""

from django.test import Client
from django.urls import reverse

from bench import build, town
from bench.harness import Row, at_most, quickest_seconds, scaled
from deals.models import Deal, DealRole
from partners.models import Organisation, User

FEW, MANY = 30, 300
LONGEST_RATIO, MOST_KB = 3, 100


def measure(client: Client, user: User) -> list[Row]:
    few, many = (deal_with(number, user) for number in (FEW, MANY))
    ratio = seconds_of(client, many) / seconds_of(client, few)
    size = len(client.get(address(many)).content) / 1000
    return [
        at_most(f"partner table: {MANY} partners against {FEW}, time", ratio, LONGEST_RATIO, " times"),
        at_most(f"partner table: page with {MANY} partners", size, MOST_KB, " kB"),
    ]


def deal_with(number: int, user: User) -> Deal:
    (deal,) = build.deals(1, f"tabel-{number}")
    DealRole.objects.create(deal=deal, user=user, role=DealRole.Role.DEALMAKER)
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Stichting van {number} nummer {one}", type="maatschappelijke_organisatie")
        for one in range(number)
    )
    town.partners(deal, organisations)
    part = deal.parts.create(name="Wonen")
    part.participations.add(*deal.participations.all())
    return deal


def address(deal: Deal) -> str:
    return reverse("deals:partners", args=[deal.slug])


def seconds_of(client: Client, deal: Deal) -> float:
    return quickest_seconds(lambda: client.get(address(deal)), repeats=scaled(15))
