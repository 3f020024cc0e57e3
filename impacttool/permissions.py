"""Who may do what in a round (the permission matrix). Nobody may see who answered.

Who may read a report or a count, or invite, is decided by querysets: `Survey.objects.reports_visible_to` and
`managed_by`.
"""

import rules

from deals.permissions import is_in_team
from impacttool.models import Survey
from partners.permissions import is_staff


@rules.predicate
def is_in_survey_team(user, survey=None):
    """Dealmaker or project leader of the survey's deal; one query."""
    return isinstance(survey, Survey) and is_in_team(user, survey.deal)


rules.add_perm("impacttool.manage_rounds", is_staff)
