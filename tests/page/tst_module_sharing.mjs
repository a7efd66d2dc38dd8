// SPDX-License-Identifier: GPL-3.0-or-later
// How one connection of /heliograph.js serves many sources: here of one tab, which share as tabs do.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Hub, Recorder, ScriptedServer, endReplay, loadModule, openStream} from './module.mjs';

const {Heliograph} = await loadModule();

async function withHub(more, body) {
    const hub = await Hub.start(more);
    const sources = [];
    const listen = options => {
        const source = new Heliograph(hub.url, options);
        sources.push(source);
        return new Recorder(source);
    };
    try {
        await body(hub, listen);
    } finally {
        sources.forEach(source => source.close());
        await hub.stop();
    }
}

const opened = recorder => recorder.until(one => one.count('open') > 0);
const received = (recorder, count) => recorder.until(one => one.data.length >= count);

const onlyClient = async hub => (await hub.clientsWhen(clients => clients.length === 1, 'one alone'))[0];

/// A server whose connection for all is `body`'s `live`, while `answer(response, count, request)` is for polls.
async function withPolls(answer, body) {
    const sources = [];
    let polls = 0;
    const server = await ScriptedServer.start((request, response) => {
        if (request.query.has('poll')) {
            answer(response, ++polls, request);
        } else {
            server.live = response;
            openStream(response, 'retry: 100\n\n');
        }
    });
    server.polls = () => server.requests.filter(({query}) => query.has('poll'));
    const listen = options => {
        const source = new Heliograph(server.url, options);
        sources.push(source);
        return new Recorder(source);
    };
    try {
        await body(server, listen, ids => server.live.write(ids.map(id => `id: ${id}\ndata: ${id}\n\n`).join('')));
    } finally {
        sources.forEach(source => source.close());
        server.stop();
    }
}

test('sources of one selection have one connection, and each gets each event once', async () => {
    await withHub([], async (hub, listen) => {
        const all = Array.from({length: 30}, () => listen({channels: 'demo'}));
        await Promise.all(all.map(opened));
        await hub.publish('demo', 'a');
        await hub.publish('demo', 'b');
        await Promise.all(all.map(one => received(one, 2)));
        assert.ok(all.every(one => one.data.join() === 'a,b'));
        assert.deepEqual((await onlyClient(hub)).channels, ['demo']);
    });
});

test('sources of different selections have one connection, and each gets its own', async () => {
    await withHub([], async (hub, listen) => {
        const a = listen({channels: 'a'});
        await opened(a);
        const b = listen({channels: ['b', 'c']});
        const users = listen({patterns: 'users.*'});
        await Promise.all([opened(b), opened(users)]);
        for (const name of ['a', 'b', 'c', 'users.7', 'other', 'a', 'b', 'users.'])
            await hub.publish(name, name);
        await Promise.all([received(a, 2), received(b, 3), received(users, 2)]);
        assert.deepEqual([a, b, users].map(one => one.data), [['a', 'a'], ['b', 'c', 'b'], ['users.7', 'users.']]);
        assert.equal(users.happened.at(-1).channel, 'users.');
        const client = await onlyClient(hub);
        assert.deepEqual([client.channels.sort(), client.patterns], [['a', 'b', 'c'], ['users.*']]);
    });
});

test('while the selection grows nobody misses or doubles an event', async () => {
    await withHub([], async (hub, listen) => {
        const first = listen({channels: 'a'});
        await opened(first);
        const expected = [];
        let isDone = false;
        const publishing = (async () => {
            for (let i = 0; !isDone; ++i) {
                expected.push(`${i}`);
                await hub.publish('a', `${i}`);
            }
        })();
        for (let i = 0; i < 20; ++i)
            await opened(listen({channels: `grown${i}`}));
        isDone = true;
        await publishing;
        await received(first, expected.length);
        assert.deepEqual(first.data, expected);
        assert.equal(first.count('gap'), 0);
    });
});

test('who comes without an id gets nothing from before, whatever others resume after', async () => {
    await withHub([], async (hub, listen) => {
        const old = listen({channels: 'a'});
        await opened(old);
        await hub.publish('a', 'a1');
        await received(old, 1);
        await hub.publish('b', 'past');
        const late = listen({channels: 'b'});
        await opened(late);
        await hub.publish('b', 'live');
        await hub.publish('a', 'a2');
        await Promise.all([received(late, 1), received(old, 2)]);
        assert.deepEqual([old.data, late.data], [['a1', 'a2'], ['live']]);
        assert.equal(late.count('gap') + old.count('gap'), 0);
    });
});

