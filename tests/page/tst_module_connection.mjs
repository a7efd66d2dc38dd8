// SPDX-License-Identifier: GPL-3.0-or-later
// A Heliograph of /heliograph.js with a connection of its own: EventSource's interface, tokens, resuming, gaps, back-off.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {Hub, Recorder, ScriptedServer, loadModule, openStream} from './module.mjs';

const {Heliograph} = await loadModule();

/// Runs `body` with what ends at its end, whatever happens.
async function using(things, body) {
    try {
        await body(...things);
    } finally {
        for (const thing of things)
            await (thing.close ?? thing.stop).call(thing);
    }
}

async function withServer(answer, body) {
    await using([await ScriptedServer.start(answer)], body);
}

async function withSource(source, body, types) {
    await using([source], () => body(new Recorder(source, types), source));
}

test('it has the interface of EventSource', async () => {
    await withServer((request, response) => openStream(response, 'id: 7\ndata: a\n\nevent: price\ndata: b\n\n'), async server => {
        await withSource(new Heliograph(server.url, {channels: 'demo'}), async (recorder, source) => {
            assert.ok(source instanceof EventTarget);
            assert.equal(source.readyState, Heliograph.CONNECTING);
            assert.deepEqual([source.CONNECTING, source.OPEN, source.CLOSED], [0, 1, 2]);
            assert.equal(source.url, server.url + 'stream');
            assert.equal(source.withCredentials, false);
            const origins = [];
            source.onmessage = event => origins.push(event.origin);
            const types = [];
            source.onevent = event => types.push(event.type);
            await recorder.until(({data}) => data.length === 2);
            assert.deepEqual(recorder.happened, ['open', {type: 'message', data: 'a', channel: 'demo', id: '7'},
                {type: 'price', data: 'b', channel: 'demo', id: '7'}]);
            assert.deepEqual(origins, [new URL(server.url).origin]);
            assert.deepEqual(types, ['message', 'price']);
            assert.equal(source.readyState, Heliograph.OPEN);
            source.close();
            assert.equal(source.readyState, Heliograph.CLOSED);
        }, ['price']);
    });
});

test('a handler is a listener that keeps its place, and null takes it away', async () => {
    await withServer((request, response) => openStream(response, 'data: a\n\n'), async server => {
        await withSource(new Heliograph(server.url), async (recorder, source) => {
            const order = [];
            source.onmessage = () => order.push('never');
            source.addEventListener('message', () => order.push('listener'));
            source.onmessage = () => order.push('handler');
            source.onopen = null;
            assert.equal(source.onopen, null);
            await recorder.until(({data}) => data.length === 1);
            assert.deepEqual(order, ['handler', 'listener']);
            assert.equal(recorder.count('open'), 0);
        });
    });
});

test('the token goes in a header and never in an address', async () => {
    await withServer((request, response) => openStream(response, 'data: a\n\n'), async server => {
        for (const source of [() => new Heliograph(server.url, {token: 'secret'}),
            () => new Heliograph(server.url + 'stream?channel=a&access_token=secret')]) {
            await withSource(source(), async (recorder, one) => {
                await recorder.until(({data}) => data.length === 1);
                assert.equal(server.requests.at(-1).headers.authorization, 'Bearer secret');
                assert.doesNotMatch([...server.requests.at(-1).query].join(), /secret/);
                assert.doesNotMatch(one.url, /secret/);
            });
        }
    });
});

test('channels, patterns and a place to begin come from options and address', async () => {
    await withServer((request, response) => openStream(response, 'data: a\n\n'), async server => {
        const address = server.url + 'stream?channel=b&userId=7&lastEventId=3-0';
        await withSource(new Heliograph(address, {channels: ['a'], patterns: ['x.*']}), async recorder => {
            await recorder.until(({data}) => data.length === 1);
            const {query, headers} = server.requests[0];
            assert.deepEqual(query.getAll('channel'), ['a', 'b', 'users.7']);
            assert.deepEqual(query.getAll('pattern'), ['x.*']);
            assert.equal(query.has('lastEventId'), false);
            assert.equal(headers['last-event-id'], '3-0');
        });
    });
});

test('what no shared connection can have is said at once', () => {
    assert.throws(() => new Heliograph('http://127.0.0.1:1/stream?envelope=1'), {name: 'SyntaxError'});
    assert.throws(() => new Heliograph('http://'), {name: 'SyntaxError'});
    assert.throws(() => new Heliograph('ws://127.0.0.1:1/'), {name: 'SyntaxError', message: /http:.*, not with ws:$/});
    assert.throws(() => new Heliograph('http://me:secret@127.0.0.1:1/'), error => error.name === 'SyntaxError' && !error.message.includes('secret'));
    assert.throws(() => new Heliograph('http://127.0.0.1:1/', {channels: Array.from({length: 101}, (_, i) => `c${i}`)}),
        {name: 'SyntaxError'});
    for (const lastEventId of ['a\nb', 'a\0', '\x1f', '\x7f', 'i'.repeat(257), '日'.repeat(86)])
        assert.throws(() => new Heliograph('http://127.0.0.1:1/', {lastEventId}), {name: 'SyntaxError'}, lastEventId);
    for (const token of ['a\nb', 'a b', '日'])
        assert.throws(() => new Heliograph('http://127.0.0.1:1/', {token}), error => error.name === 'SyntaxError' && !error.message.includes('a\n'));
});

