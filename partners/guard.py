"""The one way a view refuses: 403 for what is visible but not allowed."""

from django.core.exceptions import PermissionDenied


def require(user, permission, obj=None):
    """Raises PermissionDenied."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied(permission)
