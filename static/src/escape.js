/* In a row of a table that is being changed, Escape does what "Niet opslaan" does: the row comes back, with the focus. */
"use strict";
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    const form = event.target.closest("form[data-row]");
    const cancel = form && form.querySelector("[data-cancel]");
    if (cancel) cancel.click();
  });
})();
