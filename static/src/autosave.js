/* Autosave without a page: which changes are waiting, when they are sent, what an answer means, when to try again.

One save is under way at a time; a change of the same field replaces the one that waits, so that only the last state
counts. No answer, 408, 429 and 5xx: what was sent waits again, unless something newer does, with ever longer pauses.
Any other refusal is for good, except what `meanings` names: {409: "conflict", 422: "invalid"}.

post(changes, number) sends a Map of field and value and gives {ok, status, redirected, answer()}; `number` counts the
attempts, so that the server can put late arrivals in order. show(state, answer) gets "saving", "saved", "failed",
"refused", "conflict", "invalid", or "unchanged" when a change was taken back before it was sent. heard(answer) gets
every answer to a save that was stored, also when newer changes wait.
*/
export const FIRST_WAIT = 1000;
export const LONGEST_WAIT = 30_000;
export const TYPING_PAUSE = 1200;

const TRY_AGAIN = [408, 429];

export function outcomeOf({ ok, redirected, status }, meanings = {}) {
  if (ok && !redirected) return "saved";
  if (status in meanings) return meanings[status];
  return status >= 500 || TRY_AGAIN.includes(status) ? "again" : "refused";
}

export class Autosave {
  #post;
  #show;
  #heard;
  #meanings;
  #timers;
  #stored;
  #waiting = new Map();
  #sending = new Map();
  #number = 0;
  #wait = FIRST_WAIT;
  #timer;
  #isAsked = false;

  isRefused = false;
  isHeld = false;
  isLeaving = false;

  constructor({ post, show, heard = () => {}, meanings = {}, stored = [], timers = globalThis }) {
    this.#post = post;
    this.#show = show;
    this.#heard = heard;
    this.#meanings = meanings;
    this.#stored = new Map(stored);
    this.#timers = timers;
  }

  get isSending() {
    return this.#sending.size > 0;
  }

  get isDirty() {
    return this.#waiting.size > 0 || this.isSending;
  }

  change(name, value) {
    if (this.#isStored(name, value)) {
      this.#waiting.delete(name);
      if (!this.isDirty) this.#show("unchanged", {});
      return;
    }
    this.#waiting.set(name, value);
    if (!this.isRefused && !this.isHeld) this.#show("saving", {});
  }

  /* While somebody types: a save once the typing pauses. */
  soon(pause = TYPING_PAUSE) {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = this.#timers.setTimeout(() => this.save(), pause);
  }

  async save() {
    this.#timers.clearTimeout(this.#timer);
    this.#isAsked = this.isSending;
    if (this.isSending || this.isRefused || this.isHeld || this.isLeaving || this.#waiting.size === 0) return;
    this.#sending = this.#waiting;
    this.#waiting = new Map();
    this.#number += 1;
    this.#take(...(await this.#sent()));
  }

  online() {
    this.#wait = FIRST_WAIT;
    return this.save();
  }

  /* Nothing is sent until somebody chooses between two texts. */
  hold() {
    this.isHeld = true;
  }

  release() {
    this.isHeld = false;
  }

  /* What the server holds for a field, heard otherwise than as the answer to a save. */
  adopt(name, value) {
    this.#stored.set(name, value);
    this.#waiting.delete(name);
  }

  #isStored(name, value) {
    return !this.#sending.has(name) && this.#stored.get(name) === value;
  }

  async #sent() {
    try {
      const response = await this.#post(this.#sending, this.#number);
      const outcome = outcomeOf(response, this.#meanings);
      return [outcome, outcome === "again" ? {} : await response.answer()];
    } catch {
      return ["again", {}];
    }
  }

  #take(outcome, answer) {
    const sent = this.#sending;
    this.#sending = new Map();
    if (outcome === "saved") return this.#keep(sent, answer);
    const isNewer = this.#isAsked && this.#waiting.size > 0;
    for (const [name, value] of sent) if (!this.#waiting.has(name)) this.#waiting.set(name, value);
    if (outcome === "again") return this.#tryAgain(sent);
    this.isRefused = outcome === "refused";
    this.isHeld = outcome === "conflict";
    this.#show(outcome, answer);
    if (outcome === "invalid" && isNewer) this.save();
  }

  #keep(sent, answer) {
    this.#wait = FIRST_WAIT;
    for (const [name, value] of sent) {
      this.#stored.set(name, value);
      if (this.#waiting.get(name) === value) this.#waiting.delete(name);
    }
    this.#heard(answer);
    if (this.#waiting.size === 0) this.#show("saved", answer);
    else if (this.#isAsked) this.save();
  }

  /* Whether it was stored is unknown: even the value of before is sent again. */
  #tryAgain(sent) {
    for (const name of sent.keys()) this.#stored.delete(name);
    this.#show("failed", {});
    this.soon(this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
