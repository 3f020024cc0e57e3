"""The logins, tokens, personal links and deals of the demo, for people and programs. Never outside the demo."""

from deals.models import Deal
from impacttool import links
from impacttool.models import Invitation, Response, Round
from impacttool.queries.invitations import link_of, token_of
from programme.demo.people import token_of as api_token_of
from programme.demo.plan import plan


def listing(now):
    """The object that `seed_demo --json` prints; five queries."""
    users = plan()["users"]
    return {
        "users": [{name: user[name] for name in ("role", "email", "password")} for user in users],
        "tokens": {user["role"]: api_token_of(user["role"]) for user in users},
        "invitations": unanswered(now),
        "deals": list(Deal.objects.alphabetical().values_list("slug", flat=True)),
    }


def unanswered(now):
    """Links of fictitious people who have not sent their answers. Only for rounds of the demo: in a real one nobody may
    know who answered (docs/rules.md 5.7). Three queries."""
    open_rounds = [one for one in Round.objects.open().filter(is_fictitious=True) if one.takes_answers(now)]
    invitations = list(
        Invitation.objects.filter(
            survey__round__in=open_rounds, revoked_at__isnull=True, email__endswith="@demo.invalid"
        )
        .exclude(nonce="")
        .select_related("survey__round", "survey__deal")
        .order_by("survey__round__year", "survey__deal__slug", "pk")
    )
    sent = set(
        Response.objects.sent().filter(survey__round__in=open_rounds).values_list("tie_hash", flat=True)
    )
    return [
        {"round": one.survey.round.year, "deal": one.survey.deal.slug, "url": link_of(one)}
        for one in invitations
        if links.response_hash(token_of(one)) not in sent
    ]
