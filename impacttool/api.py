"""The API of the room: published figures only, from the same stored report as the page."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.exceptions import APIException, NotAuthenticated
from rest_framework.response import Response

from impacttool.models import Round, Survey
from impacttool.queries import reports
from impacttool.serializers import DealScoresSerializer, deal_scores


class NotYet(APIException):
    """409: the round is still open, or its reports have not been made."""

    status_code = 409


@extend_schema(responses={200: DealScoresSerializer}, operation_id="deal_scores")
@api_view(["GET"])
def read_deal_scores(request, year, slug):
    """The scores of one deal in one closed round, rounded exactly as on the page; null where the gate withholds."""
    if not request.user.is_authenticated:
        raise NotAuthenticated
    surveys = Survey.objects.reports_visible_to(request.user).select_related("round")
    survey = get_object_or_404(surveys, round__year=year, deal__slug=slug)
    if survey.round.state != Round.State.CLOSED:
        raise NotYet(_("De ronde is nog niet afgerond. Voor de sluiting is er geen enkel cijfer."))
    report = reports.report_of(survey)
    if report is None:
        raise NotYet(_("Het rapport van deze deal is nog niet gemaakt."))
    return Response(deal_scores(report.figures))


read_deal_scores = login_not_required(read_deal_scores)
