/* Tells what happens with a file that is sent by a form of htmx: how much was sent, and how long reading it takes by now.

A form holds [data-upload] with a <progress>, [data-upload-text] (data-text-sending "{percent} % verzonden",
data-text-reading) and [data-upload-seconds] (data-text "{seconds} seconden"). How much was read is not known: then the
bar has no value.
*/
import { fill } from "./words.js";

const boxOf = (event) => event.detail.elt instanceof Element && event.detail.elt.querySelector("[data-upload]");
let ticking = 0;

function say(node, name, values) {
  const words = fill(node.dataset[name], values);
  if (node.textContent !== words) node.textContent = words;
}

function start(box) {
  const began = Date.now(),
    seconds = box.querySelector("[data-upload-seconds]");
  show(box, 0, 0);
  clearInterval(ticking);
  ticking = setInterval(() => {
    if (!box.isConnected) return clearInterval(ticking);
    say(seconds, "text", { seconds: Math.round((Date.now() - began) / 1000) });
  }, 1000);
}

function show(box, loaded, total) {
  const bar = box.querySelector("progress"),
    text = box.querySelector("[data-upload-text]");
  if (total && loaded < total) {
    bar.max = total;
    bar.value = loaded;
    say(text, "textSending", { percent: Math.floor((100 * loaded) / total) });
  } else {
    bar.removeAttribute("value");
    say(text, "textReading", {});
  }
}

document.addEventListener("htmx:beforeRequest", (event) => boxOf(event) && start(boxOf(event)));
document.addEventListener(
  "htmx:xhr:progress",
  (event) => boxOf(event) && show(boxOf(event), event.detail.loaded, event.detail.total),
);
document.addEventListener("htmx:xhr:loadend", (event) => boxOf(event) && show(boxOf(event), 0, 0));
document.addEventListener("htmx:afterRequest", () => clearInterval(ticking));