test('who comes with an id gets a replay of its own, then what is live, each once', async () => {
    await withHub([], async (hub, listen) => {
        const ids = [];
        for (let i = 0; i < 5; ++i)
            ids.push((await hub.publish('a', `${i}`)).id);
        const live = listen({channels: 'a'});
        await opened(live);
        const late = listen({channels: 'a', lastEventId: ids[1]});
        const all = listen({channels: 'a', lastEventId: 'earliest'});
        for (let i = 5; i < 30; ++i)
            await hub.publish('a', `${i}`);
        await Promise.all([received(live, 25), received(late, 28), received(all, 30)]);
        const numbers = (from, to) => Array.from({length: to - from}, (_, i) => `${from + i}`);
        assert.deepEqual(live.data, numbers(5, 30));
        assert.deepEqual(late.data, numbers(2, 30));
        assert.deepEqual(all.data, numbers(0, 30));
    });
});

for (const [what, replayed, early, late, expected] of [
    ['the connection is later', ['2', '3'], [], ['2', '3', '4'], ['2', '3', '4']],
    ['the connection is earlier', ['2', '3'], ['2', '3', '4'], ['5'], ['2', '3', '4', '5']],
    ['history no longer has what the connection brought', ['3'], ['1b', '3'], ['4'], ['1b', '3', '4']],
]) {
    test(`a replay and the connection have the same events, each comes once and in order: ${what}`, async () => {
        const block = id => `id: ${id}\ndata: ${id}\n\n`;
        let live;
        const server = await ScriptedServer.start((request, response) => {
            if (!request.query.has('poll')) {
                live = response;
                openStream(response);
            }
        });
        const first = new Recorder(new Heliograph(server.url, {channels: 'a'}));
        await opened(first);
        const second = new Recorder(new Heliograph(server.url, {channels: 'a', lastEventId: '1'}));
        await server.happenings.until(() => server.requests.length === 2);
        live.write(early.map(block).join(''));
        await received(first, early.length);
        endReplay(server.requests[1].response, replayed);
        await received(second, Math.min(2, expected.length));
        live.write(late.map(block).join(''));
        await received(second, expected.length);
        await received(first, early.length + late.length);
        assert.deepEqual(second.data, expected);
        [first, second].forEach(({source}) => source.close());
        server.stop();
    });
}

test('a gap is told to who has it alone', async () => {
    await withHub([], async (hub, listen) => {
        const live = listen({channels: 'a'});
        await opened(live);
        await hub.publish('a', 'x');
        const lost = listen({channels: 'a', lastEventId: '1-0'});
        await received(lost, 1);
        await hub.publish('a', 'y');
        await Promise.all([received(live, 2), received(lost, 2)]);
        assert.deepEqual([live.count('gap'), lost.count('gap')], [0, 1]);
        assert.deepEqual(lost.data, ['x', 'y']);
    });
});

test('a lost connection is resumed for all that it serves, each at its own place', async () => {
    await withHub([], async (hub, listen) => {
        const a = listen({channels: 'a'});
        await opened(a);
        await hub.publish('a', 'a1', '?retry=100');
        await received(a, 1);
        const b = listen({channels: 'b'}); // has nothing yet, and no id
        await opened(b);
        await fetch(`${hub.url}api/clients/${(await onlyClient(hub)).id}`, {method: 'DELETE'});
        await hub.publish('b', 'b1');
        await hub.publish('a', 'a2');
        await Promise.all([received(a, 2), received(b, 1)]);
        await hub.publish('b', 'b2');
        await received(b, 2);
        assert.deepEqual([a.data, b.data], [['a1', 'a2'], ['b1', 'b2']]);
        assert.equal(a.count('gap') + b.count('gap'), 0);
    });
});

