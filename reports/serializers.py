"""The figures of a report in the API: stored, gated, rounded to one decimal (docs/rules.md 5.10)."""

from rest_framework import serializers

from reports.web_report import origin_words

ORIGINS = (origin_words.LINKS, origin_words.FILE)
MEANS = ("mean", "all_deals_mean", "all_deals_minimum", "all_deals_maximum")


class IndicatorScoresSerializer(serializers.Serializer):
    """One axis of the web; null where the gate withholds, and then `withheld` names the reason."""

    number = serializers.IntegerField()
    name = serializers.CharField()
    n = serializers.IntegerField(allow_null=True, help_text="Respondents with a score for this indicator.")
    mean = serializers.FloatField(allow_null=True, help_text="Scale 1-5, one decimal, half up.")
    minimum = serializers.IntegerField(allow_null=True, help_text="Lowest answer, 1-5.")
    maximum = serializers.IntegerField(allow_null=True, help_text="Highest answer, 1-5.")
    all_deals_mean = serializers.FloatField(allow_null=True, help_text="Every deal counts once.")
    all_deals_minimum = serializers.FloatField(
        allow_null=True, help_text="Mean of the deals' lowest answers."
    )
    all_deals_maximum = serializers.FloatField(
        allow_null=True, help_text="Mean of the deals' highest answers."
    )
    withheld = serializers.DictField(
        child=serializers.CharField(), allow_null=True, help_text="Figure -> reason it is not shown, or null."
    )


class DealScoresSerializer(serializers.Serializer):
    deal = serializers.CharField(help_text="Slug of the deal.")
    round = serializers.IntegerField(help_text="Year of the round.")
    years_after = serializers.IntegerField(
        allow_null=True,
        help_text="1, 2 or 3: a follow-up, so many years after the end; null: an ordinary round.",
    )
    is_fictitious = serializers.BooleanField(help_text="The answers are made up, for a demonstration.")
    origin = serializers.ChoiceField(
        choices=ORIGINS, help_text="Where the answers came from: personal links, or a file of an older form."
    )
    respondents = serializers.IntegerField(allow_null=True, help_text="null below the threshold for a mean.")
    indicators = IndicatorScoresSerializer(many=True)


WITHHELD_FIGURES = ("mean", "range", "all_deals", "all_deals_range")


def deal_scores(figures):
    """WebReport.figures as DealScoresSerializer data; numbers only change their type here, from text to number."""
    return {
        "deal": figures.deal.slug,
        "round": figures.round,
        "years_after": figures.years_after,
        "is_fictitious": figures.is_fictitious,
        "origin": origin_words.code(figures),
        "respondents": figures.respondents,
        "indicators": [_indicator(row) for row in figures.indicators],
    }


def _indicator(row):
    withheld = {name: reason for name, reason in row.withheld.items() if name in WITHHELD_FIGURES}
    kept = {name: getattr(row, name) for name in ("number", "name", "n", "minimum", "maximum")}
    means = {name: None if getattr(row, name) is None else float(getattr(row, name)) for name in MEANS}
    return kept | means | {"withheld": withheld or None}
