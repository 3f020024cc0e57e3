/* Saves notes while several people type; without this script the form is one plain POST.

<form data-notes data-save-url data-state-url data-text-saved="bewaard om {time}" ...> holds [data-note="element"], each
with a textarea, [data-version], [data-state-of] and a box [data-other] with the choices [data-choose].
POST element, version, text: 200 {"version", "saved_at"}; 409 {"version", "text", "by"} when somebody wrote there
first: both texts are shown and nothing is stored until somebody chooses. GET data-state-url: what others wrote.
*/
"use strict";
(() => {
  const form = document.querySelector("form[data-notes]");
  if (!form || !window.fetch) return;

  const TYPING_PAUSE = 1200, FIRST_WAIT = 1000, LONGEST_WAIT = 30000, TIMEOUT = 15000, LOOK = 5000, LOOK_HIDDEN = 60000;
  const words = (name, values = {}) => (form.dataset[name] || "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  const notes = new Map();
  let leaving = false;

  class Note {
    constructor(box) {
      this.element = box.dataset.note;
      this.area = box.querySelector("textarea");
      this.versionField = box.querySelector("[data-version]");
      this.state = box.querySelector("[data-state-of]");
      this.other = box.querySelector("[data-other]");
      this.stored = this.other.hidden ? this.area.value : null;
      this.theirs = null;
      this.timer = 0;
      this.wait = FIRST_WAIT;
      this.busy = this.refused = false;
      this.area.addEventListener("input", () => this.soon(TYPING_PAUSE));
      this.area.addEventListener("change", () => this.save());
      for (const button of box.querySelectorAll("[data-choose]")) {
        button.addEventListener("click", () => this.choose(button.dataset.choose));
      }
    }

    get isDirty() { return this.area.value !== this.stored; }
    get isTorn() { return !this.other.hidden; }

    show(state, text) {
      this.state.dataset.state = state;
      this.state.textContent = text;
    }

    soon(pause) {
      clearTimeout(this.timer);
      if (this.refused) return;
      if (this.isDirty && !this.isTorn) this.show("saving", words("textSaving"));
      this.timer = setTimeout(() => this.save(), pause);
    }

    async save() {
      clearTimeout(this.timer);
      if (this.busy || this.refused || this.isTorn || leaving || !this.isDirty) return;
      this.busy = true;
      const text = this.area.value;
      try {
        await this.take(await this.post(text), text);
      } catch {
        this.again();
      }
      this.busy = false;
      if (this.isDirty && this.wait === FIRST_WAIT) this.soon(TYPING_PAUSE);
    }

    post(text) {
      const body = new FormData();
      body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
      body.set("element", this.element);
      body.set("version", this.versionField.value);
      body.set("text", text);
      return fetch(form.dataset.saveUrl, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout ? AbortSignal.timeout(TIMEOUT) : undefined,
      });
    }

    async take(response, text) {
      if (response.status === 409) return this.tear(await response.json());
      if (response.status === 422) return this.show("failed", (await response.json()).message);
      if (response.status >= 500 || [408, 429].includes(response.status)) return this.again();
      if (!response.ok || response.redirected) {
        this.refused = true;
        return this.show("failed", words("textRefused"));
      }
      const answer = await response.json();
      this.wait = FIRST_WAIT;
      this.stored = text;
      this.versionField.value = answer.version;
      this.show("saved", words("textSaved", { time: answer.saved_at }));
    }

    again() {
      this.show("failed", words("textFailed"));
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    }

    tear(stored) {
      this.theirs = stored;
      this.other.hidden = false;
      this.other.querySelector("[data-other-by]").textContent = words("textTheirs", { by: stored.by });
      this.other.querySelector("[data-other-text]").textContent = stored.text || "—";
      this.other.querySelector("[data-other-plain]").hidden = true;
      this.other.querySelector("[data-other-choice]").hidden = false;
      this.other.setAttribute("role", "alert");
      this.show("failed", "");
    }

    choose(which) {
      const mine = this.area.value, { text, version } = this.theirs;
      if (which === "theirs") this.area.value = text;
      if (which === "both") this.area.value = [text, mine].filter(Boolean).join("\n\n");
      this.stored = text;
      this.versionField.value = version;
      this.other.hidden = true;
      this.theirs = null;
      this.area.focus();
      if (this.isDirty) this.save();
      else this.show("saved", "");
    }

    /* What somebody else stored meanwhile: taken over where nobody types here. */
    hear(stored) {
      if (stored.version <= Number(this.versionField.value) || this.busy) return;
      if (this.isTorn) { if (this.theirs) this.tear(stored); return; }
      if (this.isDirty || document.activeElement === this.area) return;
      this.area.value = this.stored = stored.text;
      this.versionField.value = stored.version;
      this.show("saved", words("textWrote", { by: stored.by }));
    }
  }

  async function look() {
    try {
      const response = await fetch(form.dataset.stateUrl, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (response.ok && !response.redirected) {
        for (const stored of (await response.json()).notes) notes.get(String(stored.element))?.hear(stored);
      }
    } catch { /* the next look may do better */ }
    setTimeout(look, document.hidden ? LOOK_HIDDEN : LOOK);
  }

  for (const box of form.querySelectorAll("[data-note]")) notes.set(box.dataset.note, new Note(box));
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("online", () => { for (const note of notes.values()) note.soon(0); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) for (const note of notes.values()) note.save(); });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && [...notes.values()].some((note) => note.isDirty)) event.preventDefault();
  });
  setTimeout(look, LOOK);
})();
