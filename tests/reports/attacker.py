"""An attacker: everything one reader is given, from the outputs themselves, and what follows from it.

`view_of` collects; `followed_deals` and `possible_answers` solve. Nothing here knows the rules: only arithmetic, and who took part
with how many answers, which somebody in the programme can know.
"""

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from html import unescape
from itertools import combinations

from django.urls import reverse
from openpyxl import load_workbook

from tests.reports.pdf_text import all_text, squeezed

HALF = Fraction(1, 20)  # a figure with one decimal stands for everything within 0.05
AGAIN = "'"  # behind the name of what is said with another value too


@dataclass
class View:
    """`own`: {(year, deal, number): mean}, likewise of the lowest and the highest answer; `together`: {(year, "all" or a
    phase, number): mean}, and of the range of reference. `types`: the breakdown of a deal. `papers`: text of files, by name."""

    own: dict = field(default_factory=dict)
    lowest: dict = field(default_factory=dict)
    highest: dict = field(default_factory=dict)
    together: dict = field(default_factory=dict)
    all_lowest: dict = field(default_factory=dict)
    all_highest: dict = field(default_factory=dict)
    camps: dict = field(default_factory=dict)
    counts: dict = field(default_factory=dict)
    types: dict = field(default_factory=dict)
    papers: dict = field(default_factory=dict)

    @property
    def said_again(self):
        """Figures that stand somewhere with another value: a later version (`_note`)."""
        figures = (
            *self.own,
            *self.together,
            *self.lowest,
            *self.highest,
            *self.all_lowest,
            *self.all_highest,
        )
        return {key for key in figures if key[1].endswith(AGAIN)}


def view_of(client, rounds, *, organisations=(), with_pdf=False):
    """All that this client is given of these rounds, of every edition of the programme report, and of the yearly reports of
    these organisations."""
    view = View()
    for round_ in rounds:
        surveys = {survey.deal.slug: survey for survey in round_.surveys.select_related("deal")}
        for survey in surveys.values():
            read_report(client, view, round_, survey, with_pdf=with_pdf)
            read_learning(client, view, round_, survey)
            if round_ == rounds[-1]:
                _read_years(client, view, survey)
        for organisation in organisations:
            read_partner_year(client, view, round_, surveys, organisation)
        read_programme(client, view, round_)
    return view


def read_report(client, view, round_, survey, *, with_pdf=False):
    args = [round_.year, survey.deal.slug]
    answer = client.get(reverse("reports:web_report", args=args))
    if answer.status_code != 200:
        return
    _read_table(view, round_.year, survey, answer.content.decode())
    api = client.get(reverse("api_deal_scores", args=args))
    if api.status_code == 200:
        for row in api.json()["indicators"]:
            key = (round_.year, survey.deal.slug, row["number"])
            _note(view.own, key, row["mean"])
            _note(view.counts, key, row["n"])
            _note(view.lowest, key, row["minimum"])
            _note(view.highest, key, row["maximum"])
            everyone = (round_.year, "all", row["number"])
            _note(view.together, everyone, row["all_deals_mean"])
            _note(view.all_lowest, everyone, row["all_deals_minimum"])
            _note(view.all_highest, everyone, row["all_deals_maximum"])
    parts = re.findall(r"<li><strong>(\d+)</strong> (.*?)</li>", answer.content.decode())
    if "Wie vulden in?" in answer.content.decode():
        view.types[round_.year, survey.deal.slug] = {unescape(label): int(n) for n, label in parts}
    if with_pdf:
        pdf = client.get(reverse("reports:web_report_file", args=[*args, "pdf"])).content
        view.papers["pdf", *args] = squeezed(all_text(pdf))


def read_learning(client, view, round_, survey):
    args = [round_.year, survey.deal.slug]
    page = client.get(reverse("reports:learning_report", args=args))
    if page.status_code == 200:
        _read_table(view, round_.year, survey, page.content.decode())
    sheet = client.get(reverse("reports:learning_report_file", args=[*args, "xlsx"]))
    if sheet.status_code == 200:
        _read_sheet(view, round_.year, survey, sheet.content)


def read_partner_year(client, view, round_, surveys, organisation):
    answer = client.get(reverse("programme_reports:partner_report", args=[round_.year, organisation.pk]))
    if answer.status_code != 200:
        return
    _head, *parts = re.split(r'<h3><a href="[^"]*/(\d{4})/([\w-]+)/rapport/">', answer.content.decode())
    for year, slug, html in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        assert int(year) == round_.year
        _read_table(view, round_.year, surveys[slug], html)


