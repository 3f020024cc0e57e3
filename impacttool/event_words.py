"""How events about questionnaires, rounds and invitations read in the log."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation import event_words
from foundation.event_words import Sentence, changed_lines, value_in_words
from impacttool.events import InvitationEvent, RoundEvent


def register():
    event_words.register(OF_ROUNDS | OF_INVITATIONS)


def _closing(data, names):
    return [(_("sluit op"), value_in_words(data.before), value_in_words(data.after))]


def _deals(data, names):
    return [(_("deals"), value_in_words(data.deals, names), None)]


def _answers(data, names):
    return [(one.slug, str(one.number), None) for one in data.deals]


def _invited(data):
    words = ngettext(
        "nodigde %(number)s persoon uit voor de meting",
        "nodigde %(number)s mensen uit voor de meting",
        data.number,
    )
    return words % {"number": data.number}


def _asked(data):
    return _("vroeg akkoord voor %(number)s uitnodigingen") % {"number": data.number}


def _confirmed(data):
    words = ngettext(
        "%(partner)s bevestigde %(number)s afspraak over %(year)s",
        "%(partner)s bevestigde %(number)s afspraken over %(year)s",
        data.number,
    )
    return words % {"partner": data.partner, "number": data.number, "year": data.year}


def _contact_is_wrong(data):
    return _("%(partner)s meldde dat de contactpersoon niet meer klopt") % {"partner": data.partner}


def _partner_of_a_day(data, names):
    return [(_("partner"), data.partner, None), (_("moment"), _("alleen de dag, geen tijd"), None)]


OF_ROUNDS = {
    RoundEvent.INSTRUMENT_CREATED: Sentence(gettext_lazy("maakte een vragenlijst")),
    RoundEvent.INSTRUMENT_CHANGED: Sentence(gettext_lazy("wijzigde de vragenlijst")),
    RoundEvent.INSTRUMENT_LOADED: Sentence(gettext_lazy("laadde een vragenlijst")),
    RoundEvent.SHORT_INSTRUMENT_CREATED: Sentence(gettext_lazy("maakte een korte vragenlijst")),
    RoundEvent.SHORT_INSTRUMENT_CHANGED: Sentence(gettext_lazy("wijzigde een korte vragenlijst")),
    RoundEvent.CREATED: Sentence(gettext_lazy("maakte de ronde"), changed_lines),
    RoundEvent.CHANGED: Sentence(gettext_lazy("wijzigde de ronde"), changed_lines),
    RoundEvent.OPENED: Sentence(gettext_lazy("opende de ronde")),
    RoundEvent.CLOSED: Sentence(gettext_lazy("sloot de ronde")),
    RoundEvent.CLOSING_MOVED: Sentence(gettext_lazy("stelde het sluiten uit"), _closing),
    RoundEvent.DEALS_ADDED: Sentence(gettext_lazy("voegde deals toe"), _deals),
    RoundEvent.ANSWERS_IMPORTED: Sentence(gettext_lazy("las antwoorden in"), _answers),
    RoundEvent.LOST_MAILS_SENT: Sentence(gettext_lazy("liet mislukte mails opnieuw versturen")),
}
OF_INVITATIONS = {
    InvitationEvent.INVITED: Sentence(_invited),
    InvitationEvent.SENT_AGAIN: Sentence(gettext_lazy("stuurde een uitnodiging opnieuw")),
    InvitationEvent.WITHDRAWN: Sentence(gettext_lazy("trok een uitnodiging in")),
    InvitationEvent.HANDED_OVER: Sentence(gettext_lazy("een uitnodiging werd aan een collega overgedragen")),
    InvitationEvent.UNDELIVERABLE: Sentence(gettext_lazy("zette een uitnodiging op onbestelbaar")),
    InvitationEvent.AGREEMENT_ASKED: Sentence(_asked),
    InvitationEvent.AGREED: Sentence(gettext_lazy("gaf akkoord op een uitnodiging")),
    InvitationEvent.REFUSED: Sentence(gettext_lazy("wees een gevraagde uitnodiging af")),
    InvitationEvent.MOVED: Sentence(gettext_lazy("verplaatste een uitnodiging")),
    InvitationEvent.ADDRESS_CHANGED: Sentence(gettext_lazy("paste het adres van een uitnodiging aan")),
    InvitationEvent.COMMITMENTS_CONFIRMED: Sentence(_confirmed, _partner_of_a_day),
    InvitationEvent.CONTACT_IS_WRONG: Sentence(_contact_is_wrong, _partner_of_a_day),
}
