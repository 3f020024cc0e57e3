"""What a mail about an invitation says: plain text, one link, nothing hidden."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from impacttool.models import Message, Statement
from impacttool.queries.invitations import link_of
from partners.mailing import HEADERS, one_line

INVITE = gettext_noop("Hoe gaat het met de {deal}? Uw oordeel in {year}")


def compose(message):
    """The whole mail; its subject is one line, whatever the deal is called. 1 query."""
    invitation = message.invitation
    return EmailMessage(
        subject=_subject(message),
        body=render_to_string("impacttool/mail_invitation.txt", _facts(message)),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[invitation.email],
        headers=HEADERS,
    )


def _subject(message):
    survey = message.invitation.survey
    ask = _("Wat bleef er van de {deal}? Uw oordeel in {year}") if survey.is_follow_up else _(INVITE)
    pattern = {
        Message.Kind.INVITATION: ask,
        Message.Kind.HAND_OVER: _("Hoe gaat het met de {deal}? Aan u doorgegeven"),
        Message.Kind.REMINDER: _("Herinnering: hoe gaat het met de {deal}?"),
    }[Message.Kind(message.kind)]
    return one_line(pattern.format(deal=survey.deal.full_name, year=survey.round.year))


def _facts(message):
    invitation = message.invitation
    survey = invitation.survey
    round_ = survey.round
    return {
        "kind": message.kind,
        "name": one_line(invitation.name),
        "deal": one_line(survey.deal.full_name),
        "organisation": one_line(invitation.organisation.name) if invitation.organisation else "",
        "year": round_.year,
        "is_fictitious": round_.is_fictitious,
        "statements": Statement.objects.filter(indicator__instrument=survey.instrument_id).count(),
        "minutes": survey.instrument.minutes,
        "years_after": survey.years_after,
        "closes": in_words(round_.closes_at),
        "mean_threshold": round_.mean_threshold,
        "link": link_of(invitation),
    }


def in_words(moment):
    """maandag 30 november 2026, 23:59 uur"""
    return date_format(localtime(moment), r"l j F Y, H:i \u\u\r")
