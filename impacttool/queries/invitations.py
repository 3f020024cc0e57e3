"""Reads about invitations: links, counts, and the page of a survey. Nothing here says who answered."""

import re
from collections import Counter
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from deals.queries import lasting_contacts_of
from deals.queries.contacts import contacts_in
from foundation.addresses import mailbox
from foundation.ordering import dutch
from foundation.sort_key import sort_key
from impacttool import links
from impacttool.disclosure import publishable_count
from impacttool.models import Invitation, Message, Response, Survey
from impacttool.moments import LATEST_PLANNED, reminder_day
from impacttool.queries.partner_types import IMPORTED
from partners.models import Contact

FIRST_MAILS = (Message.Kind.INVITATION, Message.Kind.HAND_OVER)


def token_of(invitation):
    """The key of the personal link, derived and never stored. Raises ValueError after closing."""
    return links.derive_token(settings.SECRET_KEY, bytes.fromhex(invitation.nonce))


def link_of(invitation):
    """The full URL of the personal link: only for the mail, never to be stored or logged."""
    return settings.SITE_URL + reverse("respondent:open_link", args=[token_of(invitation)])


def counts(surveys):
    """{survey id: (sent, invited)} in two queries, for the gate; pages show `shown_counts`. Invited: links that were
    not revoked, and answers read from a file."""
    keys = [survey.pk for survey in surveys]
    sent = dict(
        Response.objects.sent().filter(survey__in=keys).values_list("survey").annotate(Count("pk")).order_by()
    )
    invited = (
        Survey.objects.filter(pk__in=keys)
        .annotate(invited=Count("invitations", filter=Q(invitations__revoked_at=None)) + F("imported_count"))
        .order_by()
    )
    return {key: (sent.get(key, 0), number) for key, number in invited.values_list("pk", "invited")}


def shown_counts(surveys):
    """The same as `counts`, as every page shows it: None for fewer than 5 (docs/rules.md 5.14)."""
    return {key: (publishable_count(sent), invited) for key, (sent, invited) in counts(surveys).items()}


def with_links(surveys):
    """Ids of these surveys in which somebody had a working link, or answered through one; 1 query.

    An importer knows the imported answers, and could subtract them from the rest (docs/rules.md 5.17). A
    withdrawn link counts too: otherwise withdrawing all links would reveal whether anybody had answered.
    """
    surveys = Survey.objects.filter(pk__in=list(surveys))
    opened_at = Coalesce("survey__round__opened_at", "survey__round__opens_at")
    worked = Invitation.objects.filter(Q(revoked_at=None) | Q(revoked_at__gte=opened_at))
    invited = surveys.filter(invitations__in=worked)
    answered = surveys.filter(responses__tie_hash__isnull=False, responses__is_sent=True).exclude(
        responses__tie_hash__startswith=IMPORTED
    )
    return set(
        invited.order_by()
        .values_list("pk", flat=True)
        .union(answered.order_by().values_list("pk", flat=True))
    )


def active_invitations(survey):
    """With organisation and the newest first mail as `first_mails[0]`, if there is one; two queries."""
    mails = Message.objects.filter(kind__in=FIRST_MAILS).select_related("mail").order_by("-pk")
    return (
        survey.invitations.filter(revoked_at=None)
        .select_related("organisation", "invited_by", "agreed_by", "contact__address_by")
        .prefetch_related(Prefetch("messages", queryset=mails, to_attr="first_mails"))
    )


def known_contacts(survey, now):
    """{mailbox: contact} of those who may be invited without a second person; one query, three once the deal has
    ended."""
    found = _contacts_of(survey, timezone.localdate(now)).exclude(email="").select_related("organisation")
    return {mailbox(contact.email): contact for contact in found.order_by("pk")}


def per_organisation(invitations):
    """[(organisation or None, number of links, {inviter: number})] of `active_invitations`; no query."""
    found = {}
    for one in invitations:
        by_whom = found.setdefault(one.organisation, Counter())
        by_whom[str(one.invited_by) if one.invited_by else ""] += 1
    rows = sorted(found.items(), key=lambda row: (row[0] is None, sort_key(str(row[0]))))
    return [(organisation, by_whom.total(), sorted(by_whom.items())) for organisation, by_whom in rows]


def requests_of(survey):
    """Requests that wait for a second person, with `had_link`: invited before, at another address; one query."""
    of_contact = Invitation.objects.filter(survey=OuterRef("survey"), contact=OuterRef("contact"))
    earlier = of_contact.of_the_contact_of_now()
    had_link = Exists(earlier.exclude(email=OuterRef("email")))
    return survey.requests.select_related("organisation", "asked_by").annotate(had_link=had_link)


def waiting_for_agreement(round_):
    """[(slug and name of the deal, number of requests)] by name, for Agenda Stad; one query."""
    waiting = round_.surveys.filter(requests__isnull=False).values_list("deal__slug", "deal__name")
    return list(waiting.annotate(Count("requests")).order_by(dutch("deal__name")))


def contacts_to_invite(survey, day):
    """Active contacts of this deal with an address, of organisations in it, whose mailbox has no link yet, whatever its
    spelling; four queries. Once the deal has ended only lasting contacts; two queries more."""
    invited, linked = _with_link(survey)
    found = _contacts_of(survey, day).exclude(email="")
    open_ones = [
        pk
        for pk, email in found.values_list("pk", "email")
        if pk not in linked and mailbox(email) not in invited
    ]
    contacts = Contact.objects.filter(pk__in=open_ones).select_related("organisation")
    return contacts.order_by(dutch("organisation__name"), dutch("name"))


def contacts_with_link(survey):
    """Keys, as a form sends them, of contacts with a link already: ticked on an outdated page, or submitted twice;
    three queries."""
    invited, linked = _with_link(survey)
    found = contacts_in(survey.deal).exclude(email="").values_list("pk", "email")
    return {str(pk) for pk, email in found if pk in linked or mailbox(email) in invited}


def _with_link(survey):
    """(mailboxes, keys of contacts) with a valid link; two queries."""
    working = Invitation.objects.filter(survey=survey, revoked_at=None)
    invited = {mailbox(email) for email in working.values_list("email", flat=True)}
    return invited, set(working.of_the_contact_of_now().values_list("contact", flat=True))


def _contacts_of(survey, day):
    if survey.is_follow_up:
        return Contact.objects.filter(pk__in=[one.pk for one in lasting_contacts_of(survey.deal, day)])
    # The team keeps no contacts of other organisations (docs/rules.md 7.5).
    at_table = survey.deal.participations.at_the_table().values("organisation")
    return contacts_in(survey.deal).active_on(day).filter(organisation__in=at_table)


def reminder_moments(round_):
    """[(days before closing, moment)], earliest first: at the local time of the closing, but not after five in the
    afternoon, in a weekend or on a public holiday. Of moments that then coincide the last is kept."""
    closes, opens = timezone.localtime(round_.closes_at), timezone.localtime(round_.opens_at)
    days = sorted({int(number) for number in re.findall(r"\d+", round_.reminder_days)}, reverse=True)
    found = {}
    for number in filter(None, days):
        day = reminder_day(closes.date(), number, opens_on=opens.date())
        if day is not None:
            found[timezone.make_aware(datetime.combine(day, min(closes.time(), LATEST_PLANNED)))] = number
    return [(number, moment) for moment, number in sorted(found.items()) if moment >= round_.opens_at]
