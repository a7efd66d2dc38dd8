// SPDX-License-Identifier: GPL-3.0-or-later
// How one connection of /heliograph.js serves many sources: here of one tab, which share as tabs do.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Hub, Recorder, ScriptedServer, loadModule, openStream} from './module.mjs';

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

/// Waits until the hub has one client, and gives it: replays are clients, too, for a moment.
async function onlyClient(hub) {
    for (;;) {
        const clients = await hub.clients();
        if (clients.length === 1)
            return clients[0];
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
        const replay = server.requests[1].response;
        openStream(replay, replayed.map(block).join(''));
        replay.end();
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
        while ((await onlyClient(hub)).channels.join() !== 'a');
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
        while ((await hub.clients()).length > 0);
    });
});