for (const [options, words] of [
    [{channels: 5}, /^The option channels is a channel's name such as 'orders', or an array of such names, not 5\.$/],
    [{channels: ['']}, /^The option channels is .*, not \[""\]\.$/],
    [{channels: ''}, /channels.*not ""\.$/],
    [{channels: {name: 'a'}}, /channels.*not \{"name":"a"\}\.$/],
    [{channels: ['a', 7n]}, /channels.*not a,7\.$/],
    [{channels: [null]}, /channels.*not \[null\]\.$/],
    [{patterns: true}, /^The option patterns is a pattern such as 'users\.\*', .*, not true\.$/],
    [{patterns: ['a'.repeat(500), 1]}, /patterns.*not \["a{98}…\.$/],
    [{token: {secret: 1}}, /^The option token is a text, not a value of type object\.$/],
    [{lastEventId: 7}, /^The option lastEventId is a text: an event's id, or 'earliest', not 7\.$/],
    [{withCredentials: 'no'}, /^The option withCredentials is true or false, not "no"\.$/],
    [{share: 0}, /^The option share is true or false, not 0\.$/],
    [{worker: ''}, /^The option worker is the address of a copy .*, not ""\.$/],
    [{worker: 'http://'}, /worker.*not "http:\/\/"\.$/],
    [{worker: () => 1}, /worker.*not a function\.$/],
    [{channel: 'a'}, /^There is no option "channel"; there are channels, patterns, token, lastEventId, /],
    ['orders', /^Options are an object such as \{channels: \['orders'\]\}, not "orders"\.$/],
    [['orders'], /^Options are .*, not \["orders"\]\.$/],
    [null, /^Options are .*, not null\.$/],
]) {
    test(`an option that cannot be is said in words at once: ${words.source}`, () => {
        assert.throws(() => new Heliograph('http://127.0.0.1:1/', options), error => {
            assert.equal(error.name, 'TypeError');
            assert.match(error.message, words);
            return true;
        });
    });
}

test('names come in any order of things, and what is null is as if it were not there', async () => {
    await withServer((request, response) => openStream(response, 'data: a\n\n'), async server => {
        const nothing = {token: null, lastEventId: null, withCredentials: null, share: null, worker: undefined};
        await withSource(new Heliograph(server.url, {channels: new Set(['b', 'a']), patterns: null, ...nothing}), async recorder => {
            await recorder.until(({data}) => data.length === 1);
            assert.deepEqual(server.requests[0].query.getAll('channel'), ['b', 'a']);
        });
    });
});

test('a last event ID may be as long as an event has it', async () => {
    const id = '日'.repeat(85) + 'x';
    await withServer((request, response) => openStream(response, 'data: a\n\n'), async server => {
        await withSource(new Heliograph(server.url, {lastEventId: id}), async recorder => {
            await recorder.until(({data}) => data.length === 1);
            assert.equal(Buffer.from(server.requests[0].headers['last-event-id'], 'latin1').toString(), id);
        });
    });
});

test('an id may begin as anything, and is resumed after', async () => {
    const answer = (request, response, count) => {
        openStream(response, count === 1 ? 'retry: 100\nid: since:abc\ndata: a\n\n' : 'data: b\n\n');
        if (count === 1)
            response.end();
    };
    await withServer(answer, async server => {
        await withSource(new Heliograph(server.url), async recorder => {
            await recorder.until(({data}) => data.length === 2);
            assert.equal(server.requests[1].headers['last-event-id'], 'since:abc');
            assert.equal(server.requests[1].query.get('since'), null);
        });
    });
});

test('answers that end at once are asked for at growing distances, though they are streams', async () => {
    const times = [];
    const answer = (request, response) => {
        times.push(performance.now());
        openStream(response, 'retry: 100\n\n');
        response.end();
    };
    await withServer(answer, async server => {
        await withSource(new Heliograph(server.url), async () => {
            await server.happenings.until(() => server.requests.length === 6);
            assert.ok(times[5] - times[4] >= 700, times.join());
        });
    });
});

test('of a refusal that never ends the beginning is read', async () => {
    const answer = (request, response) => {
        response.writeHead(403, {'Content-Type': 'text/plain'});
        response.write('Not you.\n' + 'x'.repeat(20000));
    };
    await withServer(answer, async server => {
        const source = new Heliograph(server.url);
        const error = await new Promise(resolve => { source.onerror = resolve; });
        assert.equal(error.detail, 'Not you.');
        const {response} = server.requests[0];
        if (!response.closed)
            await new Promise(resolve => response.on('close', resolve));
    });
});

test('it has no syntax that a browser of 2022 cannot read', () => {
    assert.doesNotMatch(readFileSync(process.env.HELIO_MODULE, 'utf8'), /\bstatic\s*\{/); // Safari 16.4
});

test('it comes back after the time that the stream names, with the id as bytes of UTF-8', async () => {
    const answer = (request, response, count) => {
        openStream(response, count === 1 ? 'retry: 100\nid: 日本-1\ndata: a\n\nid: 日本-2\ndata: cut' : 'data: b\n\n');
        if (count === 1)
            response.end();
    };
    await withServer(answer, async server => {
        await withSource(new Heliograph(server.url), async (recorder, source) => {
            await recorder.until(({data}) => data.length === 2);
            assert.equal(Buffer.from(server.requests[1].headers['last-event-id'], 'latin1').toString(), '日本-1');
            assert.deepEqual(recorder.happened.map(one => one.data ?? one), ['open', 'a', 'error 0 0', 'open', 'b']);
            assert.equal(source.lastEventId, '日本-1');
        });
    });
});

test('attempts that fail are made at growing distances', async () => {
    const times = [];
    const answer = (request, response, count) => {
        times.push(performance.now());
        if (count === 1)
            openStream(response, 'retry: 100\n\n');
        count === 1 ? response.end() : response.writeHead(503).end();
    };
    await withServer(answer, async server => {
        await withSource(new Heliograph(server.url), async () => {
            await server.happenings.until(() => server.requests.length === 6);
            const distances = times.slice(1).map((time, i) => time - times[i]);
            assert.ok(distances.at(-1) >= 800, distances.join()); // 100 ms at first, 16 times that by half at least
            assert.ok(distances.at(-1) > distances[0], distances.join());
        });
    });
});

test('Retry-After is obeyed', async () => {
    const times = [];
    const answer = (request, response, count) => {
        times.push(performance.now());
        count === 1 ? response.writeHead(429, {'Retry-After': '4'}).end() : openStream(response, 'data: a\n\n');
    };
    await withServer(answer, async server => {
        await withSource(new Heliograph(server.url), async recorder => {
            await recorder.until(({data}) => data.length === 1);
            assert.ok(times[1] - times[0] >= 3990);
            assert.equal(recorder.happened[0], 'error 0 429');
        });
    });
});

for (const [what, answer, status, detail] of [
    ['204', response => response.writeHead(204).end(), 204, /stay away/],
    ['403 with a problem', response => response.writeHead(403, {'Content-Type': 'application/problem+json'})
        .end('{"title":"Forbidden","detail":"Ask for another channel."}'), 403, /^Ask for another channel\.$/],
    ['404', response => response.writeHead(404).end('<html>'), 404, /404 Not Found/],
    ['a page', response => response.writeHead(200, {'Content-Type': 'text/html'}).end('data: a\n\n'), 200, /text\/html/],
]) {
    test(`a refusal ends it for good, in words: ${what}`, async () => {
        await withServer((request, response) => answer(response), async server => {
            const source = new Heliograph(server.url);
            const error = await new Promise(resolve => { source.onerror = resolve; });
            assert.equal(source.readyState, Heliograph.CLOSED);
            assert.equal(error.status, status);
            assert.match(error.detail, detail);
            assert.equal(server.requests.length, 1);
        });
    });
}

test('a closed source hears nothing more, and its connection ends', async () => {
    await withServer((request, response) => openStream(response, 'data: a\n\ndata: b\n\n'), async server => {
        const source = new Heliograph(server.url);
        const data = [];
        await new Promise(resolve => {
            source.onmessage = event => {
                data.push(event.data);
                source.close();
                resolve();
            };
        });
        const {response} = server.requests[0];
        if (!response.closed)
            await new Promise(resolve => response.on('close', resolve));
        assert.deepEqual(data, ['a']);
    });
});

test('a hub that restarts is met again: what its history lost is told as a gap, and nothing else', async () => {
    await using([await Hub.start()], async hub => {
        await withSource(new Heliograph(hub.url, {channels: 'demo'}), async recorder => {
            await recorder.until(({count}) => recorder.count('open') === 1);
            await hub.publish('demo', 'before', '?retry=100');
            await recorder.until(({data}) => data.length === 1);
            await hub.stop('SIGTERM');
            await recorder.until(() => recorder.count('shutdown') === 1 && recorder.happened.includes('error 0 0'));
            await hub.run();
            await hub.publish('demo', 'between');
            await recorder.until(({data}) => data.length === 2);
            assert.deepEqual(recorder.data, ['before', 'between']);
            assert.equal(recorder.count('gap'), 1);
        });
    });
});

test('who has received nothing yet misses nothing either when the connection is lost', async () => {
    const answer = (request, response, count) => {
        openStream(response, 'retry: 100\n\n');
        if (count === 1)
            response.end();
    };
    await withServer(answer, async server => {
        await withSource(new Heliograph(server.url), async () => {
            await server.happenings.until(() => server.requests.length === 2);
            assert.equal(server.requests[0].query.get('since'), null);
            assert.match(server.requests[1].query.get('since'), /^\d+ms$/);
        });
    });
});
