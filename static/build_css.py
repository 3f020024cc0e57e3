"""Build the style sheets and fonts of the portal: `.venv/bin/python static/build_css.py` writes static/build.

A sheet is a few NL Design System components (cascade layer `kit`) and our own parts on top. Design tokens are
resolved here, and rules for classes that no template uses are left out, so a browser gets only what it needs.
Run it again after using a `utrecht-` class for the first time.
"""

import gzip
import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset as subsetting

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "static" / "src"
BUILD = ROOT / "static" / "build"
MODULES = ROOT / "node_modules"
THEME = MODULES / "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"

UNSET = "unset"  # a token with this value counts as not there: the component takes its own fallback
DECLARED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:\s*([^;{}]+)")
BETWEEN_SELECTORS = re.compile(r",(?![^()]*\))")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
USED_CLASS = re.compile(r"utrecht-[a-z0-9]+(?:[_-]+[a-z0-9]+)*")

SUBSETS = ("latin", "latin-ext")
TYPST_FEATURES = [
    "kern",
    "liga",
    "tnum",
    "ccmp",
    "locl",
    "mark",
    "mkmk",
]  # small capitals and the like are not used
TYPST_FONTS = ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold")


@dataclass(frozen=True)
class Sheet:
    """One style sheet: kit components, own parts, font faces (weight, style) and the most it may weigh."""

    name: str
    kit: list[str]
    parts: list[str]
    faces: tuple[tuple[int, str], ...]
    limit_gzip: int


