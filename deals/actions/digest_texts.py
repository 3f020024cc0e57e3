"""What the daily overview says: plain text, a link with everything; no scores, answers or notes of talks."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.rough import in_words
from foundation.actions.outbox import HEADERS, one_line
from partners.mailing import stop_token

# Of one kind in one deal; the rest is a click away.
MOST_OF_A_KIND = 8


def compose(digest, news):
    """The whole mail; no query."""
    user = digest.user
    stop_url = settings.SITE_URL + reverse("own:stop_digest", args=[stop_token(user)])
    facts = {
        "name": one_line(user.name),
        "day": _dated(digest.day),
        "deals": [{"name": one_line(one.deal.full_name), "parts": parts_of(one)} for one in news],
        "is_demo": user.is_demo,
        "stop_url": stop_url,
        "settings_url": settings.SITE_URL + reverse("own:settings"),
    }
    return EmailMessage(
        subject=one_line(_("Uw deals op {day}").format(day=facts["day"])),
        body=render_to_string("deals/mail_digest.txt", facts),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[user.email],
        headers=HEADERS
        | {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def parts_of(news):
    """[(heading, [(sentence, address)])] of one deal, what is late first."""
    slug = news.deal.slug
    planning = _page("planning", slug)
    late = [
        *_lines(slug, news.late, _late, planning),
        *_lines(slug, news.late_actions, _late_action, planning),
    ]
    soon = [
        *_lines(slug, news.upcoming, _upcoming, planning),
        *_lines(slug, news.own_actions, _own_action, planning),
    ]
    parts = [
        (_("Te laat"), late),
        (_("Binnen twee weken"), soon),
        (_("Afspraken"), _to_confirm(slug, news.to_confirm)),
        (_("Nieuwe mensen"), _lines(slug, news.newcomers, _newcomer, _page("newcomers", slug))),
        (_("Door anderen gewijzigd"), _lines(slug, news.changes, _change, _page("log", slug))),
    ]
    return [(heading, lines) for heading, lines in parts if lines]


def _lines(slug, rows, sentence, rest_url):
    """The first ones, and how many more there are."""
    shown = [sentence(slug, row) for row in rows[:MOST_OF_A_KIND]]
    rest = len(rows) - len(shown)
    return [*shown, (_("En nog %(number)s.") % {"number": rest}, rest_url)] if rest else shown


def _late(slug, milestone):
    words = _("Mijlpaal “%(name)s” stond voor %(on)s en is nog niet gehaald.")
    return words % _facts_of(milestone), _page("milestone_edit", slug, milestone.pk)


def _upcoming(slug, milestone):
    words = _("Mijlpaal “%(name)s” staat voor %(on)s.")
    return words % _facts_of(milestone), _page("milestone_edit", slug, milestone.pk)


def _facts_of(milestone):
    return {"name": one_line(milestone.name), "on": in_words(milestone.due.on, milestone.due.precision)}


def _late_action(slug, point):
    words = _("Actiepunt “%(text)s” zou op %(on)s klaar zijn.")
    return words % _words_of(point), _page("piece_edit", slug, "actiepunten", point.pk)


def _own_action(slug, point):
    words = _("Uw actiepunt “%(text)s” moet op %(on)s klaar zijn.")
    return words % _words_of(point), _page("piece_edit", slug, "actiepunten", point.pk)


def _words_of(point):
    return {"text": one_line(point.text), "on": _dated(point.due_on)}


def _to_confirm(slug, number):
    if not number:
        return []
    words = ngettext(
        "%(number)s afspraak is nog te bevestigen.",
        "%(number)s afspraken zijn nog te bevestigen.",
        number,
    )
    return [(words % {"number": number}, _page("partners", slug) + "?to_confirm=on#partners")]


def _newcomer(slug, contact):
    names = {"name": one_line(contact.name), "organisation": one_line(contact.organisation.name)}
    return _("%(name)s van %(organisation)s is nog niet ingewerkt.") % names, _page(
        "introduce", slug, contact.pk
    )


def _change(_slug, line):
    at = date_format(localtime(line.at), "j F" if line.is_of_a_day else r"j F, H:i")
    return one_line(f"{at}: {line.actor_label} {line.verb}"), ""


def _page(name, *args):
    return settings.SITE_URL + reverse(f"deals:{name}", args=args)


def _dated(day):
    return date_format(day, "j F Y")
