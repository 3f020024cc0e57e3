"""Queries of every page, with few rows and with many: a page that asks more as its list grows will one day be slow.

No page is named here: every address that can be filled in is asked, so a new list page is measured by itself.
"""

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from bench import build, partner_table, sheet_preview, town
from bench.harness import Row, say, shown
from partners.models import User

FEW, MANY = (2, 2), (30, 12)  # deals, and things that hang on each
NOT_OURS = ("account", "mfa", "socialaccount", "openid", "schema", "api_docs")
NOT_READING = ("logout", "jsi18n")


def measure() -> list[Row]:
    user = User.objects.create_user(
        email="iedereen@voorbeeld.invalid", password=None, is_programme_staff=True, is_administrator=True
    )
    place = town.grow(user, *FEW, "klein")
    client = Client(raise_request_exception=False)
    client.force_login(user)
    few, broken = counts(client, place)
    town.grow(user, *MANY, "groot")
    many, broken_later = counts(client, place)
    growing = {
        address: (few[address], many[address]) for address in few if many.get(address, 0) > few[address]
    }
    for address in few:
        say(f"     {few[address]:3} {many.get(address, 0):3} queries  {address}")
    most = max(many, key=many.get)
    constant = len(few) - len(growing)
    return [
        Row("pages whose queries do not grow with the rows", f"{constant} of {len(few)}", "all", not growing),
        *(
            Row(f"queries of {address}", f"{low} and {high}", "the same", False)
            for address, (low, high) in growing.items()
        ),
        *(
            Row(f"{address} breaks", "error 500", "a page", False)
            for address in sorted(broken | broken_later)
        ),
        shown("most queries of a page", f"{many[most]} ({most})"),
        *partner_table.measure(client, user),
        *sheet_preview.measure(),
    ]


def counts(client: Client, place: town.Town) -> tuple[dict[str, int], set[str]]:
    """({address: queries} of every page that answers, addresses that break).

    Asked once before, so that nothing is read for the first time.
    """
    found, broken = {}, set()
    for address in sorted(set(addresses(place))):
        status = client.get(address).status_code
        if status == 200:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found[address] = len(queries)
        elif status >= 500:
            broken.add(address)
    return found, broken


def addresses(place: town.Town) -> Iterator[str]:
    for name in names(get_resolver()):
        for arguments in choices(name, place):
            try:
                yield reverse(name, kwargs=arguments)
            except NoReverseMatch:
                continue


def choices(name: str, place: town.Town) -> list[dict]:
    """What may stand in the address; what does not fit it is passed over."""
    slug, version = place.deal.slug, build.instrument().version
    years = (town.CLOSED, town.OPEN)
    number = place.organisation.pk if name.startswith("partners:") else place.participation.pk
    return [
        {},
        {"slug": slug},
        {"pk": number},
        {"slug": slug, "pk": number},
        {"version": version},
        *({"year": year} for year in years),
        *({"year": year, "slug": slug} for year in years),
    ]


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from names(part, (*spaces, part.namespace) if part.namespace else spaces)
        elif part.name and not part.name.startswith(NOT_OURS) and not part.name.endswith(NOT_READING):
            yield ":".join([*spaces, part.name])
