"""The partners of a deal, read from its record; unsaved."""

from deals.models import Participation, Stage
from deals.sources import first_url, names_listed
from partners.models import Organisation, OrganisationType

Basis = Participation.Basis
NAMED = "genoemd in de bronnen van een deal"
UNTYPED = "genoemd in de bronnen van een deal; de soort is een indeling van de portal"


class Register:
    """The organisations by TOOI code and by name; what is not there yet is made, unsaved, and kept in `new`."""

    def __init__(self, organisations):
        self.new = []
        self.by_code, self.by_name = {}, {}
        for organisation in organisations:
            self._keep(organisation)

    def _keep(self, organisation):
        if organisation.tooi_uri:
            self.by_code[organisation.tooi_uri.rsplit("/", 1)[-1]] = organisation
        self.by_name[organisation.name.casefold()] = organisation

    def named(self, entry):
        """The organisation of a partner entry; KeyError when a TOOI code is not in the register."""
        if "tooi" in entry:
            return self.by_code[entry["tooi"]]
        if entry["naam"].casefold() not in self.by_name:
            untyped = entry.get("noot", "").startswith("type niet vermeld")
            made = Organisation(name=entry["naam"], type=entry["type"], source=UNTYPED if untyped else NAMED)
            self.new.append(made)
            self._keep(made)
        return self.by_name[entry["naam"].casefold()]

    def guessed(self, words):
        """The organisation that a list means by "Amsterdam", "provincie Utrecht" or "EZ"; None when in doubt."""
        for candidate in (f"gemeente {words}", words):
            if candidate.casefold() in self.by_name:
                return self.by_name[candidate.casefold()]
        ministries = [one for one in self.by_code.values() if one.type == OrganisationType.MINISTRY]
        hits = [one for one in ministries if words == one.abbreviation or f"({words})" in one.former_names]
        return hits[0] if len(hits) == 1 else None


def participations_of(deal, record, titles, register):
    """One row per organisation: the source's own list first, completed with the list on public pages."""
    rows = {}
    if isinstance(record.get("partners"), str):
        return _from_text(deal, record, register)
    for entry in record.get("partners", []):
        organisation = register.named(entry)
        rows[id(organisation)] = _stated(deal, organisation, entry, titles)
    page = record.get("openbare_partners_url", "")
    for entry in record.get("openbare_partners", []):
        organisation = register.named(entry)
        if id(organisation) in rows:
            _complete(rows[id(organisation)], organisation, entry, page)
        else:
            rows[id(organisation)] = _public(deal, organisation, entry, page)
    return list(rows.values())


def _stated(deal, organisation, entry, titles):
    explicit = entry["partnerschap"] == Basis.EXPLICIT
    return Participation(
        deal=deal,
        organisation=organisation,
        basis=Basis(entry["partnerschap"]),
        stage=Stage.SIGNED if explicit else "",
        role=entry.get("rol", ""),
        note=_note(organisation, entry),
        **titles.of(entry),
    )


def _public(deal, organisation, entry, page):
    url = first_url(page)
    return Participation(
        deal=deal,
        organisation=organisation,
        basis=Basis.PUBLIC,
        stage=Stage.SIGNED,
        role=entry.get("rol", ""),
        note=_note(organisation, entry),
        source="" if url else "openbare pagina's",
        source_url=url,
    )


def _complete(row, organisation, entry, page):
    """Both sources name it: the stronger one counts, the other stays readable in the note."""
    if row.basis == Basis.DERIVED:
        row.basis, row.stage = Basis.PUBLIC, Stage.SIGNED
    parts = [row.note, _note(organisation, entry) if _note(organisation, entry) != row.note else ""]
    parts.append(f"Ook genoemd op een openbare pagina: {first_url(page) or page}")
    row.note = "; ".join(part for part in parts if part)


def _note(organisation, entry):
    """The note of the source, with the name it used where that is another name than today's."""
    known = {organisation.name.casefold(), organisation.abbreviation.casefold()}
    other = [
        name for name in (entry["naam"], entry.get("afkorting", "")) if name.casefold() not in known | {""}
    ]
    named = f"in de bron: {' / '.join(other)}" if other else ""
    return "; ".join(part for part in (named, entry.get("noot", "")) if part)


def _from_text(deal, record, register):
    """Only names that are in the register without doubt; the whole text stays a fact of the deal."""
    rows = {}
    for words in names_listed(record["partners"]):
        organisation = register.guessed(words)
        if organisation is not None:
            plain = words.casefold() in organisation.name.casefold() or words == organisation.abbreviation
            rows[id(organisation)] = Participation(
                deal=deal,
                organisation=organisation,
                basis=Basis.PUBLIC,
                stage=Stage.SIGNED,
                note="" if plain else f"in de bron: {words}",
                source_url=record["url"],
            )
    return list(rows.values())
