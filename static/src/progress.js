/* Follows long work: asks [data-progress-url] every second, moves the bar and its words, reloads the page when done.
The address answers {"value": 3, "max": 34, "text": "3 van 34 rapporten", "finished": false}. */
const PAUSE = 1000,
  LONGEST_PAUSE = 15000;

function show(box, state) {
  const bar = box.querySelector("progress"),
    words = box.querySelector(".progress__text");
  bar.max = state.max || 1;
  bar.value = state.value;
  if (words && words.textContent !== state.text) words.textContent = state.text;
}

async function ask(box) {
  const response = await fetch(box.dataset.progressUrl, {
    credentials: "same-origin",
    headers: { Accept: "application/json" },
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

async function follow(box, pause) {
  try {
    const state = await ask(box);
    show(box, state);
    if (state.finished) return window.location.reload();
    pause = PAUSE;
  } catch {
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
  setTimeout(() => follow(box, pause), document.hidden ? LONGEST_PAUSE : pause);
}

for (const box of document.querySelectorAll("[data-progress-url]")) follow(box, PAUSE);