test('who has received nothing yet misses nothing when the connection is lost, however slow its question is', async () => {
    const {fetch: real} = globalThis;
    const began = Date.now();
    let publish;
    const published = new Promise(resolve => { publish = resolve; });
    let questions = 0;
    globalThis.fetch = async (url, options) => {
        if (new URL(url).searchParams.has('since') && ++questions === 1)
            await published.then(time => new Promise(resolve => setTimeout(resolve, time - began + 200))); // on its way
        return real(url, options);
    };
    try {
        await withHub(['--reconnection-time', '100ms'], async (hub, listen) => {
            const one = listen({channels: 'a'});
            await opened(one);
            await fetch(`${hub.url}api/clients/${(await onlyClient(hub)).id}`, {method: 'DELETE'});
            await hub.publish('a', 'a1');
            publish(Date.now());
            await received(one, 1);
            assert.deepEqual(one.data, ['a1']);
            assert.ok(questions > 1);
        });
    } finally {
        globalThis.fetch = real;
    }
});

/// Runs `body` while `change(delay)` says what delays the module gets for those it asks for.
async function withDelays(change, body) {
    const {setTimeout: real} = globalThis;
    globalThis.setTimeout = (then, delay, ...more) => real(then, change(delay), ...more);
    try {
        await body();
    } finally {
        globalThis.setTimeout = real;
    }
}

test('a connection to which no answer comes is tried again', async () => {
    const server = await ScriptedServer.start((request, response, count) => { count > 1 && openStream(response); });
    let attempts = 0;
    await withDelays(delay => delay === 3000 || (delay === 60000 && ++attempts === 1) ? 200 : delay, async () => {
        const one = new Recorder(new Heliograph(server.url, {channels: 'a'}));
        await opened(one);
        assert.deepEqual(one.happened, ['error 0 0', 'open']);
        one.source.close();
    });
    server.stop();
});

test('who is about to be let in does not wait for names that leave', async () => {
    const sources = [];
    await withPolls(response => endReplay(response), async (server, listen) => {
        await withDelays(delay => {
            if (delay === 0 && sources.length === 3) // the connection with all names is due
                queueMicrotask(() => sources[1].source.close());
            return delay === 3000 ? 600000 : delay; // names leave much later
        }, async () => {
            sources.push(listen({channels: 'a'}), listen({channels: ['b', 'c']}));
            await Promise.all(sources.map(opened));
            sources.push(listen({channels: 'd'}));
            await opened(sources[2]);
            assert.deepEqual(server.requests.at(-1).query.getAll('channel'), ['a', 'd']);
        });
    });
});

/// Numbers that look random and are the same each time.
function numbersFrom(seed) {
    return below => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor(seed / 2 ** 32 * below);
    };
}

test('whatever a server does and whoever comes and goes, who is not refused has a connection at last', async () => {
    const random = numbersFrom(7);
    let isGood = false;
    let live;
    const badAnswers = [
        (response, request) => request.response.socket.destroy(),
        () => {}, // none, ever
        response => response.writeHead(503).end(),
        response => response.writeHead(429, {'Retry-After': '1'}).end(),
        response => { openStream(response, 'retry: 100\n\n'); response.end(); },
        response => { openStream(response, 'id: 1\ndata: cut'); response.end(); },
        response => { openStream(response, 'id: 1\ndata: x\n\n'); setTimeout(() => response.destroy(), random(400)); },
        response => { openStream(response, 'id: 2\ndata: x\n\n'); response.end(': replay complete\n\n'); },
    ];
    const server = await ScriptedServer.start((request, response) => {
        if (request.query.getAll('channel').some(name => name.startsWith('secret'))) {
            response.writeHead(403).end();
        } else if (!isGood && random(3) > 0) {
            badAnswers[random(badAnswers.length)](response, request);
        } else if (request.query.has('poll')) {
            endReplay(response, []);
        } else {
            openStream(response, 'retry: 100\n\n');
            live = response;
        }
    });
    await withDelays(delay => delay / 50, async () => {
        const all = [];
        for (let i = 0; i < 400; ++i) {
            const what = random(4);
            if (what < 2 && all.length < 30)
                all.push(new Recorder(new Heliograph(server.url, {channels: (random(6) ? 'c' : 'secret') + random(9), lastEventId: ['', '1'][random(2)]})));
            else if (what === 2 && all.length > 0)
                all.splice(random(all.length), 1)[0].source.close();
            else if (live && random(2))
                live.destroy();
            await new Promise(resolve => setTimeout(resolve, random(500))); // a fiftieth of it
        }
        isGood = true;
        all.push(new Recorder(new Heliograph(server.url, {channels: 'last'})));
        const isRefused = ({happened}) => happened.includes('error 2 403');
        for (const one of all)
            await one.until(({source}) => source.readyState === Heliograph.OPEN || isRefused(one));
        assert.ok(all.some(isRefused) && !all.every(isRefused) && !live.closed);
        all.forEach(({source}) => source.close());
    });
    server.stop();
});

