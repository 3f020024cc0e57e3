"""Opens a respondent's invitation for the pages behind the link, or says plainly why not.

No session and no account: the key is in a cookie that only this invitation's pages get.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import personal_link
from foundation.personal_link import COOKIE, Notice
from impacttool.actions.answers import NotTakingAnswers
from impacttool.actions.message_texts import moment_in_words
from impacttool.models import Invitation, Round
from impacttool.queries import respondents
from impacttool.save_order import Ticket, next_page

PAGE_COOKIE = "blad"
LIVES_ON = timedelta(days=60)  # longer than any postponement


@dataclass(frozen=True)
class Visit:
    invitation: Invitation
    token: str
    now: datetime

    def url(self, name):
        return reverse(f"respondent:{name}", args=[self.invitation.public_id])


@dataclass(frozen=True)
class Closed(Notice):
    """The round takes no more answers; this submission came too late."""


def respondent_page(view):
    """Passes a Visit to the view; responses are never cached."""

    @login_not_required
    @wraps(view)
    def opened(request, public_id):
        now = timezone.now()
        token = request.COOKIES.get(COOKIE, "")
        invitation = respondents.invitation_by_public_id(public_id)
        notice = refusal(invitation, token, now)
        try:
            if notice is None:
                response = view(request, Visit(invitation, token, now))
            else:
                response = show_notice(request, notice, invitation)
        except NotTakingAnswers:
            invitation = respondents.invitation_by_public_id(public_id)
            response = show_notice(request, refusal(invitation, token, now) or OVER, invitation)
        response["Cache-Control"] = "no-store"
        if invitation is not None and invitation.survey.round.state == Round.State.CLOSED:
            _forget_key(response, invitation)
        return response

    return opened


def let_in(invitation, token, now):
    """The form, with the key in a cookie for the pages of this invitation only.

    The cookie outlives the closing moment, because the server decides whether the round takes answers and the closing
    may be postponed. After closing a key is worthless.
    """
    return personal_link.redirect_with_key(_form_url(invitation), token, max_age=_lives(invitation, now))


def _lives(invitation, now):
    return max(invitation.survey.round.closes_at - now, timedelta(0)) + LIVES_ON


def _form_url(invitation):
    return reverse("respondent:fill_in", args=[invitation.public_id])


def _forget_key(response, invitation):
    for name in (COOKIE, PAGE_COOKIE):
        response.delete_cookie(name, path=_form_url(invitation))


def new_ticket(request, stored):
    """A new ticket for the page shown now: the page and device, and the version it knows."""
    device, page = next_page(request.COOKIES.get(PAGE_COOKIE, ""), secrets.token_hex(4))
    return Ticket(stored.revision, stored.writes, device, page, secrets.token_hex(3))


def keep_page(response, visit, ticket):
    """Records the page and device of the next save."""
    place, lives = _form_url(visit.invitation), _lives(visit.invitation, visit.now)
    value = f"{ticket.device}.{ticket.page}"
    personal_link.set_cookie(response, PAGE_COOKIE, value, path=place, max_age=lives)


def refusal(invitation, token, now):
    """The Notice for a visitor who may not go in, or None. Without the key it reveals nothing about the
    invitation."""
    if invitation is None:
        return wrong_link()
    round_ = invitation.survey.round
    if round_.is_over(now):
        return closed(round_)
    if not respondents.opens(token, invitation):
        return no_key()
    return refusal_with_key(invitation, now)


def refusal_with_key(invitation, now):
    round_ = invitation.survey.round
    if invitation.revoked_at:
        return handed_over() if invitation.handed_over_to_id else withdrawn()
    if round_.is_over(now):
        return closed(round_)
    return None if round_.takes_answers(now) else not_open_yet(round_)


def show_notice(request, notice, invitation=None):
    """A GET gets the page with its status; a late submission gets 409, and a script gets JSON."""
    status = 409 if request.method == "POST" and notice.status == 410 else notice.status
    if request.path.endswith("/opslaan/"):
        return JsonResponse({"message": notice.title}, status=status)
    if request.method == "POST" and isinstance(notice, Closed):
        notice = replace(notice, texts=(TOO_LATE, *notice.texts))
    has_key = invitation is not None and notice.status != 403
    context = {"survey": invitation.survey if has_key else None}
    return personal_link.show_notice(
        request,
        replace(notice, status=status),
        template="impacttool/respondent_notice.html",
        context=context,
    )


def wrong_link():
    return Notice(
        404,
        _("Deze link werkt niet"),
        (
            _("Misschien is de link niet helemaal meegekomen. Open hem rechtstreeks vanuit de mail."),
            _(
                "Is de meting al afgerond? Dan bestaat de link niet meer: bij het sluiten zijn alle links vernietigd."
            ),
            _("Blijft het misgaan, vraag het dealteam dan om de uitnodiging opnieuw te sturen."),
        ),
    )


def no_key():
    return Notice(
        403,
        _("Open de link uit uw mail"),
        (
            _(
                "Deze pagina gaat alleen open met uw persoonlijke link. Zoek de mail met de uitnodiging en open de link daarin."
            ),
            _("Wat u al had ingevuld is bewaard; u gaat verder waar u was."),
            _(
                "Uw browser moet cookies van deze website toestaan. Er is één cookie nodig, alleen voor dit formulier."
            ),
        ),
    )


def withdrawn():
    return Notice(
        410,
        _("Deze uitnodiging is ingetrokken"),
        (
            _("Het dealteam of Agenda Stad heeft deze uitnodiging ingetrokken. U hoeft niets meer te doen."),
            _(
                "Had u al iets verstuurd, dan telt dat nog mee. Had u nog niet verstuurd, dan zijn uw antwoorden verwijderd."
            ),
            _("Klopt dit niet, vraag het dan aan het dealteam."),
        ),
    )


def handed_over():
    return Notice(
        410,
        _("U hebt deze uitnodiging overgedragen"),
        (
            _(
                "Een collega vult de meting in en heeft daarvoor een eigen link gekregen. Deze link werkt daarom niet meer."
            ),
            _("Was dat niet de bedoeling, vraag het dealteam dan om een nieuwe uitnodiging."),
        ),
    )


def not_open_yet(round_):
    opens = moment_in_words(round_.opens_at)
    return Notice(
        403,
        _("De meting is nog niet open"),
        (_("Invullen kan vanaf %(opens)s. Bewaar de mail: dezelfde link werkt dan.") % {"opens": opens},),
    )


def closed(round_):
    closes = moment_in_words(round_.closed_at or round_.closes_at)
    return Closed(
        410,
        _("De meting is afgerond"),
        (
            _("Invullen kon tot %(closes)s. Er kan niets meer bij, en wat verstuurd is kan niet meer anders.")
            % {"closes": closes},
            _(
                "De sleutels die antwoorden aan mensen koppelen zijn of worden nu vernietigd. Antwoorden die niet verstuurd zijn, worden weggegooid."
            ),
            _("Het rapport van de deal komt daarna; het dealteam laat u weten waar u het vindt."),
        ),
    )


TOO_LATE = gettext_lazy(
    "Wat u zojuist instuurde, kwam na het sluiten binnen en telt niet mee. Wat u daarvoor al had verstuurd, telt wel."
)


OVER = Closed(410, gettext_lazy("De meting is afgerond"), ())
