"""Rounds and surveys as the pages show them: counts only, and only what this user may see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from deals.models import Deal
from foundation.ordering import dutch
from impacttool.disclosure import Total, publishable_total
from impacttool.follow_up import years_after
from impacttool.models import Round, Survey
from impacttool.queries.invitations import shown_counts
from impacttool.queries.reporting import reporting


@dataclass(frozen=True)
class SurveyRow:
    """One deal in one round. `invited` is None for users who may not see the count (permission matrix); `sent` also if
    it is "minder dan 5"."""

    survey: Survey
    sent: int | None = None
    invited: int | None = None
    version: int | None = None
    issued_at: datetime | None = None

    @property
    def is_managed(self):
        return self.invited is not None


@dataclass(frozen=True)
class RoundRow:
    """One round with the counts of the deals this user may follow."""

    round: Round
    deals: int
    total: Total
    is_over: bool = False


def deals_after_end(year):
    """Deals that ended 1, 2 or 3 years before, by name, for a follow-up round in this year; one query."""
    ended = Deal.objects.filter(ends_on__year__gte=year - 3, ends_on__year__lt=year).alphabetical()
    asked = [deal.pk for deal in ended if years_after(deal.ends_on, deal.phase, year)]
    return Deal.objects.alphabetical().filter(pk__in=asked)


def managed_surveys(user):
    """Surveys whose count this user may see; a deal's team sees a round once it is open."""
    surveys = Survey.objects.managed_by(user)
    return surveys if user.is_programme_staff else surveys.exclude(round__state=Round.State.DRAFT)


def followed_surveys(user):
    """Surveys whose count or report this user may see, by deal name."""
    managed = Q(pk__in=managed_surveys(user).values("pk"))
    readable = Q(pk__in=reporting().readable_surveys(user).order_by().values("pk"))
    return (
        Survey.objects.filter(managed | readable)
        .select_related("deal", "round")
        .order_by(dutch("deal__name"))
    )


def survey_rows(surveys, user):
    """A SurveyRow for each, in the same order; always five queries."""
    surveys = list(surveys)
    keys = [survey.pk for survey in surveys]
    managed = set(managed_surveys(user).filter(pk__in=keys).values_list("pk", flat=True))
    numbers = shown_counts([survey for survey in surveys if survey.pk in managed])
    readable = Survey.objects.reports_visible_to(user).filter(pk__in=keys, round__state=Round.State.CLOSED)
    reports = reporting().newest_versions(readable)
    return [
        SurveyRow(survey, *numbers.get(survey.pk, (None, None)), *reports.get(survey.pk, (None, None)))
        for survey in surveys
    ]


def open_rows(deals, user):
    """A SurveyRow for each of these deals in an open round, if this user may see its count; three queries."""
    open_ones = managed_surveys(user).filter(round__state=Round.State.OPEN, deal__in=deals.values("pk"))
    surveys = list(
        open_ones.select_related("deal", "round").order_by(dutch("deal__name"), "deal", "round__closes_at")
    )
    numbers = shown_counts(surveys)
    return [SurveyRow(survey, *numbers[survey.pk]) for survey in surveys]


def round_rows(user, now):
    """Rounds this user may follow, newest first, with their counts summed; four queries."""
    surveys = list(managed_surveys(user).only("pk", "round_id"))
    numbers = shown_counts(surveys)
    rounds = Round.objects.select_related("instrument")
    if not user.is_programme_staff:
        rounds = rounds.filter(pk__in={survey.round_id for survey in surveys})
    return [_round_row(round_, surveys, numbers, now) for round_ in rounds]


def _round_row(round_, surveys, numbers, now):
    own = [numbers[survey.pk] for survey in surveys if survey.round_id == round_.pk]
    return RoundRow(round_, len(own), publishable_total(own), round_.is_over(now))
