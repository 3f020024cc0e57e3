/* Saves every answer of the respondent's form at once; without this script the form is one plain POST.

<form data-autosave data-save-url="/.../opslaan/"
      data-text-saved="opgeslagen {time}" data-text-saving="wordt opgeslagen"
      data-text-failed="niet opgeslagen, wij proberen het opnieuw"
      data-text-refused="niet opgeslagen" data-text-progress="{answered} van {total}">
  fieldsets [data-statement] are counted; [data-save-state], [data-progress-text] and [data-progress] show it.
  [data-next] leads to the first open statement and makes place for [data-send] when all are answered.
  [data-reload] is shown when a save was refused for good. [data-closes] follows a closing that was put off.
  data-no-save on a control leaves it to the plain form.
The server gets a POST with the changed fields, the CSRF token, the ticket of the page ("stand") and the number of this
save on it ("volg"): a save that comes in late never overwrites a later one. It answers 204, or JSON
{"saved_at": "14:03", "closes": "..."}; a refusal says why: {"message": "..."}.
*/
import { Autosave } from "./autosave.js";
import { connect, postForm } from "./autosave_form.js";
import { fill } from "./words.js";

const TYPED = "textarea, input[type=text], input[type=email]";
const form = document.querySelector("form[data-autosave]");
const all = (selector) => document.querySelectorAll(selector);
const words = (name, values) => fill(form.dataset[name], values);
const isOpen = (statement) => !statement.querySelector("input:checked");

function showProgress() {
  const statements = [...form.querySelectorAll("[data-statement]")];
  const open = statements.filter(isOpen);
  const [total, answered] = [statements.length, statements.length - open.length];
  for (const bar of all("[data-progress]")) {
    bar.max = total;
    bar.value = answered;
  }
  for (const place of all("[data-progress-text]")) place.textContent = words("textProgress", { answered, total });
  for (const link of all("[data-next]")) {
    link.hidden = open.length === 0;
    if (open.length) link.hash = open[0].id;
  }
  for (const button of all("[data-send]")) button.hidden = open.length > 0;
}

const now = () => new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
let settled = "";

const sentences = {
  saving: () => ["saving", words("textSaving")],
  failed: () => ["failed", words("textFailed")],
  refused: ({ message }) => ["failed", words("textRefused") + (message ? `: ${message}` : "")],
  saved: (answer) => {
    settled = words("textSaved", { time: answer.saved_at || now() });
    return ["saved", settled];
  },
  unchanged: () => ["saved", settled],
};

function show(state, answer) {
  const [looks, sentence] = sentences[state](answer);
  for (const place of all("[data-save-state]")) {
    place.dataset.state = looks;
    place.textContent = sentence;
  }
  if (state === "refused") for (const link of all("[data-reload]")) link.hidden = false;
}

function heard({ closes }) {
  if (closes) for (const place of all("[data-closes]")) place.textContent = closes;
}

function post(changes, number) {
  const ticket = form.elements.namedItem("stand");
  const order = ticket
    ? [
        ["stand", ticket.value],
        ["volg", number],
      ]
    : [];
  return postForm(form, [...order, ...changes], { keepalive: true });
}

function note(engine, control) {
  if (!control.name || control.hasAttribute("data-no-save") || control.type === "hidden") return;
  engine.change(control.name, control.type === "checkbox" && !control.checked ? "" : control.value);
}

function start() {
  const engine = new Autosave({ post, show, heard });
  form.addEventListener("change", (event) => {
    note(engine, event.target);
    showProgress();
    engine.save();
  });
  form.addEventListener("input", (event) => {
    if (!event.target.matches(TYPED)) return;
    note(engine, event.target);
    engine.soon();
  });
  connect(form, [engine], ({ isRefused, isDirty }) => !isRefused && isDirty);
  window.addEventListener("pageshow", showProgress);
  showProgress();
}

if (form) start();
