"""The lessons and attention points of a round's agreed learning reports, with their themes."""

import hashlib
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse

from foundation.ordering import dutch
from foundation.sort_key import sort_key
from impacttool.models import Survey
from reports.models import LearningReport, MarkedText, Theme

Kind = MarkedText.Kind
USED = (LearningReport.State.AGREED, LearningReport.State.FINAL)


@dataclass(frozen=True)
class AgreedText:
    """One text as the deal team agreed to it; `marked` is None until staff reviewed it."""

    survey: Survey
    kind: str
    text: str
    is_final: bool
    marked: MarkedText | None = None
    themes: tuple[str, ...] = field(default=())

    @property
    def digest(self):
        return digest_of(self.text)

    @property
    def url(self):
        args = [self.survey.round.year, self.kind, self.survey.pk, self.digest]
        return reverse("programme_reports:text_mark", args=args)

    @property
    def kind_label(self):
        return Kind(self.kind).label


def digest_of(text):
    """Hash of the words alone: ignores surrounding white space and the kind of line ends."""
    return hashlib.sha256("\n".join(text.strip().splitlines()).encode()).hexdigest()


def used_reports(round_):
    """{survey id: the newest edition of its learning report that is agreed or final}; one query."""
    found = LearningReport.objects.filter(survey__round=round_, state__in=USED).order_by("edition")
    return {report.survey_id: report for report in found.select_related("survey__deal", "survey__round")}


def agreed_texts(round_):
    """Every text of those editions, without duplicates: deals in alphabetical order, lessons first; three queries."""
    marked = {
        (one.survey_id, one.kind, one.digest): one
        for one in MarkedText.objects.filter(survey__round=round_).prefetch_related("themes")
    }
    found = {}
    reports = sorted(used_reports(round_).values(), key=lambda report: sort_key(report.survey.deal.name))
    for report in reports:
        for kind, text in _texts_of(report):
            key = (report.survey_id, kind, digest_of(text))
            one = marked.get(key)
            names = tuple(theme.name for theme in one.themes.all()) if one else ()
            found.setdefault(
                key,
                AgreedText(report.survey, kind, text, report.state == LearningReport.State.FINAL, one, names),
            )
    return list(found.values())


def _texts_of(report):
    talk = report.content.talk
    texts = [(Kind.LESSON.value, text) for text in talk.lessons]
    texts += [(Kind.ATTENTION.value, point.text) for point in talk.attention]
    return [(kind, text.strip()) for kind, text in texts if text.strip()]


def surveys_without(round_):
    """Surveys of the round without an agreed learning report, in alphabetical order; one query. Leaves out follow-up
    rounds, which have none."""
    agreed = LearningReport.objects.filter(survey__round=round_, state__in=USED)
    waiting = round_.surveys.ordinary().exclude(pk__in=agreed.values("survey"))
    return waiting.select_related("deal").order_by(dutch("deal__name"))


def themes_with_counts():
    """Every theme by name, with `given`: the number of texts that have it; one query."""
    return Theme.objects.annotate(given=Count("marked_texts")).order_by(dutch("name"))
