"""How events about people, organisations and logging in read in the log."""

from collections import defaultdict

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import event_words
from foundation.event_words import Sentence, changed_lines, value_in_words
from partners.events import AccountEvent, PartnerEvent, Result
from partners.models import ApiToken, User

STEPS = {
    "password": gettext_lazy("wachtwoord"),
    "socialaccount": gettext_lazy("account van de eigen organisatie"),
    "totp": gettext_lazy("code van de telefoon"),
    "webauthn": gettext_lazy("sleutel"),
    "recovery_codes": gettext_lazy("herstelcode"),
}
RESULTS = {
    Result.DONE: gettext_lazy("gelukt"),
    Result.WRONG_PASSWORD: gettext_lazy("wachtwoord of e-mailadres klopt niet"),
    Result.WRONG_CODE: gettext_lazy("de code klopt niet"),
    Result.ACCOUNT_CLOSED: gettext_lazy("het account is gesloten"),
    Result.TOO_MANY_TRIES: gettext_lazy("te veel mislukte pogingen"),
    Result.BY_THEMSELVES: gettext_lazy("zelf uitgelogd"),
    Result.IDLE: gettext_lazy("een half uur niets gedaan"),
    Result.NOT_ALLOWED: gettext_lazy("geweigerd"),
}


def register():
    event_words.register(SENTENCES)
    event_words.register_ref("user", names=_names, unknown=gettext_lazy("een account dat er niet meer is"))


def _names(keys, reader):
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}


def _visit(data, names):
    return _visited(data, str(RESULTS[data.result]))


def _login(data, names):
    steps = ", ".join(str(STEPS.get(one, one)) for one in data.methods)
    return _visited(data, _("gelukt met %(steps)s") % {"steps": steps})


def _factor(data, names):
    types = dict(Authenticator.Type.choices)
    return _visited(data, ", ".join(str(types.get(one, one)) for one in data.methods))


def _visited(data, result):
    found = [(_("resultaat"), result, None)]
    return [*found, (_("adres van de bezoeker"), data.address, None)] if data.address else found


def _api_key(data, names):
    return [
        (_("sleutel"), f"{data.key} {data.name}".strip(), None),
        (_("mag lezen"), str(dict(ApiToken.Scope.choices).get(data.scope, data.scope)), None),
        (_("geldig tot"), value_in_words(data.ended_on), None),
    ]


def _changed_fields(data, names):
    return [(_("gewijzigd"), ", ".join(data.fields), None)]


def _admin_change(data, names):
    rows = defaultdict(list)
    for one in data.rows:
        rows[one.label].append(f"{names.of(one.person)}, {one.text}" if one.person else one.text)
    return [*changed_lines(data, names), *((label, ", ".join(texts), None) for label, texts in rows.items())]


def _organisation(data, names):
    return [(_("organisatie"), data.organisation, None)]


SENTENCES = {
    PartnerEvent.ORGANISATION_ADDED: Sentence(gettext_lazy("voegde een organisatie toe")),
    PartnerEvent.ORGANISATION_CHANGED: Sentence(gettext_lazy("wijzigde een organisatie"), changed_lines),
    PartnerEvent.ORGANISATIONS_LOADED: Sentence(gettext_lazy("laadde organisaties uit het register")),
    PartnerEvent.MERGED_LOADED: Sentence(gettext_lazy("laadde opgeheven gemeenten")),
    PartnerEvent.WELL_KNOWN_LOADED: Sentence(gettext_lazy("laadde bekende organisaties")),
    PartnerEvent.NETWORKS_LOADED: Sentence(gettext_lazy("laadde netwerken van gemeenten")),
    PartnerEvent.CONTACT_ADDED: Sentence(gettext_lazy("voegde een contactpersoon toe"), _changed_fields),
    PartnerEvent.CONTACT_CHANGED: Sentence(gettext_lazy("wijzigde een contactpersoon"), _changed_fields),
    PartnerEvent.CONTACT_REPLACED: Sentence(gettext_lazy("verving een contactpersoon")),
    AccountEvent.CREATED: Sentence(gettext_lazy("maakte een account")),
    AccountEvent.LINK_SENT: Sentence(gettext_lazy("stuurde een link om een wachtwoord te kiezen")),
    AccountEvent.TIED_TO_CONTACT: Sentence(
        gettext_lazy("koppelde een account aan een contactpersoon"), _organisation
    ),
    AccountEvent.API_KEY_MADE: Sentence(gettext_lazy("maakte een API-sleutel"), _api_key),
    AccountEvent.API_KEY_REVOKED: Sentence(gettext_lazy("trok een API-sleutel in")),
    AccountEvent.SECOND_FACTOR_RESET: Sentence(gettext_lazy("wiste de tweede inlogstap")),
    AccountEvent.DIGEST_ON: Sentence(gettext_lazy("zette het dagelijkse overzicht aan")),
    AccountEvent.DIGEST_OFF: Sentence(gettext_lazy("zette het dagelijkse overzicht uit")),
    AccountEvent.LOGGED_IN: Sentence(gettext_lazy("logde in"), _login),
    AccountEvent.LOGGED_OUT: Sentence(gettext_lazy("logde uit"), _visit),
    AccountEvent.LOGIN_REFUSED: Sentence(gettext_lazy("weigerde een poging om in te loggen"), _visit),
    AccountEvent.LOGIN_HELD_UP: Sentence(gettext_lazy("hield inloggen even tegen"), _visit),
    AccountEvent.FACTOR_ADDED: Sentence(gettext_lazy("zette een tweede inlogstap aan"), _factor),
    AccountEvent.FACTOR_REMOVED: Sentence(gettext_lazy("zette een tweede inlogstap uit"), _factor),
    AccountEvent.PASSWORD_CHANGED: Sentence(gettext_lazy("wijzigde het eigen wachtwoord"), _visit),
    AccountEvent.PASSWORD_CHOSEN: Sentence(
        gettext_lazy("koos een nieuw wachtwoord met een link per mail"), _visit
    ),
    AccountEvent.PAGE_REFUSED: Sentence(gettext_lazy("vroeg een pagina die niet mag"), _visit),
    AccountEvent.LOST_MAILS_SENT: Sentence(gettext_lazy("liet mislukte mails opnieuw versturen")),
    AccountEvent.ADDED_IN_ADMIN: Sentence(gettext_lazy("voegde toe in het beheer"), _admin_change),
    AccountEvent.CHANGED_IN_ADMIN: Sentence(gettext_lazy("wijzigde in het beheer"), _admin_change),
    AccountEvent.PERSON_SHOWN: Sentence(gettext_lazy("zocht op verzoek de gegevens van een persoon op")),
    AccountEvent.PERSON_REMOVED: Sentence(gettext_lazy("verwijderde op verzoek de gegevens van een persoon")),
}
