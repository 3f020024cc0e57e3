"""What was removed by mistake can be put back for a while."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.events import Piece
from partners.models import User

KEPT_FOR = timedelta(days=30)


class RemovableManager(models.Manager):
    """Leaves out what was removed."""

    def get_queryset(self):
        return super().get_queryset().filter(deleted_at__isnull=True)


class Removable(models.Model):
    """Removed things stay in the table for KEPT_FOR; only `with_removed` still sees them."""

    deleted_at = models.DateTimeField(_("verwijderd op"), null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("verwijderd door"),
    )

    objects = RemovableManager()
    with_removed = models.Manager()  # noqa: DJ012 - the first manager is the one Django uses by itself

    class Meta:
        abstract = True

    def in_log(self, changes=()):
        """As its events keep it."""
        other = getattr(self, "other", None)  # of a relation: its other deal
        return Piece(self._meta.label_lower, str(self), tuple(changes), other and other.audit_ref)
