// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of /heliograph.js share: the module, a server that does as it is told, and a hub.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';

/// Tests change the one that the module has.
const {setTimeout} = globalThis;

/// As the hub serves it: a file that ends in .js is no module to Node by itself.
export async function loadModule() {
    const source = readFileSync(process.env.HELIO_MODULE);
    return import('data:text/javascript;base64,' + source.toString('base64'));
}

export function casesOf(name) {
    return JSON.parse(readFileSync(`${process.env.HELIO_CASES}/${name}.json`));
}

/// The promise of a condition, judged again whenever poke() says that something happened.
export class Happenings {
    #waiting = [];

    poke() {
        for (const one of this.#waiting.filter(({condition}) => condition()))
            one.resolve();
        this.#waiting = this.#waiting.filter(({condition}) => !condition());
    }

    until(condition, what = condition.toString(), milliseconds = 120000) {
        if (condition())
            return Promise.resolve();
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error('not in time: ' + what)), milliseconds);
            this.#waiting.push({condition, resolve: () => { clearTimeout(timer); resolve(); }});
        });
    }
}

/// A server whose answers are `answer(request, response, count)`; it notes the requests.
export class ScriptedServer {
    requests = [];
    happenings = new Happenings();
    #server;

    static async start(answer) {
        const one = new ScriptedServer();
        one.#server = createServer((request, response) => {
            const url = new URL(request.url, 'http://localhost');
            const noted = {method: request.method, path: url.pathname, query: url.searchParams, headers: request.headers, response};
            one.requests.push(noted);
            answer(noted, response, one.requests.length);
            one.happenings.poke();
        });
        one.#server.listen(0, '127.0.0.1');
        await once(one.#server, 'listening');
        return one;
    }

    get url() {
        return `http://127.0.0.1:${this.#server.address().port}/`;
    }

    stop() {
        this.#server.closeAllConnections();
        this.#server.close();
    }
}

export function openStream(response, text = '') {
    response.writeHead(200, {'Content-Type': 'text/event-stream'});
    response.write(text || ':\n');
}

const replayed = id => `id: ${id}\ndata: ${id}\n\n`;

/// What a hub answers to a poll, with events whose data is their id.
export function endReplay(response, ids = [], {isWhole = true} = {}) {
    openStream(response, ids.map(replayed).join(''));
    response.end(isWhole ? ': replay complete\n\n' : '');
}

/// `helio serve` on a free port.
export class Hub {
    #process;
    #port = 0;

    static async start(more = []) {
        const hub = new Hub();
        await hub.run(more);
        return hub;
    }

    async run(more = []) {
        this.#process = spawn(process.env.HELIO_PROGRAM, ['serve', '--listen', `127.0.0.1:${this.#port}`, ...more],
            {stdio: ['ignore', 'pipe', 'inherit']});
        let said = '';
        for await (const part of this.#process.stdout) {
            said += part;
            const found = said.match(/listening on http:\/\/127\.0\.0\.1:(\d+)\n/);
            if (found) {
                this.#port = Number(found[1]);
                return;
            }
        }
        throw new Error('the hub did not start: ' + said);
    }

    get url() {
        return `http://127.0.0.1:${this.#port}/`;
    }

    async publish(channel, data, query = '') {
        const response = await fetch(`${this.url}channels/${encodeURIComponent(channel)}${query}`, {method: 'POST', body: data});
        return response.json();
    }

    /// Asks again until `isIt` holds for the clients, and answers them: replays are clients, too, for a moment.
    async clientsWhen(isIt, what = isIt.toString()) {
        for (const end = performance.now() + 120000; performance.now() < end;) {
            const clients = await this.clients();
            if (isIt(clients))
                return clients;
            await new Promise(resolve => setTimeout(resolve, 20));
        }
        throw new Error('not in time, of the clients: ' + what);
    }

    async clients() {
        return (await (await fetch(`${this.url}api/clients`)).json()).clients;
    }

    async stop(signal = 'SIGKILL') {
        const ended = once(this.#process, 'exit');
        this.#process.kill(signal);
        await ended;
    }
}

/// What a source received, with a promise for what it is to receive.
export class Recorder {
    happened = [];
    happenings = new Happenings();

    constructor(source, types = []) {
        this.source = source;
        const note = what => event => {
            this.happened.push(what(event));
            this.happenings.poke();
        };
        source.onopen = note(() => 'open');
        source.onerror = note(event => `error ${source.readyState} ${event.status}`);
        for (const type of ['message', 'gap', 'shutdown', ...types])
            source.addEventListener(type, note(event => ({type, data: event.data, channel: event.channel, id: event.lastEventId})));
    }

    get data() {
        return this.happened.filter(one => one.type && one.type !== 'gap' && one.type !== 'shutdown').map(one => one.data);
    }

    count(what) {
        return this.happened.filter(one => one === what || one.type === what).length;
    }

    until(condition) {
        return this.happenings.until(() => condition(this), condition.toString() + ' of ' + JSON.stringify(this.happened));
    }
}
