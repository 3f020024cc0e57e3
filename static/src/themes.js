/* Within the list of themes the digits 1 to 9 choose one; elsewhere they are just digits. The one script that is no
module, in the head and not deferred: the list has the focus as soon as it is drawn. */

document.addEventListener("keydown", (event) => {
  const boxes = [...document.querySelectorAll('input[type="checkbox"][name="themes"]')];
  if (event.ctrlKey || event.altKey || event.metaKey || !boxes.includes(document.activeElement)) return;
  const box = /^[1-9]$/.test(event.key) && boxes[event.key - 1];
  if (!box) return;
  event.preventDefault();
  box.checked = !box.checked;
  box.focus();
});
