"""The outcome of a half-yearly review."""

from deals.models import Review
from foundation.forms import LockedModelForm, form_field


class ReviewForm(LockedModelForm):
    class Meta:
        model = Review
        fields = ["held_on", "note"]
        formfield_callback = form_field