def _read_table(view, year, survey, html):
    """The table of the page: a cell has the head of its column beside it."""
    for row in re.findall(r'<tr>\s*<th scope="row">(.*?)</tr>', html, flags=re.S):
        number = re.match(r"\s*(\d+)\.", unescape(re.sub("<[^>]+>", "", row)))
        if number is None:
            continue
        for label, text in re.findall(r'data-label="([^"]+)"[^>]*>(.*?)</td>', row, flags=re.S):
            _place(view, year, survey, int(number[1]), unescape(label), _plain(text))
    for code, low, n, high in re.findall(
        r"stelling (\d+\.\d+): (\d+) van de (\d+) gaven een 1 of 2, (\d+) een 4 of 5", _plain(html)
    ):
        view.camps[year, survey.deal.slug, int(code.partition(".")[0])] = (int(low), int(high), int(n))


def _read_sheet(view, year, survey, content):
    heads, *rows = load_workbook(io.BytesIO(content))["Cijfers"].iter_rows(values_only=True)
    for row in rows:
        for head, value in zip(heads, row, strict=True):
            if isinstance(value, int | float):
                _place(view, year, survey, row[0], head, str(value).replace(".", ","))


def _place(view, year, survey, number, label, text):
    figure = re.fullmatch(r"(\d+(?:,\d)?)(?:–(\d))?", text)
    if figure is None:
        return
    key, value = (year, survey.deal.slug, number), figure[1].replace(",", ".")
    if label == "Deze deal":
        _note(view.own, key, value)
    elif label == "n":
        _note(view.counts, key, int(value))
    elif label == "Alle deals":
        _note(view.together, (year, "all", number), value)
    elif label == "Zelfde fase":
        _note(view.together, (year, survey.phase, number), value)
    elif label == "Bereik" and figure[2]:
        _note(view.lowest, key, value)
        _note(view.highest, key, figure[2])


def _read_years(client, view, survey):
    """What the charts say to whoever cannot see them."""
    page = _plain(client.get(reverse("reports:deal_years", args=[survey.deal.slug])).content.decode())
    for found in re.finditer(r"Alle deals: (\d{4} \d,\d(?:, \d{4} \d,\d)*)\.", page):
        number = re.findall(r"(\d)\. Indicator", page[: found.start()])[-1]
        for year, figure in re.findall(r"(\d{4}) (\d,\d)", found[1]):
            _note(view.together, (int(year), "all", int(number)), figure.replace(",", "."))


def read_programme(client, view, round_):
    """Every edition, the newest last, and then the one that is given when none is asked for."""
    url = reverse("programme_reports:report_file", args=[round_.year, "xlsx"])
    for asked in ({"uitgave": number} for number in range(1, 9)):
        answer = client.get(url, asked)
        if answer.status_code != 200:
            break
        _read_programme_sheet(view, round_, answer.content)
    answer = client.get(url)
    if answer.status_code == 200 and "spreadsheet" in answer["Content-Type"]:
        _read_programme_sheet(view, round_, answer.content)


def _read_programme_sheet(view, round_, content):
    """All deals of this round, and the means of the rounds before."""
    book = load_workbook(io.BytesIO(content))
    heads, *rows = book["Alle deals"].iter_rows(values_only=True)
    for number, _name, *figures in rows:
        for head, found, value in zip(
            heads[2:5], (view.together, view.all_lowest, view.all_highest), figures, strict=False
        ):
            assert head
            if isinstance(value, int | float):
                _note(found, (round_.year, "all", number), value)
    heads, *rows = book["Jaren"].iter_rows(values_only=True)
    for name, *figures in rows:
        for head, value in zip(heads[1:], figures, strict=True):
            if isinstance(value, int | float):
                _note(view.together, (int(head[:4]), "all", int(name.partition(".")[0])), value)


def _note(found, key, value):
    """The same figure is the same wherever it stands, save in another version of a report: then it stands beside it."""
    if value is None:
        return
    value, (year, place, number) = Decimal(str(value)).normalize(), key
    while found.setdefault((year, place, number), value) != value:
        place += AGAIN