test('who waits to be let in takes nothing from a connection that does not name all that it wants', async () => {
    const log = [['3', 'all'], ['4', 'all'], ['5', 'own'], ['6', 'all']];
    let stream, letIn;
    const server = await ScriptedServer.start((request, response) => {
        const names = request.query.getAll('channel');
        const after = request.headers['last-event-id'];
        if (!request.query.has('poll')) {
            openStream(response, 'retry: 100\n\n');
            stream = response;
        } else if (names.includes('own') && !after) {
            letIn = () => endReplay(response); // it is asked first whether it may have its names
        } else {
            endReplay(response, log.filter(([id, channel]) => id > after && names.includes(channel)).map(([id]) => id));
        }
    });
    const first = new Recorder(new Heliograph(server.url, {channels: ['all', 'else']}));
    await opened(first);
    const late = new Recorder(new Heliograph(server.url, {channels: ['all', 'own'], lastEventId: '3'}));
    await server.happenings.until(() => letIn, 'the late one asks for its names');
    stream.write('id: 4\nchannel: all\ndata: 4\n\nid: 6\nchannel: all\ndata: 6\n\n');
    await received(first, 2);
    letIn();
    await received(late, 3);
    assert.deepEqual(late.data, ['4', '5', '6']);
    assert.deepEqual(first.data, ['4', '6']);
    [first, late].forEach(({source}) => source.close());
    server.stop();
});

test('what is refused to one is refused to it alone', async () => {
    const answer = (request, response) => {
        if (request.query.getAll('channel').includes('secret')) {
            response.writeHead(403, {'Content-Type': 'application/problem+json'}).end('{"detail":"Not secret."}');
            return;
        }
        openStream(response, 'retry: 100\n\n');
        if (request.query.has('poll'))
            response.end();
    };
    const server = await ScriptedServer.start(answer);
    const good = new Recorder(new Heliograph(server.url, {channels: 'a'}));
    await opened(good);
    const bad = new Recorder(new Heliograph(server.url, {channels: ['b', 'secret']}));
    await bad.until(() => bad.count('error 2 403') === 1);
    // They come at once: nobody knows yet who it is that is refused.
    const both = [['c'], ['secret']].map(channels => new Recorder(new Heliograph(server.url, {channels, token: 'other'})));
    await Promise.all([opened(both[0]), both[1].until(() => both[1].count('error 2 403') === 1)]);
    assert.deepEqual(good.happened, ['open']);
    assert.equal(both[0].source.readyState, Heliograph.OPEN);
    [good, both[0]].forEach(({source}) => source.close());
    server.stop();
});

test('one of both that come without a token, to whom their channels are refused, is refused alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'helio-'));
    const file = join(folder, 'hub.toml');
    writeFileSync(file, `[anonymous]
publish = ["*"]
subscribe = ["public"]
[[token]]
name = "t"
sha256 = "${'a'.repeat(64)}"
subscribe = ["private"]
publish = []
`, {mode: 0o600});
    try {
        await withHub(['--config', file], async (hub, listen) => {
            const [open, refused] = ['public', 'private'].map(channels => listen({channels}));
            await Promise.all([opened(open), refused.until(() => refused.count('error 2 401') === 1)]);
            await hub.publish('public', 'x');
            await received(open, 1);
            assert.deepEqual(open.happened.map(one => one.data ?? one), ['open', 'x']);
        });
    } finally {
        rmSync(folder, {recursive: true});
    }
});

