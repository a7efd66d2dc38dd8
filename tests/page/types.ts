// SPDX-License-Identifier: GPL-3.0-or-later
// A page's program that uses every member of /heliograph.d.ts; tst_module_types.mjs has TypeScript read it.
import {
    EventStreamParser, Heliograph, HeliographErrorEvent, HeliographEvent, HeliographEventMap, HeliographOptions, ParsedEvent, globMatcher,
} from '../../resources/page/heliograph.js';
import TheSame from '../../resources/page/heliograph.js';

const options: HeliographOptions = {
    channels: ['orders', 'builds.main'], patterns: new Set(['users.*']), token: 'hlg_none', lastEventId: 'earliest',
    withCredentials: true, share: false, worker: new URL('https://app.example.org/heliograph.js'),
};
const source = new Heliograph('http://127.0.0.1:7373/', options);
const other: Heliograph = new TheSame(new URL('http://127.0.0.1:7373/stream?channel=orders'), {channels: 'orders', worker: '/heliograph.js'});

const state: 0 | 1 | 2 = source.readyState;
const states: [0, 1, 2] = [Heliograph.CONNECTING, Heliograph.OPEN, Heliograph.CLOSED];
const sameStates: [0, 1, 2] = [source.CONNECTING, source.OPEN, source.CLOSED];
const words: string[] = [source.url, source.lastEventId];
const credentials: boolean = source.withCredentials;
const sharing: 'worker' | 'tabs' | 'none' = source.sharing;

source.onopen = function (event) { this.close(); console.log(event.type); };
source.onmessage = event => console.log(event.channel?.length, event.data.length, event.lastEventId, event.origin);
source.onerror = event => console.log(event.status.toFixed(), event.detail.length, source.readyState === Heliograph.CLOSED);
source.onevent = (event: HeliographEvent) => console.log(event.type);
other.onopen = other.onmessage = other.onerror = other.onevent = null;

source.addEventListener('open', (event: Event) => console.log(event.type), {once: true});
source.addEventListener('message', event => console.log(event.channel));
source.addEventListener('gap', event => console.log(JSON.parse(event.data).oldest));
source.addEventListener('shutdown', {handleEvent(event) { console.log(event.data); }});
const failed = (event: HeliographErrorEvent): void => console.log(event.detail);
source.addEventListener('error', failed, true);
source.removeEventListener('error', failed, true);
const priced = (event: HeliographEvent): void => console.log(JSON.parse(event.data), event.channel);
source.addEventListener('price', priced);
source.removeEventListener('price', priced, {capture: false});
const known: (keyof HeliographEventMap)[] = ['open', 'message', 'error', 'gap', 'shutdown'];
const target: EventTarget = source;

const parser = new EventStreamParser('7');
const unknowing = new EventStreamParser();
const events: ParsedEvent[] = parser.feed(new Uint8Array([10]));
for (const {type, data, lastEventId, id, channel} of events)
    console.log(type.length + data.length + lastEventId.length, id?.length, channel?.length);
const time: number | undefined = unknowing.reconnectionTime;
const last: string = parser.lastEventId;
const comment: string | undefined = parser.lastComment;
const matches: boolean = globMatcher('users.*')('users.7') && globMatcher(new Uint8Array([42]))(new Uint8Array([97]));
console.log(state, states, sameStates, words, credentials, sharing, known, target, time, last, comment, matches);

// What is no use of it is refused.
// @ts-expect-error: a name is a text
new Heliograph('/', {channels: 7});
// @ts-expect-error: there is no such option
new Heliograph('/', {channel: 'orders'});
// @ts-expect-error: without an address there is no source
new Heliograph();
// @ts-expect-error: the source moves it, nobody else
source.readyState = Heliograph.CLOSED;
// @ts-expect-error: a channel may be null
source.onmessage = event => console.log(event.channel.length);
// @ts-expect-error: an event that opens has no data
source.addEventListener('open', event => console.log(event.data));
// @ts-expect-error: texts are no bytes
parser.feed('data: 1\n\n');
