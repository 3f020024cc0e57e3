"""A page that is watched: what the browser complains about, what axe finds, and what does not fit."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

SCRIPT = Axe().axe_script
# Every look of axe in this run, for `make accessibility`: the path, the width of the screen, and what was found.
LOOKS: list[tuple[str, int, list[str]]] = []
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watch:
    """Console errors (a refused script or style is one), faults in scripts and answers of 500 and above."""

    def __init__(self, page):
        self.page = page
        self.complaints = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._response)

    def _console(self, message):
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _response(self, response):
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.complaints.append(f"{self.page.url}: {response.status} for {response.url}")

    def axe(self):
        """What axe finds on the page as it stands, one line each; its script is read once a page."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(SCRIPT)
        found = self.page.evaluate(RUN, TAGS)
        path = urlsplit(self.page.url).path
        LOOKS.append((path, self.page.viewport_size["width"], found))
        return found

    def too_wide(self, width):
        """How far the page scrolls sideways at this width, with the widest culprits; empty when it does not."""
        self.page.set_viewport_size({"width": width, "height": 800})
        return self.page.evaluate(WIDE)


WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const clipped = (node) => {
    for (let up = node.parentElement; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((node) => node.getBoundingClientRect().right > room + 1 && !clipped(node))
    .slice(0, 4)
    .map((node) => `${node.tagName.toLowerCase()}.${node.className} ends at ${Math.round(node.getBoundingClientRect().right)}`)
    .concat(`page is ${document.documentElement.scrollWidth} wide`);
}"""

RUN = """async (tags) => {
  const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
  const found = await axe.run(document, options);
  return found.violations.flatMap((rule) =>
    rule.nodes.slice(0, 3).map((node) => `${rule.id}: ${node.target} ${node.html.slice(0, 120)}`));
}"""
