"""How events about a deal read in the log and in its history."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals.events import DealEvent, PartnershipEvent, PieceEvent
from deals.models import Amendment, CommitmentConfirmation, Deal, Phase, Stage
from foundation import event_words
from foundation.event_words import (
    Sentence,
    changed_lines,
    kind_in_words,
    model_in_words,
    refs_in,
    value_in_words,
)


def register():
    event_words.register(OF_DEALS | OF_PARTNERSHIPS | OF_PIECES)
    event_words.register_ref("deal", names=_names, unknown=gettext_lazy("een deal die u niet kunt zien"))


def _names(keys, reader):
    return dict(Deal.objects.visible_to(reader).filter(pk__in=keys).values_list("pk", "name"))


def _label(choices, value):
    """A choice that is no more keeps its value."""
    return str(dict(choices.choices).get(value, value)) if value else ""


def _told(label, text):
    return [(label, text, None)] if text else []


def _step(data, names):
    phase = (_("fase"), _label(Phase, data.before), _label(Phase, data.after))
    return [phase, (_("reden"), "", data.reason)] if data.reason else [phase]


def _dealmaker(data, names):
    return [(_("dealmaker"), "", names.of(data.dealmaker))]


def _hand_over(data, names):
    return [
        (_("dealmaker"), names.of(data.before), names.of(data.after)),
        (_("vorige dealmaker houdt toegang tot"), value_in_words(data.access_until), None),
    ]


def _exported(data, names):
    return [
        *((one.title, str(one.new), None) for one in data.tables),
        (_("bestand"), data.format.upper(), None),
    ]


def _imported(data, names):
    counts = _("%(new)s nieuw, %(changed)s gewijzigd")
    found = [(one.title, counts % {"new": one.new, "changed": one.changed}, None) for one in data.tables]
    for one in data.tables:
        if one.unnamed:
            label = _("%(title)s: hier niet genoemd") % {"title": one.title}
            found.append((label, _("%(number)s gewijzigd") % {"number": one.unnamed}, None))
    return [*found, *changed_lines(data, names)]


def _import_undone(data, names):
    return [(_("nieuw"), str(data.new), None), (_("gewijzigd"), str(data.changed), None)]


def _newcomers(data, names):
    return [(_("aantal"), str(data.number), None), *_partners(data, names)]


def _number(data, names):
    return [(_("aantal"), str(data.number), None)]


def _attention(data, names):
    return [(_("aandachtspunt"), data.why, None), *_told(_("reden"), data.reason)]


def _calendar(data, names):
    return [(_("agenda"), names.of(data.deal) or _("al mijn deals"), None)]


def _partner(data, names):
    return [(_("partner"), data.partner, None)]


def _partners(data, names):
    return [(_("partners"), ", ".join(data.partners), None)]


def _partner_changes(data, names):
    return [*_partner(data, names), *changed_lines(data, names)]


def _bulk_change(data, names):
    found = [*_partners(data, names), *changed_lines(data, names)]
    found += _told(_("afspraken"), _("beide kanten akkoord") if data.agreed else "")
    for one in data.stages_before:
        was = (_label(Stage, one.stage), value_in_words(one.left_on), one.reason)
        label = _("%(partner)s: stadium eerst") % {"partner": one.partner}
        found.append((label, ", ".join(part for part in was if part), ""))
    return found


def _ended(data, names):
    found = [
        *_partner(data, names),
        (_("stadium"), _label(Stage, data.before), _label(Stage, data.after)),
        (_("per"), "", value_in_words(data.left_on)),
    ]
    return [*found, (_("reden"), "", data.reason)] if data.reason else found


def _criteria(data, names):
    return [(data.moment, "; ".join(data.texts), None)]


def _commitment_removed(data, names):
    return [*_partner(data, names), (_("afspraak"), data.text, "")]


def _confirmation(data, names):
    was, now = (_label(CommitmentConfirmation.State, state) for state in (data.before, data.after))
    return [*_partner(data, names), (_("stand"), was and f"{data.year}: {was}", f"{data.year}: {now}")]


def _confirmations(data, names):
    states = CommitmentConfirmation.State
    said = [(_label(states, one.state), ", ".join(one.partners), None) for one in data.said]
    return [(_("jaar"), str(data.year), None), *said]


def _proposal(data, names):
    return [*_partner(data, names), (_("afspraak"), data.before, data.after)]


def _proposal_answer(data, names):
    answer = _label(Amendment.State, data.state)
    return [*_partner(data, names), (_("voorstel"), data.proposed, answer)]


def _conversation(data, names):
    return [*_partner(data, names), (_("gesprek"), data.text, None)]


def _piece(data, names):
    """Of a relation to a deal that this reader may not see, no more than that it is there."""
    changes = changed_lines(data, names)
    if any(names.get(ref) is None for ref in refs_in(data)):
        changes = [one for one, change in zip(changes, data.changes, strict=True) if [*refs_in(change)]]
    told = [one for one in changes if one[1:] != ("", data.name)]  # a new record's name is its own line
    return [(model_in_words(data.kind), data.name, None), *told]


def _reached(data, names):
    return [(_("mijlpaal"), data.name, None), (_("gehaald op"), "", value_in_words(data.done_on))]


OF_DEALS = {
    DealEvent.LOADED: Sentence(gettext_lazy("laadde deals uit de bronnen")),
    DealEvent.CREATED: Sentence(gettext_lazy("maakte de deal")),
    DealEvent.CHANGED: Sentence(gettext_lazy("wijzigde de deal"), changed_lines),
    DealEvent.EXTENDED: Sentence(gettext_lazy("verlengde de deal"), changed_lines),
    DealEvent.PUBLISHED: Sentence(gettext_lazy("maakte de deal openbaar")),
    DealEvent.UNPUBLISHED: Sentence(gettext_lazy("haalde de deal van de openbare lijst")),
    DealEvent.PHASE_CHANGED: Sentence(gettext_lazy("zette de deal in een andere fase"), _step),
    DealEvent.PHASE_TAKEN_BACK: Sentence(gettext_lazy("nam de laatste stap van de deal terug"), _step),
    DealEvent.DEALMAKER_NAMED: Sentence(gettext_lazy("wees de dealmaker aan"), _dealmaker),
    DealEvent.HANDED_OVER: Sentence(gettext_lazy("droeg de deal over"), _hand_over),
    DealEvent.LISTS_EXPORTED: Sentence(gettext_lazy("haalde lijsten op"), _exported),
    DealEvent.LISTS_IMPORTED: Sentence(gettext_lazy("las een bestand in"), _imported),
    DealEvent.LISTS_IMPORT_UNDONE: Sentence(
        gettext_lazy("maakte het inlezen van een bestand ongedaan"), _import_undone
    ),
    DealEvent.CONTACT_TIED: Sentence(gettext_lazy("koppelde een contactpersoon aan de deal"), _partner),
    DealEvent.CONTACT_UNTIED: Sentence(gettext_lazy("koppelde een contactpersoon los van de deal"), _partner),
    DealEvent.CONTACT_REPLACED: Sentence(gettext_lazy("verving een contactpersoon"), _partner),
    DealEvent.CONTACT_INTRODUCED: Sentence(gettext_lazy("werkte een nieuwe contactpersoon in"), _partner),
    DealEvent.CONTACTS_INTRODUCED: Sentence(gettext_lazy("werkte nieuwe contactpersonen in"), _newcomers),
    DealEvent.LASTING_CONTACTS_CHOSEN: Sentence(gettext_lazy("koos blijvende contacten"), _number),
    DealEvent.ATTENTION_PUT_ASIDE: Sentence(gettext_lazy("legde een aandachtspunt terzijde"), _attention),
    DealEvent.ATTENTION_SHOWN_AGAIN: Sentence(gettext_lazy("liet een aandachtspunt weer zien"), _attention),
    DealEvent.CALENDAR_ADDRESS_MADE: Sentence(gettext_lazy("maakte een agenda-adres"), _calendar),
    DealEvent.CALENDAR_ADDRESS_REVOKED: Sentence(gettext_lazy("trok een agenda-adres in"), _calendar),
    DealEvent.REASON_ADDED: Sentence(gettext_lazy("voegde een reden toe"), changed_lines),
    DealEvent.REASON_CHANGED: Sentence(gettext_lazy("wijzigde een reden"), changed_lines),
    DealEvent.REASONS_LOADED: Sentence(gettext_lazy("laadde de eerste redenen")),
}
OF_PARTNERSHIPS = {
    PartnershipEvent.ADDED: Sentence(gettext_lazy("voegde een partner toe"), _partner),
    PartnershipEvent.CHANGED: Sentence(gettext_lazy("wijzigde een deelname"), _partner_changes),
    PartnershipEvent.CHANGED_TOGETHER: Sentence(gettext_lazy("wijzigde deelnames tegelijk"), _bulk_change),
    PartnershipEvent.ENDED: Sentence(gettext_lazy("beëindigde een deelname"), _ended),
    PartnershipEvent.REMOVED: Sentence(gettext_lazy("verwijderde een partner"), _partner),
    PartnershipEvent.CRITERIA_ADDED: Sentence(gettext_lazy("voegde toetredingscriteria toe"), _criteria),
    PartnershipEvent.CRITERIA_TICKED: Sentence(
        gettext_lazy("vinkte toetredingscriteria af"), _partner_changes
    ),
    PartnershipEvent.COMMITMENT_ADDED: Sentence(gettext_lazy("legde een afspraak vast"), _partner_changes),
    PartnershipEvent.COMMITMENT_CHANGED: Sentence(gettext_lazy("wijzigde een afspraak"), _partner_changes),
    PartnershipEvent.COMMITMENT_REMOVED: Sentence(
        gettext_lazy("verwijderde een afspraak"), _commitment_removed
    ),
    PartnershipEvent.COMMITMENT_CONFIRMED: Sentence(gettext_lazy("bevestigde een afspraak"), _confirmation),
    PartnershipEvent.COMMITMENTS_CONFIRMED: Sentence(gettext_lazy("bevestigde afspraken"), _confirmations),
    PartnershipEvent.SCHEME_APPLIED: Sentence(
        gettext_lazy("maakte afspraken volgens de bijdrage per soort en netwerk"), _partners
    ),
    PartnershipEvent.SCHEME_UNDONE: Sentence(
        gettext_lazy("maakte afspraken volgens de bijdragen ongedaan"), _partners
    ),
    PartnershipEvent.AMENDMENT_PROPOSED: Sentence(gettext_lazy("stelde een andere afspraak voor"), _proposal),
    PartnershipEvent.AMENDMENT_ANSWERED: Sentence(
        gettext_lazy("beantwoordde een voorstel"), _proposal_answer
    ),
    PartnershipEvent.CONVERSATION_ADDED: Sentence(gettext_lazy("legde een gesprek vast"), _conversation),
    PartnershipEvent.CONVERSATION_CHANGED: Sentence(gettext_lazy("wijzigde een gesprek"), _conversation),
    PartnershipEvent.CONVERSATION_REMOVED: Sentence(gettext_lazy("verwijderde een gesprek"), _conversation),
}
OF_PIECES = {
    PieceEvent.MILESTONE_ADDED: Sentence(gettext_lazy("voegde een mijlpaal toe"), _piece),
    PieceEvent.MILESTONE_CHANGED: Sentence(gettext_lazy("wijzigde een mijlpaal"), _piece),
    PieceEvent.MILESTONE_REACHED: Sentence(gettext_lazy("haalde een mijlpaal"), _reached),
    PieceEvent.ADDED: Sentence(kind_in_words(gettext_lazy("voegde toe: %(kind)s")), _piece),
    PieceEvent.CHANGED: Sentence(kind_in_words(gettext_lazy("wijzigde: %(kind)s")), _piece),
    PieceEvent.REMOVED: Sentence(kind_in_words(gettext_lazy("verwijderde: %(kind)s")), _piece),
    PieceEvent.PUT_BACK: Sentence(kind_in_words(gettext_lazy("zette terug: %(kind)s")), _piece),
}
