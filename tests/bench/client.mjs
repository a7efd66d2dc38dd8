// SPDX-License-Identifier: GPL-3.0-or-later
// The counterpart of bench_client.cpp in Node: npm's eventsource-parser, fed from a socket.
//
//   node client.mjs FILE ROUNDS      prints EVENTS DATA_CHARACTERS SECONDS CPU_SECONDS of the fastest round
//
// A process beside it serves the file on loopback. CPU_SECONDS are those of this process, garbage collection included.
import { createRequire } from 'node:module';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { fileURLToPath } from 'node:url';

const [file, rounds] = process.argv.slice(2);

function serve() {
    const stream = readFileSync(file);
    const head = `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: ${stream.length}\r\n\r\n`;
    const server = createServer((socket) => {
        socket.on('error', () => {}); // the reader had what it wanted
        socket.once('data', () => {
            socket.write(head);
            socket.end(stream);
        });
    });
    server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

function read(createParser, port) {
    return new Promise((resolve, reject) => {
        let events = 0;
        let characters = 0;
        const parser = createParser({
            onEvent({ data }) {
                ++events;
                characters += data.length;
            },
        });
        const decoder = new TextDecoder();
        const begin = process.hrtime.bigint();
        const used = process.cpuUsage();
        let head = '';
        let isBody = false;
        const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'));
        socket.on('data', (chunk) => {
            let text = decoder.decode(chunk, { stream: true });
            if (!isBody) {
                head += text;
                const end = head.indexOf('\r\n\r\n');
                if (end < 0) return;
                isBody = true;
                text = head.slice(end + 4);
            }
            parser.feed(text);
        });
        socket.on('error', reject);
        socket.on('end', () => {
            const { user, system } = process.cpuUsage(used);
            const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
            resolve({ events, characters, seconds, cpu: (user + system) / 1e6 });
        });
    });
}

if (process.send) {
    serve();
} else {
    // From the folder tools/bench installed it to, which is not above this file.
    const { createParser } = createRequire(`${process.cwd()}/`)('eventsource-parser');
    const server = fork(fileURLToPath(import.meta.url), [file, rounds]);
    const port = await new Promise((resolve) => server.once('message', resolve));
    let best;
    for (let round = 0; round < Number(rounds); ++round) {
        const next = await read(createParser, port);
        if (!best || next.seconds < best.seconds) best = next;
    }
    server.kill();
    console.log(best.events, best.characters, best.seconds.toFixed(6), best.cpu.toFixed(6));
}
