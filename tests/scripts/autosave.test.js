import assert from "node:assert/strict";
import { test } from "node:test";

import { FIRST_WAIT, LONGEST_WAIT, outcomeOf, TYPING_PAUSE } from "../../static/src/autosave.js";
import { answer, desk, lose, settle } from "./clock.js";

const NOTES = { meanings: { 409: "conflict", 422: "invalid" } };

function tap({ engine }, name, value) {
  engine.change(name, value);
  engine.save();
}

function type({ engine }, value, name = "text") {
  engine.change(name, value);
  engine.soon();
}

test("a change is sent and said to be stored once", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  await answer(form.posts[0], 200, { saved_at: "14:03" });
  assert.deepEqual(form.posts[0].fields, { 1.1: "4" });
  assert.deepEqual(form.shown, [
    ["saving", {}],
    ["saved", { saved_at: "14:03" }],
  ]);
  assert.equal(form.engine.isDirty, false);
});

test("of two quick changes of one field the last is stored, and one message says so", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  tap(form, "1.1", "5");
  assert.equal(form.posts.length, 1, "one save at a time");
  await answer(form.posts[0], 200);
  assert.deepEqual(form.states(), ["saving", "saving"], "the first answer is no news while a change waits");
  await answer(form.posts[1], 200);
  assert.deepEqual(
    form.posts.map(({ fields }) => fields),
    [{ 1.1: "4" }, { 1.1: "5" }],
  );
  assert.deepEqual(form.states(), ["saving", "saving", "saved"]);
});

test("what changed during a save goes along in one next save", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  for (const [name, value] of [
    ["1.2", "3"],
    ["1.3", "1"],
    ["1.2", "2"],
  ])
    tap(form, name, value);
  await answer(form.posts[0], 200);
  assert.deepEqual(form.posts[1].fields, { 1.2: "2", 1.3: "1" });
  await answer(form.posts[1], 200);
  assert.equal(form.posts.length, 2);
});

test("a field changed and changed back during its save is not sent again", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  tap(form, "1.1", "5");
  tap(form, "1.1", "4");
  await answer(form.posts[0], 200);
  assert.equal(form.posts.length, 1);
  assert.equal(form.states().at(-1), "saved");
});

test("saves are numbered in the order of sending, retries too", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  await lose(form.posts[0]);
  await form.clock.pass(FIRST_WAIT);
  await answer(form.posts[1], 200);
  tap(form, "1.2", "2");
  assert.deepEqual(
    form.posts.map(({ number }) => number),
    [1, 2, 3],
  );
});

test("what was lost never takes the place of what was changed meanwhile", async () => {
  const form = desk();
  tap(form, "1.1", "1");
  tap(form, "1.1", "2");
  await lose(form.posts[0]);
  await form.clock.pass(FIRST_WAIT);
  assert.deepEqual(form.posts[1].fields, { 1.1: "2" });
  await answer(form.posts[1], 200, { saved_at: "14:00" });
  assert.deepEqual(form.shown.at(-1), ["saved", { saved_at: "14:00" }]);
});

test("without a network it tries again with ever longer pauses", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  const moments = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const before = form.clock.now;
    await lose(form.posts.at(-1));
    while (form.posts.length === attempt + 1) await form.clock.pass(500);
    moments.push(form.clock.now - before);
  }
  assert.deepEqual(moments, [1000, 2000, 4000, 8000, 16000, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]);
  await answer(form.posts.at(-1), 200);
  assert.equal(form.states().filter((state) => state === "saved").length, 1);
});

test("back online it saves at once, and the next pause is short again", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  for (const pause of [1000, 2000, 4000]) {
    await lose(form.posts.at(-1));
    await form.clock.pass(pause);
  }
  await lose(form.posts.at(-1));
  const count = form.posts.length;
  form.engine.online();
  assert.equal(form.posts.length, count + 1);
  await lose(form.posts.at(-1));
  await form.clock.pass(FIRST_WAIT);
  assert.equal(form.posts.length, count + 2);
});

test("a change made while the network is gone is sent with what waits", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  await lose(form.posts[0]);
  tap(form, "1.2", "5");
  assert.deepEqual(form.posts[1].fields, { 1.1: "4", 1.2: "5" });
});

for (const status of [408, 429, 500, 502, 503]) {
  test(`answer ${status} is tried again`, async () => {
    const form = desk();
    tap(form, "1.1", "4");
    await answer(form.posts[0], status);
    assert.equal(form.states().at(-1), "failed");
    await form.clock.pass(FIRST_WAIT);
    await answer(form.posts[1], 200);
    assert.deepEqual(form.posts[1].fields, { 1.1: "4" });
    assert.equal(form.states().at(-1), "saved");
  });
}

for (const status of [400, 403, 404, 409, 410, 413, 422]) {
  test(`answer ${status} is for good: nothing is sent or promised any more`, async () => {
    const form = desk();
    tap(form, "1.1", "4");
    await answer(form.posts[0], status, { message: "daarna is al iets anders verstuurd" });
    assert.deepEqual(form.shown.at(-1), ["refused", { message: "daarna is al iets anders verstuurd" }]);
    tap(form, "1.2", "5");
    type(form, "tekst");
    form.engine.online();
    await form.clock.pass(10 * LONGEST_WAIT);
    assert.equal(form.posts.length, 1);
    assert.equal(form.states().at(-1), "refused");
    assert.equal(form.engine.isRefused && form.engine.isDirty, true);
  });
}

test("an answer from the page of logging in is a refusal", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  await answer(form.posts[0], 200, {}, { redirected: true });
  assert.equal(form.states().at(-1), "refused");
});

