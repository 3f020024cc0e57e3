"""How a session finds its account."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef
from django.utils import timezone

from partners.models import User
from partners.second_factor import factors_of


class AccountBackend(AuthenticationBackend):
    """Also reads whether the account has a second factor, so that checking it at every request costs no
    query."""

    def get_user(self, user_id):
        accounts = User.objects.annotate(with_factor=Exists(factors_of(OuterRef("pk"))))
        user = accounts.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user):
        """From its end date on an account lets nobody in, and its open sessions stop at the next request."""
        return super().user_can_authenticate(user) and user.works_on(timezone.localdate())
