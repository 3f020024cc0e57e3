"""Who may see the programme page (the permission matrix)."""

import rules

from partners.permissions import is_administrator, is_staff

rules.add_perm("programme.see_overview", is_staff | is_administrator)
