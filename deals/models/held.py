"""An uploaded file between preview and storing."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models import User


class HeldFile(models.Model):
    """An uploaded file of one user for one page, kept in the database for every web host, for an hour at
    most.

    `content` is emptied once it was read: pages use `tabs`, its rows as compressed text. `shown` is the
    worker's preview of a file too large for a page, compressed too.
    """

    class Wish(models.TextChoices):
        READ = "lezen", _("lezen")
        STORE = "opslaan", _("opslaan")

    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("wie"))
    place = models.CharField(_("pagina"), max_length=60)
    file_name = models.CharField(_("bestand"), max_length=200)
    content = models.BinaryField(default=bytes)
    tabs = models.BinaryField(default=bytes)
    refused = models.CharField(_("niet gelezen omdat"), max_length=40, blank=True)
    limits = models.JSONField(default=list)
    choices = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    shown = models.BinaryField(default=bytes)
    outcome = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    wish = models.CharField(_("wat de worker doet"), max_length=10, choices=Wish, blank=True)
    wished_at = models.DateTimeField(_("gevraagd op"), null=True)
    begun_at = models.DateTimeField(_("begonnen op"), null=True)
    touched_at = models.DateTimeField(_("laatst gebruikt op"))

    class Meta:
        verbose_name = _("vastgehouden bestand")
        verbose_name_plural = _("vastgehouden bestanden")
        constraints = [models.UniqueConstraint(fields=["owner", "place"], name="held_file_one_a_page")]

    def __str__(self):
        return self.file_name
