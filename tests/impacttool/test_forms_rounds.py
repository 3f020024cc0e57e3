"""The form of a round: moments in local time, thresholds that only go up, reminders."""

from datetime import UTC, datetime

import pytest

from impacttool.forms.moments import LocalMomentField
from impacttool.forms.rounds import RoundForm
from tests import factories


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2026-12-31T23:59", datetime(2026, 12, 31, 22, 59, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("31-12-2026 23:59", datetime(2026, 12, 31, 22, 59, tzinfo=UTC)),
    ],
)
def test_local_time_is_stored_as_utc_and_shown_as_typed(typed, utc):
    field = LocalMomentField()
    assert field.clean(typed) == utc
    shown = field.widget.format_value(field.prepare_value(utc))
    assert field.clean(shown) == utc
    assert not field.has_changed(utc, shown)


@pytest.mark.parametrize("typed", ["2026-03-29T02:00", "2026-03-29T02:59"])
def test_an_hour_that_is_left_out_is_refused_in_words(typed):
    with pytest.raises(Exception, match="gaat de klok een uur vooruit"):
        LocalMomentField().clean(typed)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), ("3", "3"), (" 3,14 , 3", "14, 3"), ("14;3", None), ("-1", None), ("366", None)],
)
def test_reminder_days(typed, kept):
    form = RoundForm({"reminder_days": typed}, instance=factories.round_())
    form.is_valid()
    assert form.cleaned_data.get("reminder_days") == kept
    assert ("reminder_days" in form.errors) is (kept is None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mean", "wide", "wrong"),
    [
        (5, 10, set()),
        (10, 10, set()),
        (4, 10, {"mean_threshold"}),
        (11, 10, {"range_threshold"}),
        (5, 9, {"range_threshold"}),
    ],
)
def test_thresholds_only_go_up_and_the_range_needs_most(mean, wide, wrong):
    form = RoundForm({"mean_threshold": mean, "range_threshold": wide}, instance=factories.round_())
    form.is_valid()
    assert {"mean_threshold", "range_threshold"} & form.errors.keys() == wrong


@pytest.mark.django_db
def test_a_new_round_starts_with_the_newest_instrument_and_all_deals():
    newest = factories.instrument(version=99)
    form = RoundForm()
    assert form["instrument"].initial == newest and form["all_deals"].initial is True
    assert form["opens_at"].initial < form["closes_at"].initial


@pytest.mark.django_db
def test_the_round_after_the_last_is_proposed_in_its_own_year():
    factories.round_(year=2040)
    form = RoundForm()
    assert form["year"].initial == 2041
    assert (form["opens_at"].initial.year, form["closes_at"].initial.year) == (2041, 2041)