test("an answer that cannot be read is tried again", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  form.posts[0].resolve({ ok: true, status: 200, redirected: false, answer: () => Promise.reject(new SyntaxError()) });
  await settle();
  assert.equal(form.states().at(-1), "failed");
  await form.clock.pass(FIRST_WAIT);
  assert.equal(form.posts.length, 2);
});

test("typing is saved once it pauses", async () => {
  const note = desk();
  for (const text of ["T", "Te", "Te druk"]) {
    type(note, text);
    await note.clock.pass(TYPING_PAUSE - 1);
  }
  assert.equal(note.posts.length, 0);
  await note.clock.pass(1);
  assert.deepEqual(note.posts[0].fields, { text: "Te druk" });
});

test("typing during a save waits for its own pause", async () => {
  const note = desk();
  tap(note, "text", "Te");
  type(note, "Te druk");
  await answer(note.posts[0], 200);
  assert.equal(note.posts.length, 1);
  await note.clock.pass(TYPING_PAUSE);
  assert.deepEqual(note.posts[1].fields, { text: "Te druk" });
});

test("leaving the page while a save is under way sends what waits, once that is in", async () => {
  const note = desk();
  tap(note, "text", "Te");
  type(note, "Te druk");
  note.engine.save(); // the page is hidden
  assert.equal(note.engine.isDirty, true, "so that closing the window asks");
  await answer(note.posts[0], 200);
  assert.deepEqual(note.posts[1].fields, { text: "Te druk" });
  await answer(note.posts[1], 200);
  assert.equal(note.engine.isDirty, false);
});

test("once the plain form is sent, nothing is saved beside it", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  tap(form, "1.2", "5");
  form.engine.isLeaving = true;
  await lose(form.posts[0]);
  await form.clock.pass(LONGEST_WAIT);
  assert.equal(form.posts.length, 1);
  form.engine.isLeaving = false;
  tap(form, "1.3", "1");
  assert.deepEqual(form.posts[1].fields, { 1.1: "4", 1.2: "5", 1.3: "1" });
});

test("each stored answer is heard, also one that is not shown", async () => {
  const form = desk();
  tap(form, "1.1", "4");
  tap(form, "1.2", "4");
  await answer(form.posts[0], 200, { closes: "30 november" });
  await answer(form.posts[1], 200, { closes: "2 december" });
  assert.deepEqual(
    form.heard.map(({ closes }) => closes),
    ["30 november", "2 december"],
  );
});

test("what is put back as it was stored is not sent", async () => {
  const note = desk({ stored: [["text", "Te druk"]] });
  type(note, "Te druk!");
  type(note, "Te druk");
  await note.clock.pass(TYPING_PAUSE);
  assert.equal(note.posts.length, 0);
  assert.equal(note.states().at(-1), "unchanged");
  assert.equal(note.engine.isDirty, false);
});

test("a text put back as it was is sent when nobody knows whether the other one was stored", async () => {
  const note = desk({ stored: [["text", "Te druk"]] });
  tap(note, "text", "Te rustig");
  await lose(note.posts[0]);
  tap(note, "text", "Te druk");
  assert.deepEqual(note.posts[1].fields, { text: "Te druk" });
});

test("a conflict holds everything until somebody chooses", async () => {
  const note = desk(NOTES);
  tap(note, "text", "van mij");
  await answer(note.posts[0], 409, { text: "van een ander", version: 3 });
  assert.deepEqual(note.shown.at(-1), ["conflict", { text: "van een ander", version: 3 }]);
  type(note, "van mij!");
  note.engine.online();
  await note.clock.pass(LONGEST_WAIT);
  assert.equal(note.posts.length, 1);
  assert.equal(note.states().at(-1), "conflict");
  note.engine.adopt("text", "van een ander");
  note.engine.release();
  tap(note, "text", "van een ander\n\nvan mij!");
  await answer(note.posts[1], 200);
  assert.equal(note.states().at(-1), "saved");
});

test("after a conflict the text of the other needs no save", async () => {
  const note = desk(NOTES);
  tap(note, "text", "van mij");
  await answer(note.posts[0], 409);
  note.engine.adopt("text", "van een ander");
  note.engine.release();
  tap(note, "text", "van een ander");
  assert.equal(note.posts.length, 1);
  assert.equal(note.engine.isDirty, false);
});

test("a text that cannot be stored waits for a change, and is not tried over and over", async () => {
  const note = desk(NOTES);
  tap(note, "text", "te lang");
  await answer(note.posts[0], 422, { message: "Houd het korter." });
  assert.deepEqual(note.shown.at(-1), ["invalid", { message: "Houd het korter." }]);
  await note.clock.pass(LONGEST_WAIT);
  assert.equal(note.posts.length, 1);
  assert.equal(note.engine.isDirty, true);
  type(note, "kort");
  await note.clock.pass(TYPING_PAUSE);
  await answer(note.posts[1], 200);
  assert.equal(note.states().at(-1), "saved");
});

test("a text shortened during the save that refused it is sent at once", async () => {
  const note = desk(NOTES);
  tap(note, "text", "te lang");
  tap(note, "text", "kort");
  await answer(note.posts[0], 422, { message: "Houd het korter." });
  assert.deepEqual(note.posts[1].fields, { text: "kort" });
});

test("a note that is held from the start is not sent but would be missed", async () => {
  const note = desk(NOTES);
  note.engine.hold();
  type(note, "van mij");
  await note.clock.pass(LONGEST_WAIT);
  assert.deepEqual([note.posts.length, note.states(), note.engine.isDirty], [0, [], true]);
});

test("only what a page names is more than a refusal", () => {
  const conflict = { ok: false, redirected: false, status: 409 };
  assert.equal(outcomeOf(conflict), "refused");
  assert.equal(outcomeOf(conflict, NOTES.meanings), "conflict");
});
