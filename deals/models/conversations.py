"""What was talked about with a partner: for the deal team and Agenda Stad, never for others [003:1653]."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.deal import DealRole
from deals.models.participation import Participation
from deals.models.removable import Removable, RemovableManager


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The deal team and Agenda Stad; not the partner itself, and not who manages accounts."""
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff:
            return self
        return self.filter(participation__deal__in=DealRole.objects.deals_of(user))


class Conversation(Removable):
    """A talk with a partner about how it goes, instead of a score."""

    class Kind(models.TextChoices):
        TALK = "gesprek", _("gesprek gevoerd")
        THREE = "driegesprek", _("driegesprek")
        INTAKE = "kennismaking", _("kennismaking")

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="conversations", verbose_name=_("deelname")
    )
    held_on = models.DateField(_("gevoerd op"))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.TALK)
    with_whom = models.CharField(_("met wie?"), max_length=300)
    what = models.TextField(_("wat is besproken?"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RemovableManager.from_queryset(ConversationQuerySet)()
    with_removed = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.held_on:%d-%m-%Y})"

    @property
    def deal(self):
        return self.participation.deal
