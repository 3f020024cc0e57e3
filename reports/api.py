"""The API of the room: published figures only, from the same stored report as the page."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.exceptions import APIException, NotAuthenticated, PermissionDenied
from rest_framework.response import Response

from impacttool.models import Round, Survey
from partners.models import ApiToken
from reports.queries import editions, web_reports
from reports.serializers import DealScoresSerializer, deal_scores


class ScopeTooNarrow(PermissionDenied):
    """403: the owner of the token may read this, the token may not."""

    is_for_reader = True


class NotYet(APIException):
    """409: the round is still open, or its reports do not exist yet."""

    status_code = 409


@extend_schema(responses={200: DealScoresSerializer}, operation_id="deal_scores")
@api_view(["GET"])
def read_deal_scores(request, year, slug):
    """The scores of one deal in one closed round, rounded exactly as on the page; null where the gate withholds.

    Public reports need no token.
    """
    survey = _survey(request, Q(round__year=year, deal__slug=slug))
    if survey.round.state != Round.State.CLOSED:
        raise NotYet(_("De ronde is nog niet afgerond. Voor de sluiting is er geen enkel cijfer."))
    report = web_reports.report_of(survey)
    if report is None:
        raise NotYet(_("Het rapport van deze deal is nog niet gemaakt."))
    return Response(deal_scores(_figures(report, request.auth, request.user)))


def _figures(report, token, user):
    """A token may be shared by the users of a program. So a scope narrower than that of Agenda Stad gives only those
    figures of other deals that every reader with that scope may see (docs/rules.md 5.4)."""
    scope = token.scope if token else ApiToken.Scope.REPORTS
    if scope == ApiToken.Scope.PUBLIC or (scope == ApiToken.Scope.OWN and _is_public(report.survey)):
        return editions.in_public([report])[0]
    if scope == ApiToken.Scope.OWN:
        return editions.in_hands([report])[0]
    return editions.on_screen([report], user)[0]


def _is_public(survey):
    return Survey.objects.reports_visible_to(AnonymousUser()).filter(pk=survey.pk).exists()


def _survey(request, which):
    """Without a token 401 for anything that is not public, whether it exists or not; two queries at most."""
    user = request.user
    survey = Survey.objects.reports_visible_to(user).filter(which).select_related("round").first()
    if survey is None and not user.is_authenticated:
        raise NotAuthenticated
    if survey is None:
        raise Http404
    if not _within_scope(request.auth, user).filter(pk=survey.pk).exists():
        words = {"scope": request.auth.get_scope_display()}
        raise ScopeTooNarrow(_("Deze sleutel mag dit niet lezen. Hij mag lezen: %(scope)s.") % words)
    return survey


def _within_scope(token, user):
    """A session has no token and may read all its user may."""
    scope = token.scope if token else ApiToken.Scope.REPORTS
    if scope == ApiToken.Scope.PUBLIC:
        return Survey.objects.reports_visible_to(AnonymousUser())
    if scope == ApiToken.Scope.OWN:
        return Survey.objects.public_or_of_own_deals(user)
    return Survey.objects.reports_visible_to(user)


read_deal_scores = login_not_required(read_deal_scores)
