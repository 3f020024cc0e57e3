import assert from "node:assert/strict";
import { test } from "node:test";

import { fill } from "../../static/src/words.js";

test("names between braces are filled in", () => {
  assert.equal(fill("{answered} van {total}", { answered: 0, total: 21 }), "0 van 21");
});

test("a value that is missing leaves nothing behind, and neither does a missing sentence", () => {
  assert.equal(fill("bewaard om {time}."), "bewaard om .");
  assert.equal(fill(undefined, { time: "14:03" }), "");
});

test("a value is text, not a pattern", () => {
  assert.equal(fill("{by} schreef", { by: "$& {total}" }), "$& {total} schreef");
});
