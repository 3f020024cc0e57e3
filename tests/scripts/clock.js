/* Timers that run when a test says so, and a server whose answers come when a test gives them. */
import { Autosave } from "../../static/src/autosave.js";

export class Clock {
  now = 0;
  #due = new Map();
  #last = 0;

  setTimeout = (callback, pause) => {
    this.#last += 1;
    this.#due.set(this.#last, { at: this.now + pause, callback });
    return this.#last;
  };

  clearTimeout = (key) => this.#due.delete(key);

  async pass(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      const [key, next] = [...this.#due].sort(([, one], [, other]) => one.at - other.at)[0] ?? [];
      if (!next || next.at > end) break;
      this.now = next.at;
      this.#due.delete(key);
      next.callback();
      await settle();
    }
    this.now = end;
  }
}

/* Lets everything that waits for a promise go on. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

export function desk(options = {}) {
  const clock = new Clock();
  const posts = [];
  const shown = [];
  const heard = [];
  const engine = new Autosave({
    post: (changes, number) =>
      new Promise((resolve, reject) => posts.push({ fields: Object.fromEntries(changes), number, resolve, reject })),
    show: (state, answer) => shown.push([state, answer]),
    heard: (answer) => heard.push(answer),
    timers: clock,
    ...options,
  });
  const states = () => shown.map(([state]) => state);
  return { clock, posts, shown, heard, states, engine };
}

export async function answer(post, status, body = {}, { redirected = false } = {}) {
  const ok = status >= 200 && status < 300;
  post.resolve({ ok, status, redirected, answer: async () => body });
  await settle();
}

export async function lose(post) {
  post.reject(new TypeError("Failed to fetch"));
  await settle();
}
