/* Ties autosave engines to a form: how they send, and what they hear of the window. */
const TIMEOUT = 15_000;

/* A POST of these fields with the form's CSRF token, as the `post` of an engine gives it back. */
export async function postForm(form, fields, { keepalive = false } = {}) {
  const body = new FormData();
  const token = form.elements.namedItem("csrfmiddlewaretoken");
  for (const [name, value] of [...(token ? [[token.name, token.value]] : []), ...fields]) body.set(name, value);
  const response = await fetch(form.dataset.saveUrl, {
    method: "POST",
    body,
    keepalive,
    credentials: "same-origin",
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout?.(TIMEOUT),
  });
  const { ok, redirected, status, headers } = response;
  const isJson = (headers.get("Content-Type") || "").includes("json");
  return { ok, redirected, status, answer: async () => (isJson ? response.json() : {}) };
}

/* The plain form takes over once it is sent; `isLost` says which engine has something that leaving would lose. */
export function connect(form, engines, isLost) {
  const setLeaving = (isLeaving) => {
    for (const engine of engines) engine.isLeaving = isLeaving;
  };
  form.addEventListener("submit", () => setLeaving(true));
  window.addEventListener("pageshow", () => setLeaving(false));
  window.addEventListener("online", () => {
    for (const engine of engines) engine.online();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const engine of engines) engine.save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (engines.some((engine) => !engine.isLeaving && isLost(engine))) event.preventDefault();
  });
}
