"""What the pages of the account tell, and what deals do with it. Connected when the room is ready."""

from allauth.account.signals import password_changed, password_reset
from django.dispatch import receiver

from deals import actions
from partners.forms.account import END_CALENDARS


@receiver(password_changed, dispatch_uid="end_calendars")
@receiver(password_reset, dispatch_uid="end_calendars_by_mail")
def end_calendars(*, request, user, **_rest):
    """Whoever fears that somebody read along can end every address for a calendar with the password."""
    if request.POST.get(END_CALENDARS):
        for link in user.calendar_links.active():
            actions.revoke_calendar_link(link=link, by=user)