for (const [what, answer] of [
    ['which ends before its end', (response, left) => endReplay(response, left.slice(0, 1), {isWhole: false})],
    ['which breaks off', (response, left) => { openStream(response, `id: ${left[0]}\ndata: c`); response.end(); }],
    ['for which there is no room', response => { openStream(response, ': the hub is full\n\nretry: 100\n\n'); response.end(); }],
    ['to which the answer is 503', response => response.writeHead(503).end()],
    ['to which the answer is 429', response => response.writeHead(429).end()],
]) {
    test(`a replay ${what} is asked for again, and disturbs nobody`, async () => {
        const some = (response, count, request) => {
            const left = ['2', '3'].filter(id => id > request.headers['last-event-id']);
            count < 3 ? answer(response, left) : endReplay(response, left);
        };
        await withPolls(some, async (server, listen, write) => {
            const live = listen({channels: 'a'});
            await opened(live);
            const late = listen({channels: 'a', lastEventId: '1'});
            await late.until(() => late.data.length === 2 && late.source.readyState === Heliograph.OPEN);
            write(['4']);
            await Promise.all([received(late, 3), received(live, 1)]);
            assert.deepEqual(late.data, ['2', '3', '4']);
            assert.deepEqual(live.happened.map(event => event.data ?? event), ['open', '4']);
            assert.equal(server.requests.length - server.polls().length, 1);
            assert.ok(late.happened.some(event => /^error 0/.test(event))); // it is told
            assert.equal(late.source.readyState, Heliograph.OPEN);
        });
    });
}

test('a replay that is refused for good closes who asked for it', async () => {
    await withPolls(response => response.writeHead(400).end(), async (server, listen, write) => {
        const live = listen({channels: 'a'});
        await opened(live);
        const late = listen({channels: 'a', lastEventId: 'odd'});
        await late.until(() => late.count('error 2 400') === 1);
        write(['1']);
        await received(live, 1);
        assert.equal(server.requests.length, 2);
    });
});

test('a replay of which nothing more comes is asked for again', async () => {
    const answer = (response, count) => count === 1 ? openStream(response, 'id: 2\ndata: 2\n\n') : endReplay(response, ['3']);
    await withPolls(answer, async (server, listen) => {
        const live = listen({channels: 'a'});
        await opened(live);
        await withDelays(delay => delay === 60000 ? 300 : delay, async () => {
            const late = listen({channels: 'a', lastEventId: '1'});
            await received(late, 2);
            assert.deepEqual(late.data, ['2', '3']);
            assert.equal(server.polls()[1].headers['last-event-id'], '2');
        });
    });
});

test('what comes during a replay waits within bounds, and history has the rest', async () => {
    const large = (id, channel) => `channel: ${channel}\nid: ${id}\ndata: ${id}${' '.repeat(1024 * 1024)}\n\n`;
    await withPolls(() => {}, async (server, listen) => {
        const live = listen({channels: ['a', 'b']});
        await opened(live);
        const late = listen({channels: 'a', lastEventId: '1'});
        const other = listen({channels: 'b', lastEventId: '1'});
        await server.happenings.until(() => server.polls().length === 2);
        for (const id of ['3', '4', '5', '6', '7'])
            server.live.write(large(id, 'a'));
        server.live.write('channel: b\nid: 8\ndata: 8\n\n');
        await received(live, 6);
        for (const {query, response} of server.polls())
            endReplay(response, query.get('channel') === 'a' ? ['2', '3'] : []);
        await server.happenings.until(() => server.polls().length === 3);
        assert.equal(server.polls()[2].headers['last-event-id'], '3');
        assert.equal(server.polls()[2].query.get('channel'), 'a'); // what others want did not count
        endReplay(server.polls()[2].response, ['4', '5', '6', '7']);
        await Promise.all([received(late, 6), received(other, 1)]);
        assert.deepEqual([late.data, other.data], [['2', '3', '4', '5', '6', '7'], ['8']]);
    });
});

test('a few replays are under way at a time', async () => {
    let most = 0;
    let open = 0;
    const answer = (response, count, request) => {
        most = Math.max(most, ++open);
        setTimeout(() => { --open; endReplay(response, [request.headers['last-event-id'] + '1']); }, 50); // others may come
    };
    await withPolls(answer, async (server, listen) => {
        await opened(listen({channels: 'a'}));
        const all = Array.from({length: 30}, (_, i) => listen({channels: 'a', lastEventId: `${i + 1}`}));
        await Promise.all(all.map(one => received(one, 1)));
        assert.ok(all.every((one, i) => one.data.join() === `${i + 1}1`));
        assert.equal(server.requests.length, 31);
        assert.ok(most <= 4, `${most}`);
    });
});

