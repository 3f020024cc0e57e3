/* Saves notes while several people type; without this script the form is one plain POST.

<form data-notes data-save-url data-state-url data-text-saved="bewaard om {time}" ...> holds [data-note="element"], each
with a textarea, [data-version], [data-state-of] and a box [data-other] with the choices [data-choose].
POST element, version, text: 200 {"version", "saved_at"}; 409 {"version", "text", "by"} when somebody wrote there
first: both texts are shown and nothing is stored until somebody chooses. GET data-state-url: what others wrote.
*/
import { Autosave } from "./autosave.js";
import { connect, postForm } from "./autosave_form.js";
import { fill } from "./words.js";

const LOOK = 5000;
const LOOK_HIDDEN = 60_000;
const form = document.querySelector("form[data-notes]");
const words = (name, values) => fill(form.dataset[name], values);

class Note {
  theirs = null;

  constructor(box) {
    this.element = box.dataset.note;
    this.area = box.querySelector("textarea");
    this.versionField = box.querySelector("[data-version]");
    this.state = box.querySelector("[data-state-of]");
    this.other = box.querySelector("[data-other]");
    this.settled = [this.state.dataset.state ?? "", this.state.textContent];
    this.engine = this.makeEngine();
    this.area.addEventListener("input", () => this.typed() && this.engine.soon());
    this.area.addEventListener("change", () => this.typed() && this.engine.save());
    for (const button of box.querySelectorAll("[data-choose]")) {
      button.addEventListener("click", () => this.choose(button.dataset.choose));
    }
  }

  /* A note that came back torn from the plain form stays so until that is sent again. */
  makeEngine() {
    const engine = new Autosave({
      post: (changes) => this.post(changes),
      show: (state, answer) => this.show(state, answer),
      heard: ({ version }) => {
        this.versionField.value = version;
      },
      meanings: { 409: "conflict", 422: "invalid" },
      stored: this.isTorn ? [] : [["text", this.area.value]],
    });
    if (this.isTorn) {
      engine.hold();
      engine.change("text", this.area.value);
    }
    return engine;
  }

  get isTorn() {
    return !this.other.hidden;
  }

  typed() {
    this.engine.change("text", this.area.value);
    return true;
  }

  post(changes) {
    return postForm(form, [["element", this.element], ["version", this.versionField.value], ...changes]);
  }

  say(state, sentence) {
    this.state.dataset.state = state;
    this.state.textContent = sentence;
  }

  settle(sentence) {
    this.settled = ["saved", sentence];
    this.say(...this.settled);
  }

  show(state, answer) {
    if (state === "saving") this.say("saving", words("textSaving"));
    else if (state === "saved") this.settle(words("textSaved", { time: answer.saved_at }));
    else if (state === "unchanged") this.say(...this.settled);
    else if (state === "conflict") this.tear(answer);
    else if (state === "invalid") this.say("failed", answer.message);
    else this.say("failed", words(state === "refused" ? "textRefused" : "textFailed"));
  }

  tear(stored) {
    this.theirs = stored;
    this.other.hidden = false;
    this.other.querySelector("[data-other-by]").textContent = words("textTheirs", { by: stored.by });
    this.other.querySelector("[data-other-text]").textContent = stored.text || "—";
    this.other.querySelector("[data-other-plain]").hidden = true;
    this.other.querySelector("[data-other-choice]").hidden = false;
    this.other.setAttribute("role", "alert");
    this.say("failed", "");
  }

  choose(which) {
    const mine = this.area.value;
    const { text, version } = this.theirs;
    if (which === "theirs") this.area.value = text;
    if (which === "both") this.area.value = [text, mine].filter(Boolean).join("\n\n");
    this.takeOver({ text, version });
    this.other.hidden = true;
    this.theirs = null;
    this.area.focus();
    this.settle("");
    this.engine.release();
    this.typed();
    this.engine.save();
  }

  takeOver({ text, version }) {
    this.engine.adopt("text", text);
    this.versionField.value = version;
  }

  /* What somebody else stored meanwhile: taken over where nobody types here. */
  hear(stored) {
    if (stored.version <= Number(this.versionField.value) || this.engine.isSending) return;
    if (this.isTorn) {
      if (this.theirs) this.tear(stored);
      return;
    }
    if (this.engine.isDirty || document.activeElement === this.area) return;
    this.area.value = stored.text;
    this.takeOver(stored);
    this.settle(words("textWrote", { by: stored.by }));
  }
}

async function look(notes) {
  try {
    const response = await fetch(form.dataset.stateUrl, {
      credentials: "same-origin",
      headers: { Accept: "application/json" },
    });
    if (response.ok && !response.redirected) {
      for (const stored of (await response.json()).notes) notes.get(String(stored.element))?.hear(stored);
    }
  } catch {
    /* the next look may do better */
  }
  setTimeout(look, document.hidden ? LOOK_HIDDEN : LOOK, notes);
}

if (form) {
  const boxes = [...form.querySelectorAll("[data-note]")];
  const notes = new Map(boxes.map((box) => [box.dataset.note, new Note(box)]));
  const engines = [...notes.values()].map((note) => note.engine);
  connect(form, engines, ({ isDirty }) => isDirty);
  setTimeout(look, LOOK, notes);
}
