"""Who may do what with reports (the permission matrix).

Who may read one is a question to the rows: `Survey.objects.reports_visible_to` and
`ProgrammeReport.objects.visible_to`.
"""

import rules

from impacttool.permissions import is_in_survey_team
from partners.permissions import is_staff

rules.add_perm("reports.see_breakdown", is_in_survey_team | is_staff)
# The deal team is responsible for its learning report; Agenda Stad makes it final ("impacttool.manage_rounds").
rules.add_perm("reports.agree_learning_report", is_in_survey_team)
rules.add_perm("reports.withdraw_learning_report", is_in_survey_team | is_staff)
# All partners' yearly reports in one file.
rules.add_perm("reports.make_partner_reports", is_staff)
# Agenda Stad makes the programme report and the themes in it.
rules.add_perm("reports.manage_programme_reports", is_staff)
