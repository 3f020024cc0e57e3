"""What a mail about invitations says: plain text, a link for each deal, nothing hidden."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from foundation.actions.outbox import HEADERS, one_line
from impacttool import shown
from impacttool.models import Message, Statement
from impacttool.queries.invitations import link_of

Kind = Message.Kind
INVITE = gettext_noop("Hoe gaat het met de {deal}? Uw oordeel in {year}")


def write(kind, invitations, *, to):
    """The whole mail to one person; its subject is one line, whatever the deals are called. 1 query per questionnaire."""
    return EmailMessage(
        subject=one_line(_subject(kind, invitations)),
        body=render_to_string("impacttool/mail_invitation.txt", _facts(kind, invitations)),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers=HEADERS,
    )


def _subject(kind, invitations):
    survey = invitations[0].survey
    if len(invitations) > 1:
        pattern = {
            Kind.INVITATION: _("Hoe gaat het met uw {number} deals? Uw oordeel in {year}"),
            Kind.HAND_OVER: _("Hoe gaat het met {number} deals? Aan u doorgegeven"),
            Kind.REMINDER: _("Herinnering: hoe gaat het met uw {number} deals?"),
            Kind.POSTPONED: _("Invullen kan langer: uw oordeel over {number} deals in {year}"),
        }[kind]
        return pattern.format(number=len(invitations), year=survey.round.year)
    ask = _("Wat bleef er van de {deal}? Uw oordeel in {year}") if survey.is_follow_up else _(INVITE)
    pattern = {
        Kind.INVITATION: ask,
        Kind.HAND_OVER: _("Hoe gaat het met de {deal}? Aan u doorgegeven"),
        Kind.REMINDER: _("Herinnering: hoe gaat het met de {deal}?"),
        Kind.POSTPONED: _("Invullen kan langer: uw oordeel over de {deal} in {year}"),
    }[kind]
    return pattern.format(deal=survey.deal.full_name, year=survey.round.year)


def _facts(kind, invitations):
    round_ = invitations[0].survey.round
    asked = [_asked(invitation) for invitation in invitations]
    return {
        "is_reminder": kind == Kind.REMINDER,
        "is_postponed": kind == Kind.POSTPONED,
        "is_handed_over": kind == Kind.HAND_OVER,
        "name": one_line(invitations[0].name),
        "asked": asked,
        "one": asked[0] if len(asked) == 1 else None,
        "all_follow_up": all(one["years_after"] for one in asked),
        "year": round_.year,
        "is_fictitious": round_.is_fictitious,
        "closes": moment_in_words(round_.closes_at),
        "shown": shown.in_a_sentence(round_.thresholds),
        "controller": one_line(settings.CONTROLLER_NAME),
        "privacy_url": f"{settings.SITE_URL}{reverse('privacy')}",
    }


def _asked(invitation):
    survey = invitation.survey
    return {
        "deal": one_line(survey.deal.full_name),
        "organisation": one_line(invitation.organisation.name) if invitation.organisation else "",
        "statements": Statement.objects.filter(indicator__instrument=survey.instrument_id).count(),
        "minutes": survey.instrument.minutes,
        "years_after": survey.years_after,
        "link": link_of(invitation),
    }


def moment_in_words(moment):
    """maandag 30 november 2026, 23:59 uur"""
    return date_format(localtime(moment), r"l j F Y, H:i \u\u\r")
