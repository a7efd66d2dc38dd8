// SPDX-License-Identifier: GPL-3.0-or-later
// The counterpart of bench_parser.cpp: npm's eventsource-parser over the same file.
//
//   node parser.mjs FILE PIECE_BYTES ROUNDS bytes|text
//
// It reads text, so chunks that come from a network must be decoded first: that is "bytes". "text" leaves the decoding
// out of the time.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { hrtime } from 'node:process';

// From the folder tools/bench installed it to, which is not above this file.
const { createParser } = createRequire(`${process.cwd()}/`)('eventsource-parser');

const [file, pieceBytes, rounds, form] = process.argv.slice(2);
const stream = readFileSync(file);
const step = Number(pieceBytes) || stream.length;
const chunks = [];
for (let at = 0; at < stream.length; at += step)
    chunks.push(stream.subarray(at, Math.min(at + step, stream.length)));
const decodeAll = (decoder) => chunks.map((chunk) => decoder.decode(chunk, { stream: true }));

let best;
for (let round = 0; round < Number(rounds); ++round) {
    let events = 0;
    let characters = 0;
    const decoder = new TextDecoder();
    const texts = form === 'text' ? decodeAll(decoder) : undefined;
    const parser = createParser({
        onEvent(event) {
            ++events;
            characters += event.data.length;
        },
    });
    const begin = hrtime.bigint();
    if (texts) {
        for (const text of texts) parser.feed(text);
    } else {
        for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }));
    }
    const seconds = Number(hrtime.bigint() - begin) / 1e9;
    if (!best || seconds < best.seconds) best = { events, characters, seconds };
}
console.log(best.events, best.characters, best.seconds.toFixed(6));
