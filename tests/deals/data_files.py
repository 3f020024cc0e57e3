"""The data files as the tests read them, and all that the database holds about one deal."""

from pathlib import Path

import yaml

from deals import models as deals
from deals.sources import SourceTitles
from knowledge import models as knowledge

FOLDER = Path(deals.__file__).parents[1] / "data"
KNOWN = yaml.safe_load((FOLDER / "deals.yaml").read_text(encoding="utf-8"))
PUBLIC = yaml.safe_load((FOLDER / "deals_public_only.yaml").read_text(encoding="utf-8"))
TITLES = SourceTitles(KNOWN["meta"]["bron_titels"])
CHILDREN = [
    deals.DealFact,
    deals.DealDate,
    deals.SigningMoment,
    deals.Publication,
    deals.Relation,
    deals.Participation,
    knowledge.Product,
    knowledge.Lesson,
    knowledge.Finding,
    knowledge.AttentionPoint,
    knowledge.LearningQuestion,
    knowledge.Signal,
]


def stored_about(deal):
    """Every value of the deal, its rows and its partners as one text."""
    values = list(deals.Deal.objects.filter(pk=deal.pk).values_list())
    for model in CHILDREN:
        values += model.objects.filter(deal=deal).values_list()
    names = "organisation__name", "organisation__abbreviation", "organisation__tooi_uri", "organisation__type"
    values += deals.Participation.objects.filter(deal=deal).values_list(*names)
    values += deals.Relation.objects.filter(deal=deal).values_list("other__slug")
    return "\n".join(str(value) for row in values for value in row).casefold()


def leaves(value, path=()):
    """(path, value) of everything at the ends of a record."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value
