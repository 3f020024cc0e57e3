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
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form || !window.fetch) return;

  const FIRST_WAIT = 1000, LONGEST_WAIT = 30000, TYPING_PAUSE = 1200, TIMEOUT = 15000;
  const waiting = new Map();
  let number = 0, sending = new Map(), wait = FIRST_WAIT, timer = 0, typing = 0, busy = false, leaving = false, refused = false;

  const all = (selector) => document.querySelectorAll(selector);
  const text = (name, values = {}) => (form.dataset[name] || "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

  function showState(state, words) {
    for (const place of all("[data-save-state]")) {
      place.dataset.state = state;
      place.textContent = words;
    }
  }

  function showProgress() {
    const statements = [...form.querySelectorAll("[data-statement]")];
    const answered = statements.filter((one) => one.querySelector("input:checked")).length;
    for (const bar of all("[data-progress]")) {
      bar.max = statements.length;
      bar.value = answered;
    }
    for (const place of all("[data-progress-text]")) {
      place.textContent = text("textProgress", { answered, total: statements.length });
    }
    showNext(statements.filter((one) => !one.querySelector("input:checked")));
  }

  function showNext(open) {
    for (const link of all("[data-next]")) {
      link.hidden = open.length === 0;
      if (open.length) link.hash = open[0].id;
    }
    for (const button of all("[data-send]")) button.hidden = open.length > 0;
  }

  function valueOf(control) {
    return control.type === "checkbox" && !control.checked ? "" : control.value;
  }

  function note(control) {
    if (!control.name || control.hasAttribute("data-no-save") || control.type === "hidden") return;
    waiting.set(control.name, valueOf(control));
    if (!refused) showState("saving", text("textSaving"));
  }

  function now() {
    return new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  }

  async function post(fields) {
    const body = new FormData();
    const token = form.elements.namedItem("csrfmiddlewaretoken");
    if (token) body.set("csrfmiddlewaretoken", token.value);
    const ticket = form.elements.namedItem("stand");
    if (ticket) {
      number += 1;
      body.set("stand", ticket.value);
      body.set("volg", number);
    }
    for (const [name, value] of fields) body.set(name, value);
    return fetch(form.dataset.saveUrl, {
      method: "POST",
      body,
      credentials: "same-origin",
      keepalive: true,
      headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
      signal: AbortSignal.timeout ? AbortSignal.timeout(TIMEOUT) : undefined,
    });
  }

  async function read(response) {
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    return isJson ? await response.json() : {};
  }

  async function saved(response) {
    const answer = await read(response);
    wait = FIRST_WAIT;
    if (answer.closes) for (const place of all("[data-closes]")) place.textContent = answer.closes;
    sending = new Map();
    if (waiting.size === 0) showState("saved", text("textSaved", { time: answer.saved_at || now() }));
  }

  function putBack() {
    for (const [name, value] of sending) if (!waiting.has(name)) waiting.set(name, value);
    sending = new Map();
  }

  function retryLater() {
    putBack();
    showState("failed", text("textFailed"));
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  async function refuse(response) {
    putBack();
    refused = true;
    const { message } = await read(response);
    showState("failed", message ? `${text("textRefused")}: ${message}` : text("textRefused"));
    for (const link of all("[data-reload]")) link.hidden = false;
  }

  async function send() {
    clearTimeout(timer);
    if (busy || refused || leaving || waiting.size === 0) return;
    busy = true;
    sending = new Map(waiting);
    waiting.clear();
    try {
      const response = await post(sending);
      if (response.ok && !response.redirected) await saved(response);
      else if (response.status < 500 && ![408, 429].includes(response.status)) await refuse(response);
      else retryLater();
    } catch {
      retryLater();
    }
    busy = false;
    if (waiting.size > 0 && wait === FIRST_WAIT) send();
  }

  form.addEventListener("change", (event) => {
    clearTimeout(typing);
    note(event.target);
    showProgress();
    send();
  });
  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea, input[type=text], input[type=email]")) return;
    note(event.target);
    clearTimeout(typing);
    typing = setTimeout(send, TYPING_PAUSE);
  });
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; showProgress(); });
  window.addEventListener("online", () => { wait = FIRST_WAIT; send(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && !refused && (waiting.size > 0 || sending.size > 0)) event.preventDefault();
  });
  showProgress();
})();
