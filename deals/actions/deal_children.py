"""The rows below a deal, made from its record in a data file; unsaved."""

from deals.models import DealDate, DealFact, Kind, Phase, Publication, Relation, SigningMoment
from deals.sources import RoughDate, dates_in_words, publication_numbers, rough_date

Subject = DealFact.Subject
FACTS = {
    "context": Subject.CONTEXT,
    "looptijd": Subject.TERM,
    "doelen": Subject.GOAL,
    "hoofdvragen": Subject.MAIN_QUESTION,
    "partner_aantal": Subject.PARTNER_COUNT,
    "bijdragen": Subject.CONTRIBUTION,
    "governance": Subject.GOVERNANCE,
    "resultaten": Subject.RESULT,
    "jaarplan": Subject.YEAR_PLAN,
    "openbaar": Subject.PUBLIC,
}
LABELLED_FACTS = {
    "regio_s_genoemd": "Regio's die genoemd worden",
    "uitvoerders_onderzoek": "Uitvoerders van onderzoek",
}
MOMENTS = {
    "ondertekend": SigningMoment.Kind.SIGNING,
    "bijtekenmoment": SigningMoment.Kind.JOINING,
    "intentieverklaring": SigningMoment.Kind.INTENT,
}
SIGNED_HERE = "ondertekend in "
STARTS = {"start"}
ENDS = {"einde deal", "einde looptijd", "slotbijeenkomst en afronding", "afgerond"}


def phase_of(text):
    """The phase when the source states it plainly and recently, else empty: it then appears in words only."""
    if text.startswith(("in uitvoering", "genoemd als lopende deal")) and "2025" in text:
        return Phase.EXECUTION
    starts = {
        "gestart na ondertekening": Phase.EXECUTION,
        "in verkenning": Phase.EXPLORATION,
        "in voorbereiding, met kwartiermaker": Phase.PREPARATION,
        "afgerond": Phase.COMPLETED,
        "afronding": Phase.COMPLETION,
    }
    return next((phase for start, phase in starts.items() if text.startswith(start)), "")


def period_of(record):
    """First and last day of the deal; of two dates the more precise one. The last day of "2023" is 31 December."""
    dated = [(row["wat"], rough_date(row["datum"])) for row in record.get("data", [])]
    public = record.get("openbaar", [])
    starts = [day for what, day in dated if what in STARTS] + _given(public, "start")
    ends = [day for what, day in dated if what in ENDS] + _given(public, "einde")
    found = dates_in_words(record.get("status", ""))
    starts += [found[word] for word in ("sinds", "gestart") if word in found]
    start, end = _most_precise(starts), _most_precise(ends)
    fields = {"starts_on": start.on, "starts_precision": start.precision} if start else {}
    return fields | ({"ends_on": end.last_day, "ends_precision": end.precision} if end else {})


def _given(entries, key):
    return [rough_date(entry[key]) for entry in entries if key in entry]


def _most_precise(days):
    return min(days, key=RoughDate.vagueness.fget) if days else None


def facts_of(deal, record, titles):
    """Everything the source says in words, in its order."""
    for position, (subject, text, source) in enumerate(_sayings(record, titles), 1):
        yield DealFact(deal=deal, subject=subject, text=titles.in_text(text), position=position, **source)


def _sayings(record, titles):
    """(subject, text, source fields) of each saying."""
    if "korte_naam" in record:
        yield Subject.OTHER, f"Volledige naam: {record['naam']}", {}
    if "thema_bron" in record:
        source = {"source": titles.title(record["thema_bron"]).replace("openbaar", "openbare pagina's")}
        yield Subject.OTHER, f"Thema: {record['thema']}", source
    for key, subject in FACTS.items():
        entries = record.get(key, [])
        for entry in [entries] if isinstance(entries, dict) else entries:
            yield subject, entry["tekst"], titles.of(entry)
    for key, label in LABELLED_FACTS.items():
        for entry in record.get(key, []):
            yield Subject.OTHER, f"{label}: {entry['tekst']}", titles.of(entry)
    pages = record.get("openbare_partners_url", "")
    if " " in pages:
        yield Subject.PUBLIC, f"Partners op openbare pagina's: {pages}", {}
    yield from _public_sayings(record)


def _public_sayings(record):
    """What the file of deals known from public pages only has: a status and partners in one text."""
    source = {"source_url": record.get("url", "")}
    if "status" in record:
        yield Subject.PUBLIC, f"Stand: {record['status']}", source
    if isinstance(record.get("partners"), str):
        yield Subject.PARTNER_COUNT, f"Partners die genoemd worden: {record['partners']}", source


def dates_of(deal, record, titles):
    """Dates in the deal's life; a signing is a signing moment instead."""
    for row in record.get("data", []):
        if not row["wat"].startswith(SIGNED_HERE):
            day = rough_date(row["datum"])
            note = titles.in_text(row.get("noot", ""))
            yield DealDate(
                deal=deal, what=row["wat"], on=day.on, precision=day.precision, note=note, **titles.of(row)
            )
    for entry in record.get("openbaar", []):
        for what in ("start", "einde"):
            if what in entry:
                day = rough_date(entry[what])
                yield DealDate(
                    deal=deal,
                    what=what,
                    on=day.on,
                    precision=day.precision,
                    note=entry["tekst"],
                    **titles.of(entry),
                )


def moments_of(deal, record, titles):
    """(signing moment, the entry it was told in)."""
    for row in record.get("data", []):
        if row["wat"].startswith(SIGNED_HERE):
            yield _moment(deal, "ondertekend", rough_date(row["datum"]), row["wat"], titles.of(row)), row
    for entry in record.get("openbaar", []):
        for word in MOMENTS.keys() & entry.keys():
            day = rough_date(entry[word])
            yield _moment(deal, word, day, entry["tekst"], titles.of(entry)), entry
    for word, day in dates_in_words(record.get("status", "")).items():
        if word in MOMENTS:
            yield _moment(deal, word, day, record["status"], titles.of(record)), record


def _moment(deal, word, day, note, source):
    return SigningMoment(
        deal=deal, kind=MOMENTS[word], signed_on=day.on, precision=day.precision, note=note, **source
    )


def publications_of(deal, record, titles, moments):
    """Publications in the Staatscourant, tied to the signing that the same entry tells of."""
    for entry in [*record.get("openbaar", []), record]:
        for number in publication_numbers(entry.get("stcrt", "")):
            told = [
                moment
                for moment, its_entry in moments
                if its_entry is entry and moment.kind == SigningMoment.Kind.SIGNING
            ]
            signing = told[0] if told else None
            yield Publication(deal=deal, number=number, signing_moment=signing, **titles.of(entry))


def relations_of(deal, record, titles, deals):
    for row in record.get("relaties", []):
        other = deals[row["naar"]] if "naar" in row else None
        kind = row["soort"].replace("_", " ")
        yield Relation(deal=deal, other=other, kind=kind, text=titles.in_text(row["tekst"]), **titles.of(row))


def kind_of(record):
    return Kind(record.get("soort", Kind.CITY_DEAL))
