/* Typing is working: while somebody types, the portal hears so, and the session does not end (dealportaal/idle.py). */
const EVERY = 5 * 60 * 1000;
let told = Date.now();

document.addEventListener("input", () => {
  if (Date.now() - told < EVERY) return;
  told = Date.now();
  fetch("/health/", { credentials: "same-origin" }).catch(() => {});
});
