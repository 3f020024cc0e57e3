"""What a partner agreed to, with how it became that and how each year went."""

from django.utils.translation import ngettext

from deals.models import Amendment, Commitment, CommitmentConfirmation, CommitmentVersion
from deals.models.agreements import TERMS
from deals.queries.agreements import to_confirm_by_deal
from deals.record_kinds import DigestPart, Export, Heading, RecordKind, Removal, TwoWayList, deal_url
from deals.sheet.outgoing import choice, long, moment, organisation
from deals.sheet.tables import COMMITMENTS, Column
from deals.told_years import asked_year
from foundation.ordering import dutch
from partners.models import OrganisationType


def _has_a_second(record):
    """An agreement that was made anew, for instance by the scheme, is not to count twice."""
    if record.kind != Commitment.Kind.MONEY:
        return False
    terms = {name: getattr(record, name) for name in TERMS if name != "description"}
    others = Commitment.objects.filter(participation=record.participation_id, **terms)
    return others.exclude(pk=record.pk).exists()


def _digest(deals, _users, day):
    """How many are still to be confirmed; two queries."""
    numbers = to_confirm_by_deal(deals, asked_year(day))

    def of_deal(deal, _user):
        url, number = deal_url("partners", deal.slug) + "?to_confirm=on#partners", numbers[deal.pk]
        return [
            DigestPart(Heading.AGREEMENTS, [number] if number else [], lambda one: (_waiting(one), url), url)
        ]

    return of_deal


def _waiting(number):
    words = ngettext(
        "%(number)s afspraak is nog te bevestigen.", "%(number)s afspraken zijn nog te bevestigen.", number
    )
    return words % {"number": number}


def _listed(deal):
    found = Commitment.objects.filter(participation__deal=deal).select_related("participation__organisation")
    return found.order_by(dutch("participation__organisation__name"), "year_from", "pk")


KIND = RecordKind(
    name="afspraken",
    model=Commitment,
    deal_path="participation__deal",
    tab="partners",
    digest=_digest,
    two_way=TwoWayList(
        table=COMMITMENTS,
        records=_listed,
        choices={"organisation_type": OrganisationType, "kind": Commitment.Kind},
    ),
    removal=Removal(
        named_by=("participation__organisation",),
        is_of_partner=True,
        permission="deals.edit_commitment",
        has_a_second=_has_a_second,
    ),
    exports=(
        Export(
            "eerdere-afspraken",
            "Verloop van afspraken",
            (
                organisation("commitment__participation__organisation__name"),
                long("terms_in_words", "Afspraak"),
                Column("is_agreed", "Beide kanten akkoord", "yes_no"),
                moment("saved_at", "Vastgelegd op"),
                Column("saved_by", "Vastgelegd door"),
            ),
            rows=lambda deal, user: CommitmentVersion.objects.filter(
                commitment__participation__deal=deal, commitment__deleted_at=None
            ).select_related("commitment__participation__organisation"),
            place=110,
        ),
        Export(
            "voorstellen",
            "Voorstellen",
            (
                organisation("commitment__participation__organisation__name"),
                long("terms_in_words", "Voorstel"),
                long("why", "Waarom"),
                choice("state", "Stand"),
                Column("proposed_label", "Voorgesteld door"),
                moment("proposed_at", "Voorgesteld op"),
                Column("answered_label", "Beantwoord door"),
                moment("answered_at", "Beantwoord op"),
            ),
            rows=lambda deal, user: Amendment.objects.filter(
                commitment__participation__deal=deal, commitment__deleted_at=None
            ).select_related("commitment__participation__organisation"),
            place=120,
        ),
        Export(
            "jaarlijkse-bevestigingen",
            "Jaarlijkse bevestigingen",
            (
                organisation("commitment__participation__organisation__name"),
                long("commitment__terms_in_words", "Afspraak"),
                Column("year", "Jaar", "year"),
                choice("state", "Stand"),
                long("note", "Toelichting"),
                Column("confirmed_by", "Bevestigd door"),
            ),
            rows=lambda deal, user: (
                CommitmentConfirmation.objects.filter(
                    commitment__participation__deal=deal, commitment__deleted_at=None
                )
                .select_related("commitment__participation__organisation")
                .order_by(dutch("commitment__participation__organisation__name"), "commitment", "year")
            ),
            place=250,
        ),
    ),
)
