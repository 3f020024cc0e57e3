"""Through whom a partner is attached to a deal: ambtelijk, directie, bestuurlijk [G15]."""

from dataclasses import dataclass

from deals.permissions import contacts_visible_to
from foundation.ordering import dutch
from partners.models import Contact, ContactLevel

FIELDS = {
    ContactLevel.OFFICIAL: "attached_official",
    ContactLevel.DIRECTOR: "attached_director",
    ContactLevel.EXECUTIVE: "attached_executive",
}


@dataclass(frozen=True, slots=True)
class Level:
    """`attached`: the stand in words; `contacts`: of today, and who is still to start."""

    label: str
    attached: str
    contacts: list[Contact]


def levels_of(participation, user, *, day):
    """The three levels, each with the contacts this user may read; one query."""
    seen = contacts_visible_to(user).filter(organisation=participation.organisation_id)
    contacts = list(seen.exclude(until_on__lt=day).order_by(dutch("name"), "pk"))
    return [
        Level(
            label=level.label,
            attached=getattr(participation, f"get_{field}_display")(),
            contacts=[one for one in contacts if one.level == level],
        )
        for level, field in FIELDS.items()
    ]
