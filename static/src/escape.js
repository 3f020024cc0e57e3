/* In a row of a table that is being changed, Escape does what "Niet opslaan" does: the row comes back, with the focus.
In the menu of a row it closes the menu; a click elsewhere does too. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  const menu = event.target.closest(".rowmenu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  const form = event.target.closest("form[data-row]");
  const cancel = form?.querySelector("[data-cancel]");
  if (cancel) cancel.click();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".rowmenu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
