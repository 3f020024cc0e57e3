/* A text field with a list of suggestions (ARIA APG: editable combobox with list autocomplete). Without this script it is
a text field, and the server asks who is meant.

<input data-combobox="id of the <ul role=listbox>"> stands in a form; htmx fills the list with <li role="option">.
[data-combobox-status] is told how many there are. Nothing is chosen by itself: what is typed stays what is typed.
*/
"use strict";
(() => {
  for (const input of document.querySelectorAll("input[data-combobox]")) {
    const list = document.getElementById(input.dataset.combobox);
    if (list) enhance(input, list, document.querySelector("[data-combobox-status]"));
  }

  function enhance(input, list, status) {
    let active = -1;
    const options = () => [...list.querySelectorAll("[role=option]")];
    const set = (names) => Object.entries(names).forEach(([name, value]) => input.setAttribute(name, value));
    set({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
    input.parentElement.classList.add("combobox");
    input.after(list);

    function open() {
      list.hidden = !options().length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    }

    function mark(place) {
      active = place;
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      const option = options()[place];
      if (!option) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function choose(option) {
      input.value = option.textContent.trim();
      close();
      list.replaceChildren();
    }

    function move(step) {
      if (list.hidden) open();
      const count = options().length;
      if (count) mark(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    }

    list.addEventListener("htmx:afterSwap", () => {
      mark(-1);
      if (document.activeElement !== input) return;
      open();
      if (status) status.textContent = (options().length ? status.dataset.some : status.dataset.none).replace("{number}", options().length);
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const isOpen = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "Enter" && isOpen && active >= 0) choose(options()[active]);
      else if (event.key === "Escape" && isOpen) close();
      else return;
      event.preventDefault();
    });
  }
})();
