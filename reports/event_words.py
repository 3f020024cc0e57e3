"""The Dutch sentences in the log for events about talks, reports, themes and yearly reports of partners."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import event_words
from foundation.event_words import Sentence, changed_lines, kind_in_words
from reports.events import ProgrammeEvent, ReportEvent, TalkEvent
from reports.models import MarkedText


def register():
    event_words.register(OF_TALKS | OF_REPORTS | OF_THE_PROGRAMME)


def _talk(data, names):
    return [(_("gesprek"), data.talk, None), (_("gewijzigd"), ", ".join(data.fields), None)]


def _attendee(data, names):
    return [(_("gesprek"), data.talk, None), (_("wie"), data.attendee, None)]


def _element(data, names):
    return [(_("element"), data.element, None)]


def _round(data, names):
    return [(_("ronde"), data.round, None)]


def _marked(data):
    return _("gaf thema’s aan een %(kind)s") % {
        "kind": dict(MarkedText.Kind.choices).get(data.kind, data.kind)
    }


def _mails(data, names):
    return [(_("Mails"), str(data.number), None)]


def _of_round(sentence):
    """A verb that says of which year's round the report is."""

    def verb(data):
        return sentence % {"year": data.year}

    return verb


OF_TALKS = {
    TalkEvent.ADDED: Sentence(gettext_lazy("legde een verdiepend gesprek vast"), _talk),
    TalkEvent.CHANGED: Sentence(gettext_lazy("wijzigde een verdiepend gesprek"), _talk),
    TalkEvent.ATTENDEE_ADDED: Sentence(gettext_lazy("noteerde een aanwezige"), _attendee),
    TalkEvent.ATTENDEE_REMOVED: Sentence(gettext_lazy("haalde een aanwezige weg"), _attendee),
    TalkEvent.NOTE_WRITTEN: Sentence(gettext_lazy("schreef bij een verdiepend gesprek"), _element),
    TalkEvent.OUTCOME_ADDED: Sentence(kind_in_words(gettext_lazy("voegde toe: %(kind)s")), _round),
    TalkEvent.OUTCOME_CHANGED: Sentence(kind_in_words(gettext_lazy("wijzigde: %(kind)s")), _round),
    TalkEvent.OUTCOME_REMOVED: Sentence(kind_in_words(gettext_lazy("verwijderde: %(kind)s")), _round),
    TalkEvent.OUTCOME_PUT_BACK: Sentence(kind_in_words(gettext_lazy("zette terug: %(kind)s")), _round),
}
OF_REPORTS = {
    ReportEvent.RUN_STARTED: Sentence(gettext_lazy("liet rapporten maken")),
    ReportEvent.RUN_STOPPED: Sentence(gettext_lazy("stopte het maken van rapporten")),
    ReportEvent.PUBLISHED: Sentence(_of_round(gettext_lazy("maakte het rapport van %(year)d openbaar"))),
    ReportEvent.UNPUBLISHED: Sentence(
        _of_round(gettext_lazy("maakte het rapport van %(year)d niet meer openbaar"))
    ),
    ReportEvent.LEARNING_AGREED: Sentence(
        _of_round(gettext_lazy("ging akkoord met het leerrapport van %(year)d"))
    ),
    ReportEvent.LEARNING_REOPENED: Sentence(
        _of_round(gettext_lazy("maakte het leerrapport van %(year)d weer concept"))
    ),
    ReportEvent.LEARNING_FINALISED: Sentence(
        _of_round(gettext_lazy("maakte het leerrapport van %(year)d definitief"))
    ),
    ReportEvent.LEARNING_EDITION_STARTED: Sentence(
        _of_round(gettext_lazy("begon een nieuwe uitgave van het leerrapport van %(year)d"))
    ),
    ReportEvent.FILE_FETCHED: Sentence(gettext_lazy("haalde een bestand op")),
}
OF_THE_PROGRAMME = {
    ProgrammeEvent.THEME_ADDED: Sentence(gettext_lazy("voegde een thema toe"), changed_lines),
    ProgrammeEvent.THEME_CHANGED: Sentence(gettext_lazy("wijzigde een thema"), changed_lines),
    ProgrammeEvent.TEXT_MARKED: Sentence(_marked, changed_lines),
    ProgrammeEvent.REPORT_MADE: Sentence(gettext_lazy("maakte het programmarapport")),
    ProgrammeEvent.REPORT_INTRODUCED: Sentence(gettext_lazy("schreef inleidingen van het programmarapport")),
    ProgrammeEvent.REPORT_FINALISED: Sentence(gettext_lazy("maakte het programmarapport definitief")),
    ProgrammeEvent.REPORT_EDITION_STARTED: Sentence(
        gettext_lazy("begon een nieuwe uitgave van het programmarapport")
    ),
    ProgrammeEvent.PARTNER_YEARS_ORDERED: Sentence(
        gettext_lazy("liet de jaarrapporten van alle partners maken")
    ),
    ProgrammeEvent.PARTNER_YEARS_MAILED: Sentence(gettext_lazy("liet jaarrapporten mailen"), _mails),
    ProgrammeEvent.PARTNER_YEAR_MAILED_AGAIN: Sentence(
        gettext_lazy("liet de mail over het jaarrapport opnieuw versturen")
    ),
    ProgrammeEvent.PARTNER_YEAR_LINK_REVOKED: Sentence(
        gettext_lazy("trok een persoonlijke link naar het jaarrapport in")
    ),
}
