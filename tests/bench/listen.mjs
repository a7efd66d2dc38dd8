// SPDX-License-Identifier: GPL-3.0-or-later
// The counterpart of `helio listen --json` in Node: fetch, npm's eventsource-parser, and what one chunk completed in one
// write.
//
//   node listen.mjs URL
import { createRequire } from 'node:module';
import { once } from 'node:events';

// From the folder tools/bench installed it to, which is not above this file.
const { createParser } = createRequire(`${process.cwd()}/`)('eventsource-parser');

let lines = '';
const parser = createParser({
    onEvent({ event, id, data }) {
        lines += JSON.stringify({ type: event ?? 'message', lastEventId: id ?? '', data }) + '\n';
    },
});
const decoder = new TextDecoder();
const answer = await fetch(process.argv[2], { headers: { accept: 'text/event-stream' } });
for await (const chunk of answer.body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    const isFull = !process.stdout.write(lines);
    lines = '';
    if (isFull) await once(process.stdout, 'drain');
}