def _plain(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def followed_deals(own, together, behind):
    """{deal: (least, most)} of each deal whose own figure is not in the view and that can be solved, alone or with one other
    deal, which knows itself. `behind`: {"all" or a phase: the deals in that figure}."""
    rows = []
    for name, mean in together.items():
        deals, mean = behind[name], Fraction(mean)
        unseen = [deal for deal in deals if deal not in own]
        seen = [Fraction(own[deal]) for deal in deals if deal in own]
        least = (mean - HALF) * len(deals) - sum(value + HALF for value in seen)
        most = (mean + HALF) * len(deals) - sum(value - HALF for value in seen)
        rows.append((frozenset(unseen), least, most))
    hidden = sorted({deal for deals, _least, _most in rows for deal in deals})
    found = {}
    for size in (1, 2):
        for target in combinations(hidden, size):
            weights = _combination([row[0] for row in rows], frozenset(target))
            if weights is not None:
                bounds = [
                    (w * low, w * high) if w > 0 else (w * high, w * low)
                    for w, (_deals, low, high) in zip(weights, rows, strict=True)
                ]
                found[target] = (sum(low for low, _high in bounds), sum(high for _low, high in bounds))
    return found


def _combination(sets, target):
    """Weights with which the sums over these sets add up to that over the target, or None: Gaussian elimination."""
    deals = sorted(frozenset.union(target, *sets))
    matrix = [[Fraction(deal in one) for one in sets] + [Fraction(deal in target)] for deal in deals]
    pivots, place = [], 0
    for column in range(len(sets)):
        pivot = next((row for row in range(place, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[place], matrix[pivot] = matrix[pivot], matrix[place]
        matrix[place] = [value / matrix[place][column] for value in matrix[place]]
        for row in range(len(matrix)):
            if row != place and matrix[row][column]:
                factor = matrix[row][column]
                matrix[row] = [a - factor * b for a, b in zip(matrix[row], matrix[place], strict=True)]
        pivots.append(column)
        place += 1
    if any(row[-1] for row in matrix[place:]):
        return None
    weights = [Fraction(0)] * len(sets)
    for row, column in enumerate(pivots):
        weights[column] = matrix[row][-1]
    return weights


def possible_answers(n, *, mean=None, low=None, high=None, camps=None, known=()):
    """Every set of n answers 1 to 5 to one statement, as how often each was given, that fits what is shown, less the answers
    that are `known`; an answer of somebody else follows only where all of them say the same."""
    found = []
    for counts in _ways(n, 5):
        given = [score for score, count in enumerate(counts, 1) if count]
        total = sum(score * count for score, count in enumerate(counts, 1))
        rest = [count - list(known).count(score) for score, count in enumerate(counts, 1)]
        if mean is not None and abs(Fraction(total, n) - Fraction(mean)) > HALF:
            continue
        if (low is not None and given[0] != low) or (high is not None and given[-1] != high):
            continue
        if camps is not None and camps != (counts[0] + counts[1], counts[3] + counts[4]):
            continue
        if min(rest) >= 0:
            found.append(tuple(rest))
    return found


def possible_types(shown, total, types, gate):
    """Every number of answers per type of partner that adds up to the total and gives what is shown; `gate` gives what is
    shown of such numbers, which somebody who knows the portal can work out."""
    found = [dict(zip(types, counts, strict=True)) for counts in _ways(total, len(types))]
    return [counts for counts in found if gate(counts) == shown]


def _ways(number, places):
    if places == 1:
        yield (number,)
        return
    for first in range(number + 1):
        for rest in _ways(number - first, places - 1):
            yield (first, *rest)


def answers_that_follow(possible):
    """The scores that every other person is certain to have given: {one score}, or nothing."""
    kinds = {frozenset(score for score, count in enumerate(rest, 1) if count) for rest in possible}
    [only] = kinds if len(kinds) == 1 else [frozenset()]
    return only if len(only) == 1 else frozenset()


def behind_of(round_, scores, limits):
    """{number: {"all" or a phase: the deals in that figure}}, from how many answered where, which an insider may know."""
    found = defaultdict(lambda: defaultdict(set))
    for survey in round_.surveys.select_related("deal"):
        for number, n in scores[survey.deal.slug].items():
            if n >= limits:
                found[number]["all"].add(survey.deal.slug)
                found[number][survey.phase].add(survey.deal.slug)
    return found
