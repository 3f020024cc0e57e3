"""A file that was read into the lists of a deal, and how such files are read."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from deals.models.deal import Deal
from partners.models import User


class SheetImport(models.Model):
    """An imported file: what it added and changed. `rows` is what undoing needs, emptied when that is no
    longer possible."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="sheet_imports", verbose_name=_("deal"))
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("wie"))
    at = models.DateTimeField(_("moment"), auto_now_add=True)
    file_name = models.CharField(_("bestand"), max_length=200)
    new_count = models.PositiveIntegerField(_("nieuw"))
    changed_count = models.PositiveIntegerField(_("gewijzigd"))
    rows = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("ingelezen bestand")
        verbose_name_plural = _("ingelezen bestanden")
        ordering = ["-at", "-id"]

    def __str__(self):
        return self.file_name


class SheetMemory(models.Model):
    """Choices made at an import, for the next file of this deal.

    `chosen`: {"columns": {header as compared: name of a column}, "names": {name as compared: organisation}}.
    """

    deal = models.OneToOneField(Deal, models.CASCADE, related_name="sheet_memory", verbose_name=_("deal"))
    chosen = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("hoe een bestand wordt gelezen")
        verbose_name_plural = _("hoe bestanden worden gelezen")

    def __str__(self):
        return str(self.deal)