test('an id that comes again behind a replay is an event as others are', async () => {
    await withHub(['--max-events', '1'], async (hub, listen) => {
        const live = listen({channels: 'a'});
        await opened(live);
        await hub.publish('a', 'one', '?id=1');
        await received(live, 1);
        const late = listen({channels: 'a', lastEventId: 'earliest'});
        await received(late, 1);
        await hub.publish('a', 'two', '?id=2');
        await hub.publish('a', 'again', '?id=1');
        await Promise.all([received(live, 3), received(late, 3)]);
        assert.deepEqual(late.data, ['one', 'two', 'again']);
    });
});

test('what a replay brought before the connection does is not doubled when the connection is made anew', async () => {
    await withPolls(response => endReplay(response, ['2', '3']), async (server, listen, write) => {
        const live = listen({channels: 'a'});
        await opened(live);
        const late = listen({channels: 'a', lastEventId: '1'});
        await received(late, 2);
        server.live.write('channel: b\nid: x\ndata: nobody wants this\n\n');
        write(['2']);
        await received(live, 1);
        server.live.end();
        await server.happenings.until(() => server.polls().length === 3);
        assert.deepEqual(server.polls().slice(1).map(({headers}) => headers['last-event-id']).sort(), ['2', '3']);
    });
});

test('a handler that throws takes the event from nobody else', async () => {
    const reported = [];
    globalThis.reportError = error => reported.push(error.message);
    try {
        await withHub([], async (hub, listen) => {
            const bad = listen({channels: 'a'});
            bad.source.onevent = () => { throw new Error('mine'); };
            const good = listen({channels: 'a'});
            await Promise.all([opened(bad), opened(good)]);
            await hub.publish('a', 'x');
            await received(good, 1);
            assert.deepEqual([bad.data, reported], [['x'], ['mine']]);
        });
    } finally {
        delete globalThis.reportError;
    }
});

test('who comes while the hub asks to wait waits as well', async () => {
    const times = [];
    const server = await ScriptedServer.start((request, response, count) => {
        times.push(performance.now());
        count === 1 ? response.writeHead(429, {'Retry-After': '4'}).end() : openStream(response);
    });
    const first = new Recorder(new Heliograph(server.url, {channels: 'a'}));
    await first.until(() => first.count('error 0 429') === 1);
    const second = new Recorder(new Heliograph(server.url, {channels: 'b'}));
    await Promise.all([opened(first), opened(second)]);
    assert.ok(times[1] - times[0] >= 3990, times.join());
    assert.deepEqual(server.requests[1].query.getAll('channel'), ['a', 'b']);
    [first, second].forEach(({source}) => source.close());
    server.stop();
});

test('tokens do not share', async () => {
    await withHub([], async (hub, listen) => {
        await Promise.all([opened(listen({channels: 'a', token: 'one'})), opened(listen({channels: 'a', token: 'two'}))]);
        assert.equal((await hub.clients()).length, 2);
    });
});

test('more names than one connection has go on a further one', async () => {
    await withHub([], async (hub, listen) => {
        const names = from => Array.from({length: 60}, (_, i) => `c${from + i}`);
        const all = [0, 60, 0].map(from => listen({channels: names(from)}));
        await Promise.all(all.map(opened));
        await hub.publish('c1', 'x');
        await hub.publish('c61', 'y');
        await Promise.all(all.map(one => received(one, 1)));
        assert.deepEqual(all.map(one => one.data), [['x'], ['y'], ['x']]);
        assert.equal((await hub.clients()).length, 2);
    });
});

test('names that nobody wants any more leave the connection, and nobody notices', async () => {
    await withHub([], async (hub, listen) => {
        const [one, other] = [listen({channels: 'a'}), listen({channels: 'b'})];
        await Promise.all([opened(one), opened(other)]);
        await hub.publish('a', '1');
        await received(one, 1);
        other.source.close();
        await hub.clientsWhen(clients => clients.length === 1 && clients[0].channels.join() === 'a');
        await hub.publish('a', '2');
        await received(one, 2);
        assert.deepEqual(one.happened.map(what => what.data ?? what), ['open', '1', '2']);
    });
});

test('the connection ends with the last source', async () => {
    await withHub([], async (hub, listen) => {
        const [one, other] = [listen({channels: 'a'}), listen({channels: 'a'})];
        await Promise.all([opened(one), opened(other)]);
        one.source.close();
        await hub.publish('a', 'x');
        await received(other, 1);
        assert.deepEqual(one.data, []);
        other.source.close();
        await hub.clientsWhen(clients => clients.length === 0);
    });
});
