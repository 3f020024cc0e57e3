"""The rival: the same drawing by matplotlib and the same document by WeasyPrint, each as its manual advises.

It is not slowed down: no pyplot, text stays text, style sheet and font set-up are made once.
"""

import base64
import io
import math
from datetime import date
from functools import lru_cache
from html import escape
from textwrap import wrap

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from rendering import spiderweb
from reports.web_report import words as report_words
from reports.web_report.drawing import web_of
from reports.web_report.figures import WebFigures

GREEN, RED, GREY = "#1e5631", "#8e1537", "#d5dae1"
STYLE = """
@page { size: A4; margin: 2.7cm 2.2cm 2.2cm;
  @top-left { content: "Dealportaal Agenda Stad"; font-size: 8.5pt; color: #4a5665 }
  @bottom-right { content: "Pagina " counter(page) " van " counter(pages); font-size: 8.5pt; color: #4a5665 } }
body { font-family: "Fira Sans", sans-serif; font-size: 10pt; color: #1b2430 }
h1, h2 { color: #154273 } h1 { font-size: 24pt } h2 { font-size: 14pt; break-after: avoid }
h3 { font-size: 10.5pt; break-after: avoid } .web { display: block; width: 92%; margin: auto }
.after { break-before: page } table { width: 100%; border-collapse: collapse }
th, td { padding: 5pt 4pt; border-bottom: 0.6pt solid #d5dae1; text-align: right }
th:first-child, td:first-child { text-align: left } .words { font-size: 8pt; color: #4a5665 }
.soft { color: #4a5665 } .fictitious { color: #8e1537 }
"""


def matplotlib_svg(web: spiderweb.Web) -> bytes:
    axes = web.axes
    angles = [2 * math.pi * index / len(axes) for index in range(len(axes))]
    ring = [*angles, 2 * math.pi]
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "bench", "font.size": 8}):
        figure = Figure(figsize=(5.6, 6))
        FigureCanvasSVG(figure)
        plot = figure.add_subplot(projection="polar")
        plot.set_theta_zero_location("N")
        plot.set_theta_direction(-1)
        plot.set_ylim(0, 5)
        plot.set_yticks(range(1, 6))
        plot.set_xticks(angles, ["\n".join(wrap(axis.label, 18)) for axis in axes])
        low, high = _closed(axes, "minimum"), _closed(axes, "maximum")
        plot.fill_between(ring, low, high, color=GREY, label=web.range_label)
        plot.plot(ring, _closed(axes, "value"), color=GREEN, marker="o", label=web.value_label)
        plot.plot(
            ring, _closed(axes, "reference"), color=RED, marker="s", linestyle="--", label=web.reference_label
        )
        if any(axis.baseline is not None for axis in axes):
            plot.plot(ring, _closed(axes, "baseline"), color="k", linestyle=":", label=web.baseline_label)
        plot.set_title(web.title)
        figure.legend(loc="lower center", ncols=2)
        made = io.BytesIO()
        figure.savefig(made, format="svg", metadata={"Date": None, "Title": web.title})
    return made.getvalue()


def _closed(axes: tuple[spiderweb.Axis, ...], name: str) -> list[float]:
    values = [getattr(axis, name) for axis in axes]
    numbers = [math.nan if value is None else float(value) for value in values]
    return [*numbers, numbers[0]]


def weasyprint_pdf(figures: WebFigures, svg: bytes, *, issued_on: date) -> bytes:
    """With the same words and the same accessibility standard as the portal's own document."""
    from weasyprint import HTML

    sheet, fonts = _style()
    alternative = spiderweb.describe(web_of(figures))
    words = report_words.contents(figures, alternative=alternative, issued_on=issued_on)
    document = HTML(string=_html(words, svg))
    return document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")


@lru_cache(maxsize=1)
def _style():
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return CSS(string=STYLE, font_config=fonts), fonts


def _html(words: dict, svg: bytes) -> str:
    table, method = words["table"], words["method"]
    picture = base64.b64encode(svg).decode()
    head = "".join(f"<th>{escape(name)}</th>" for name in table["head"])
    body = "".join(
        f"<tr><td>{escape(row['name'])}</td>{''.join(map(_cell, row['cells']))}</tr>" for row in table["rows"]
    )
    fictitious = words["fictitious"]
    return (
        f'<!doctype html><html lang="nl"><head><title>{escape(words["title"])}</title></head><body>'
        f'<h1>{escape(words["title"])}</h1><p class="soft">{escape(words["subtitle"])}</p>'
        f"<p>{escape(words['purpose'])}</p>"
        + (f'<p class="fictitious">{escape(fictitious["sentence"])}</p>' if fictitious else "")
        + f'<img class="web" alt="{escape(words["alt"])}" src="data:image/svg+xml;base64,{picture}">'
        + _points(words["reading"]["heading"], words["reading"]["points"])
        + f'<h2 class="after">{escape(table["heading"])}</h2>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        + "".join(f"<p>{escape(note)}</p>" for note in table["notes"])
        + _remarks(words["remarks"])
        + _points(method["heading"], method["points"])
        + f"<p>{escape(method['source'] or '')}</p></body></html>"
    )


def _cell(cell: report_words.Cell) -> str:
    return f'<td class="{"words" if cell["words"] else ""}">{escape(str(cell["text"]))}</td>'


def _points(heading: str, points: list[str]) -> str:
    items = "".join(f"<li>{escape(point)}</li>" for point in points)
    return f"<h2>{escape(heading)}</h2><ul>{items}</ul>"


def _remarks(remarks: dict | None) -> str:
    if remarks is None:
        return ""
    groups = "".join(
        f"<h3>{escape(group['name'])}</h3><ul>"
        + "".join(f"<li>{'<br>'.join(map(escape, lines))}</li>" for lines in group["texts"])
        + "</ul>"
        for group in remarks["groups"]
    )
    return f"<h2>{escape(remarks['heading'])}</h2><p>{escape(remarks['note'])}</p>{groups}"
