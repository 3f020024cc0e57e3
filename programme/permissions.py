"""Who may see the programme page (the permission matrix)."""

import rules

from partners.permissions import is_administrator, is_staff

rules.add_perm("programme.see_overview", is_staff | is_administrator)
# The yearly reports of all partners at once.
rules.add_perm("programme.make_partner_reports", is_staff)
# The programme report, and the themes in it, are made by Agenda Stad; who may read one is asked of the rows
# (`ProgrammeReport.objects.visible_to`).
rules.add_perm("programme.manage_reports", is_staff)