SHEETS = (
    Sheet(
        name="portal",
        kit=[
            "alert",
            "button",
            "form-field",
            "form-field-description",
            "form-field-error-message",
            "form-fieldset",
            "form-label",
            "select",
            "skip-link",
            "table",
            "textarea",
            "textbox",
        ],
        parts=[
            "base",
            "layout",
            "cards",
            "buttons",
            "tables",
            "sheet_rows",
            "sheets",
            "forms",
            "badges",
            "phases",
            "tabs",
            "progress",
            "figures",
            "scale",
            "talks",
            "print",
        ],
        faces=((400, "normal"), (400, "italic"), (600, "normal")),
        limit_gzip=25_000,
    ),
    Sheet(
        name="respondent",
        kit=["alert", "button", "form-label", "skip-link", "textarea", "textbox"],
        parts=["base", "buttons", "progress", "figures", "scale", "respondent"],
        faces=((400, "normal"), (600, "normal")),
        limit_gzip=8_000,
    ),
)


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def minified(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield (prelude, body) of every rule at this level; an at-rule without a body has body ''."""
    start = depth = 0
    for place, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                opened = place
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1
        elif sign == ";" and depth == 0:
            yield css[start : place + 1].strip(), ""
            start = place + 1


def can_match(selector: str, used: frozenset[str]) -> bool:
    """False when the selector asks for a class that is never used; a class inside :not() asks for nothing."""
    return used.issuperset(CLASS.findall(re.sub(r":not\([^()]*\)", "", selector)))


def only_used(css: str, used: frozenset[str]) -> str:
    """Drop selectors that can match nothing, and rules that have no selector left."""
    kept = []
    for prelude, body in rules(css):
        if prelude.startswith(("@media", "@supports")):
            inner = only_used(body, used)
            kept.append(f"{prelude}{{{inner}}}" if inner else "")
        elif prelude.startswith("@"):
            kept.append(f"{prelude}{{{body}}}" if body else "")
        else:
            selectors = [part for part in BETWEEN_SELECTORS.split(prelude) if can_match(part, used)]
            kept.append(f"{','.join(selectors)}{{{body}}}" if selectors else "")
    return "".join(kept)


def split_var(text: str, start: int) -> tuple[str, str | None, int]:
    """Read `var(--name, fallback)` that begins at `start`: the name, the fallback, the place after it."""
    depth, place = 0, start + 3
    while True:
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        place += 1
        if depth == 0:
            break
    name, comma, fallback = text[start + 4 : place - 1].partition(",")
    return name.strip(), fallback.strip() if comma else None, place


def resolved(text: str, tokens: Mapping[str, str], living: frozenset[str] = frozenset()) -> str:
    """Fill in every `var()`, except the names in `living`, which are set by the sheet itself."""
    done, place = [], 0
    while (start := text.find("var(", place)) >= 0:
        name, fallback, after = split_var(text, start)
        done.append(text[place:start])
        done.append(filled(name, fallback, tokens, living))
        place = after
    return "".join([*done, text[place:]])


def filled(name: str, fallback: str | None, tokens: Mapping[str, str], living: frozenset[str]) -> str:
    if name in living:
        return f"var({name})" if fallback is None else f"var({name},{resolved(fallback, tokens, living)})"
    if tokens.get(name, UNSET) != UNSET:
        return resolved(tokens[name], tokens, living)
    return UNSET if fallback is None else resolved(fallback, tokens, living)


def without_unset(css: str) -> str:
    """Drop declarations that came out as unset: the component's other rules then speak."""
    return re.sub(r"(?<=[{;])\s*[\w-]+\s*:\s*[^;{}]*\bunset\b[^;{}]*(?:;|(?=}))", "", css)


def declared(css: str) -> frozenset[str]:
    return frozenset(name for name, _ in DECLARED.findall(css))


def settled(css: str, tokens: Mapping[str, str]) -> str:
    """Fill in tokens again and again until nothing changes: a dropped declaration can settle another `var()`."""
    while True:
        after = without_unset(resolved(css, tokens, declared(css)))
        if after == css:
            return css
        css = after


def read_tokens() -> dict[str, str]:
    own = without_comments((SOURCE / "tokens.css").read_text())
    theme = without_comments(THEME.read_text())
    return {name: value.strip() for text in (theme, own) for name, value in DECLARED.findall(text)}


def used_classes() -> frozenset[str]:
    """All `utrecht-` classes named in templates, scripts and the Python of the rooms."""
    files = [*ROOT.glob("templates/**/*.html"), *SOURCE.glob("*.js"), *ROOT.glob("[a-z]*/**/*.py")]
    own = (path for path in files if "node_modules" not in path.parts)
    return frozenset(name for path in own for name in USED_CLASS.findall(path.read_text()))


def font_faces(sheet: Sheet) -> str:
    spans = json.loads((MODULES / "@fontsource/fira-sans/unicode.json").read_text())
    faces = (
        f"@font-face{{font-family:'Fira Sans';font-style:{style};font-weight:{weight};font-display:swap;"
        f"src:url(fonts/fira-sans-{subset}-{weight}-{style}.woff2) format('woff2');unicode-range:{spans[subset]}}}"
        for weight, style in sheet.faces
        for subset in SUBSETS
    )
    return "".join(faces)


def sheet_css(sheet: Sheet, tokens: Mapping[str, str], used: frozenset[str]) -> str:
    kit = "".join((MODULES / f"@utrecht/{part}-css/dist/index.css").read_text() for part in sheet.kit)
    own = without_comments("".join((SOURCE / f"{part}.css").read_text() for part in sheet.parts))
    kit = minified(only_used(without_comments(kit), used))
    kit = settled(kit, tokens)
    own = minified(resolved(own, tokens, declared(kit)))
    return f"{font_faces(sheet)}@layer kit{{{kit}}}{own}\n"


def write_sheet(sheet: Sheet, tokens: Mapping[str, str], used: frozenset[str]) -> int:
    """Write one sheet and return its weight in bytes after gzip."""
    css = sheet_css(sheet, tokens, used)
    (BUILD / f"{sheet.name}.css").write_text(css)
    return len(gzip.compress(css.encode(), 9))


def copy_fonts() -> None:
    web, typst = BUILD / "fonts", BUILD / "typst-fonts"
    web.mkdir(parents=True, exist_ok=True)
    typst.mkdir(parents=True, exist_ok=True)
    for weight, style in {face for sheet in SHEETS for face in sheet.faces}:
        for subset in SUBSETS:
            shutil.copy(
                MODULES / f"@fontsource/fira-sans/files/fira-sans-{subset}-{weight}-{style}.woff2", web
            )
    for name in TYPST_FONTS:
        write_typst_font(MODULES / f"@expo-google-fonts/fira-sans/{name}/FiraSans_{name}.ttf", typst)


def write_typst_font(font: Path, folder: Path) -> None:
    """All its characters, without hints for screens and without shapes that no report asks for: a tenth less work."""
    options = subsetting.Options(layout_features=TYPST_FEATURES, hinting=False, name_IDs=["*"])
    with subsetting.load_font(font, options) as loaded:
        chosen = subsetting.Subsetter(options)
        chosen.populate(unicodes=loaded.getBestCmap())
        chosen.subset(loaded)
        subsetting.save_font(loaded, folder / font.name, options)


def main() -> int:
    """Return 0, or 1 when a part is not installed or a sheet weighs more than it may."""
    if not THEME.exists():
        print("node_modules ontbreekt: voer eerst `npm ci --ignore-scripts` uit.", file=sys.stderr)
        return 1
    copy_fonts()
    tokens, used, heavy = read_tokens(), used_classes(), False
    for sheet in SHEETS:
        weight = write_sheet(sheet, tokens, used)
        print(
            f"static/build/{sheet.name}.css: {weight / 1000:.1f} kB (gzip), grens {sheet.limit_gzip / 1000:.0f} kB"
        )
        heavy = heavy or weight > sheet.limit_gzip
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
