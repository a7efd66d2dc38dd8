// SPDX-License-Identifier: GPL-3.0-or-later
// Chance that is the same in each run.

export class Chance {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** From 0 to below 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`. */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  is(probability) {
    return this.next() < probability;
  }

  of(list) {
    return list[this.between(0, list.length - 1)];
  }

  text(longest = 12) {
    const words = ["sun", " light", "\n", "\"quoted\"", "\\", "é", "日本", "😀", "👩‍👩‍👧", "\t", "\u0001", " ", "a/b", "</p>", "\u2028"];
    let text = "";
    for (let i = this.between(1, longest); i > 0; --i) text += this.of(words);
    return text;
  }

  value(depth = 0) {
    const kind = this.between(0, depth > 2 ? 3 : 5);
    if (kind === 0) return this.text(3);
    if (kind === 1) return this.between(-1000, 1000) / this.of([1, 10, 8]);
    if (kind === 2) return this.of([true, false, null]);
    if (kind === 3) return "";
    if (kind === 4) return Array.from({ length: this.between(0, 3) }, () => this.value(depth + 1));
    return this.object(depth + 1);
  }

  object(depth = 0) {
    const object = {};
    for (let i = this.between(0, 3); i > 0; --i) object[`k${i}${this.text(1)}`] = this.value(depth);
    return object;
  }

  /** `text` in parts, cut anywhere: within surrogate pairs and escapes too. Some are empty. */
  parts(text) {
    const parts = [];
    for (let at = 0; at < text.length; ) {
      const size = this.is(0.1) ? 0 : this.between(1, 6);
      parts.push(text.slice(at, at + size));
      at += size;
    }
    return parts;
  }

  /** Lists of events as one, each in its order. */
  mixed(lists) {
    const left = lists.map((list) => [...list]).filter((list) => list.length > 0);
    const all = [];
    while (left.length > 0) {
      const i = this.between(0, left.length - 1);
      all.push(left[i].shift());
      if (left[i].length === 0) left.splice(i, 1);
    }
    return all;
  }

  /** As JSON, sometimes in ASCII alone. */
  json(value) {
    const text = JSON.stringify(value);
    if (this.is(0.5)) return text;
    return text.replace(/[\u0080-\uffff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  }
}
