/* A text field with a list of suggestions (ARIA APG: editable combobox with list autocomplete). Without this script it is
a text field, and the server asks who is meant.

<input data-combobox="id of the <ul role=listbox>"> stands in a form; htmx fills the list with <li role="option">.
[data-combobox-status] is told how many there are. Nothing is chosen by itself: what is typed stays what is typed.
*/
import { fill } from "./words.js";

const KEYS = {
  ArrowDown: (box) => box.move(1),
  ArrowUp: (box) => box.move(-1),
  Enter: (box) => box.isOpen && box.active >= 0 && box.choose(box.options[box.active]),
  Escape: (box) => box.isOpen && box.close(),
};

class Combobox {
  active = -1;

  constructor(input, list, status) {
    Object.assign(this, { input, list, status });
    const names = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(names)) input.setAttribute(name, value);
    input.parentElement.classList.add("combobox");
    input.after(list);
    this.listen();
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get isOpen() {
    return !this.list.hidden;
  }

  listen() {
    this.list.addEventListener("htmx:afterSwap", () => this.filled());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => {
      if (event.isComposing || !KEYS[event.key]) return;
      if (KEYS[event.key](this) !== false) event.preventDefault();
    });
  }

  filled() {
    this.mark(-1);
    if (document.activeElement !== this.input) return;
    this.open();
    if (!this.status) return;
    const number = this.options.length;
    this.status.textContent = fill(number ? this.status.dataset.some : this.status.dataset.none, { number });
  }

  open() {
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  mark(place) {
    this.active = place;
    const options = this.options;
    for (const [at, option] of options.entries()) option.setAttribute("aria-selected", String(at === place));
    if (!options[place]) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[place].id);
    options[place].scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    this.input.value = option.textContent.trim();
    this.close();
    this.list.replaceChildren();
  }

  move(step) {
    if (!this.isOpen) this.open();
    const count = this.options.length;
    if (count === 0) return;
    const first = step > 0 ? 0 : count - 1;
    this.mark(this.active < 0 ? first : (this.active + step + count) % count);
  }
}

for (const input of document.querySelectorAll("input[data-combobox]")) {
  const list = document.getElementById(input.dataset.combobox);
  if (list) new Combobox(input, list, document.querySelector("[data-combobox-status]"));
}
