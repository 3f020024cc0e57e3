"""What the daily overview says: plain text, a link with everything; no scores, answers or notes of talks."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from deals.record_kinds import Heading, deal_url
from foundation.actions.outbox import HEADERS, one_line
from foundation.event_words import data_of, verb_of
from partners.mailing import stop_token

# Of one kind in one deal; a link leads to the rest.
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
    """[(heading, [(sentence, address)])] of one deal, overdue items first."""
    slug = news.deal.slug
    parts = [
        (
            heading.label,
            [
                line
                for part in news.parts
                if part.heading == heading
                for line in _lines(part.rows, part.line, part.rest_url)
            ],
        )
        for heading in Heading
    ]
    changes = _lines(news.changes, lambda one: _change(slug, one), deal_url("log", slug))
    parts.append((_("Door anderen gewijzigd"), changes))
    return [(heading, lines) for heading, lines in parts if lines]


def _lines(rows, sentence, rest_url):
    """The first ones, and how many more there are."""
    shown = [sentence(row) for row in rows[:MOST_OF_A_KIND]]
    rest = len(rows) - len(shown)
    return [*shown, (_("En nog %(number)s.") % {"number": rest}, rest_url)] if rest else shown


def _change(_slug, event):
    at = date_format(localtime(event.at), "j F" if event.is_of_a_day else r"j F, H:i")
    verb = verb_of(event.event, data_of(event.event, event.data))
    return one_line(f"{at}: {event.actor_label} {verb}"), ""


def _dated(day):
    return date_format(day, "j F Y")
