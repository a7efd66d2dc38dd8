// SPDX-License-Identifier: GPL-3.0-or-later
// The parser and the globs of /heliograph.js, against the cases of the hub's own.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {casesOf, loadModule} from './module.mjs';

const {EventStreamParser, globMatcher} = await loadModule();

/// The bytes of a case, which stand in JSON as characters of Latin-1.
function bytesOf(text) {
    return Uint8Array.from(text, character => character.charCodeAt(0));
}

function textOf(text) {
    return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytesOf(text));
}

function read(parts) {
    const parser = new EventStreamParser();
    const events = [];
    for (const part of parts)
        events.push(...parser.feed(part));
    return {
        events: events.map(({type, data, lastEventId}) => ({type, data, id: lastEventId})),
        lastEventId: parser.lastEventId,
        retry: parser.reconnectionTime ?? null,
    };
}

for (const {name, wire, events, lastEventId, retry} of casesOf('streams')) {
    test(`a stream says what the standard says: ${name}`, () => {
        const bytes = bytesOf(wire);
        const expected = {
            events: events.map(event => ({type: textOf(event.type) || 'message', data: textOf(event.data), id: textOf(event.id)})),
            lastEventId: textOf(lastEventId),
            retry,
        };
        assert.deepEqual(read([bytes]), expected, 'whole');
        assert.deepEqual(read(Array.from(bytes, byte => Uint8Array.of(byte))), expected, 'byte by byte');
        for (let at = 0; at <= bytes.length; ++at)
            assert.deepEqual(read([bytes.subarray(0, at), bytes.subarray(at)]), expected, `split at ${at}`);
    });
}

for (const {glob, name, matches} of casesOf('patterns')) {
    test(`a glob reads names as the hub does: ${glob} ${matches ? 'matches' : 'does not match'} ${name}`, () => {
        assert.equal(globMatcher(bytesOf(glob))(bytesOf(name)), matches);
    });
}

test('a hostile glob costs no more than glob times name', () => {
    assert.equal(globMatcher('a*'.repeat(127) + 'b')('a'.repeat(256)), false);
});

test('a large line in many portions costs as much as it is long', () => {
    const parser = new EventStreamParser();
    const part = new TextEncoder().encode('x'.repeat(100));
    parser.feed(new TextEncoder().encode('data:'));
    for (let i = 0; i < 100000; ++i)
        parser.feed(part);
    assert.equal(parser.feed(new TextEncoder().encode('\n\n'))[0].data.length, 10000000);
});

test('the channel of an event is told, and whether its id is its own', () => {
    const events = new EventStreamParser().feed(new TextEncoder().encode('id: 1\nchannel: a\ndata: x\n\nevent: gap\ndata: y\n\n'));
    assert.deepEqual(events.map(({type, channel, id, lastEventId}) => ({type, channel, id, lastEventId})), [
        {type: 'message', channel: 'a', id: '1', lastEventId: '1'},
        {type: 'gap', channel: undefined, id: undefined, lastEventId: '1'},
    ]);
});
