/* A second press on a button within a few seconds is the first one again: the form is sent once. */
const PAUSE = 4000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return; // htmx and the scripts of a page send it themselves
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, PAUSE);
});
