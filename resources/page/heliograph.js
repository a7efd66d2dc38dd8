// SPDX-License-Identifier: GPL-3.0-or-later
// Heliograph's client for pages: an ES module without dependencies, to import as it is. docs/heliograph-js.md
//
//   import {Heliograph} from 'http://127.0.0.1:7373/heliograph.js';
//   const source = new Heliograph('http://127.0.0.1:7373/', {channels: ['demo']});
//   source.onmessage = event => show(event.channel, event.data);
//
// From the top down: the parser of event streams; globs and selections; one request; a SharedStream, which is one
// connection for many members; a Pool of them, which serves tabs; the ways from a tab to a pool (a SharedWorker, the tab
// that leads, the tab itself); and the Heliograph of a page, which is one member.
// This file is also the SharedWorker's script.

/// Tabs that run another version of what they say to each other share nothing with these. No token stands in names.
const Protocol = 'heliograph-2';
/// As the hub has it.
const MaximumNames = 100;
const DefaultChannel = 'sse';
/// Milliseconds.
const DefaultReconnectionTime = 3000;
const LongestReconnectionTime = 2147483647;
const LeastDelay = 100;
const LongestDelay = 60000;
/// Before names that nobody wants any more leave a connection: a page that is loaded again wants them at once.
const NarrowingDelay = 3000;
/// What a request may take on its way to the hub before it is sent again, where the hub reckons from its arrival.
const LeastAllowance = 100;
/// Without a byte of a poll, or of the answer that opens a connection: then it is tried again.
const Patience = 60000;
const MostPolls = 4;
/// What of the connection waits for a replay, in characters, each event with some more for itself.
const MostWaiting = 4 * 1024 * 1024;
const EventCost = 200;
/// The hub's last word in a poll that brought all.
const ReplayComplete = 'replay complete';
/// As the hub has it: a longer one is no event's.
const LongestIdBytes = 256;
const LongestRefusal = 10000;
/// Statuses of which other channels may know nothing. 401 as well: a hub may ask for a token for some channels only.
const RefusalsOfNames = [400, 401, 403];
/// Where nobody can wait for a tab's end: a hidden tab's timers run once a minute.
const PingInterval = 20000;
const PingPatience = 150000;

// The parser

/// Reads an event stream to the letter of the standard. A value: feed() takes bytes (a Uint8Array), in any portions, and
/// returns the events that are complete.
export class EventStreamParser {
    #decoder = new TextDecoder(); // which takes a byte order mark away
    #line = [];
    #endedWithCr = false;
    #data = [];
    #type = '';
    #channel = undefined;
    #id = undefined;
    #lastEventId;

    /// `lastEventId`: what the event source received before.
    constructor(lastEventId = '') {
        this.#lastEventId = lastEventId;
    }

    /// Milliseconds; undefined until the stream has told it.
    reconnectionTime = undefined;
    /// The text of the last line that was one; undefined until then.
    lastComment = undefined;

    get lastEventId() {
        return this.#lastEventId;
    }

    /// Each event: `type`, `data`, `lastEventId`; `id` is undefined where the event has none of its own, and `channel`
    /// where the stream does not tell it.
    feed(bytes) {
        const events = [];
        const text = this.#decoder.decode(bytes, {stream: true});
        let start = 0;
        if (this.#endedWithCr && text !== '') {
            this.#endedWithCr = false;
            if (text[0] === '\n')
                start = 1;
        }
        const ends = /\r\n?|\n/g;
        ends.lastIndex = start;
        for (let end = ends.exec(text); end; end = ends.exec(text)) {
            this.#line.push(text.slice(start, end.index));
            start = ends.lastIndex;
            this.#endedWithCr = end[0] === '\r' && start === text.length;
            const line = this.#line.length === 1 ? this.#line[0] : this.#line.join('');
            this.#line = [];
            this.#takeLine(line, events);
        }
        if (start < text.length)
            this.#line.push(text.slice(start));
        return events;
    }

    #takeLine(line, events) {
        if (line === '') {
            this.#dispatch(events);
            return;
        }
        const colon = line.indexOf(':');
        const field = colon < 0 ? line : line.slice(0, colon);
        let value = colon < 0 ? '' : line.slice(colon + 1);
        if (value[0] === ' ')
            value = value.slice(1);
        switch (field) {
        case '':
            this.lastComment = value;
            break;
        case 'data':
            this.#data.push(value);
            break;
        case 'event':
            this.#type = value;
            break;
        case 'id':
            if (!value.includes('\0'))
                this.#id = value;
            break;
        case 'channel':
            this.#channel = value;
            break;
        case 'retry':
            if (/^[0-9]+$/.test(value))
                this.reconnectionTime = Math.min(Number(value), LongestReconnectionTime);
            break;
        }
    }

    #dispatch(events) {
        // Current only at the blank line: an event that was cut must be asked for again.
        if (this.#id !== undefined)
            this.#lastEventId = this.#id;
        if (this.#data.length > 0) {
            events.push({
                type: this.#type || 'message',
                data: this.#data.join('\n'),
                lastEventId: this.#lastEventId,
                id: this.#id,
                channel: this.#channel,
            });
        }
        this.#data = [];
        this.#type = '';
        this.#channel = undefined;
        this.#id = undefined;
    }
}

// Globs and selections

const Star = -1;
const AnyByte = -2;

function bytesOf(text) {
    return typeof text === 'string' ? new TextEncoder().encode(text) : text;
}

/// The class whose `[` stands at `at`, and the index behind it.
function classAt(glob, at) {
    const members = new Uint8Array(256);
    let i = at + 1;
    const negated = glob[i] === 0x5e; // ^
    if (negated)
        ++i;
    // A class that is never closed ends with the pattern, as Redis reads it.
    for (; i < glob.length && glob[i] !== 0x5d; ++i) {
        if (glob[i] === 0x5c && i + 1 < glob.length) {
            members[glob[++i]] = 1;
        } else if (i + 2 < glob.length && glob[i + 1] === 0x2d) {
            members.fill(1, Math.min(glob[i], glob[i + 2]), Math.max(glob[i], glob[i + 2]) + 1);
            i += 2;
        } else {
            members[glob[i]] = 1;
        }
    }
    return [negated ? members.map(member => 1 - member) : members, Math.min(i + 1, glob.length)];
}

/// A function that says whether a channel's name matches `glob`, as the hub and Redis read it: byte by byte.
export function globMatcher(glob) {
    const bytes = bytesOf(glob);
    const elements = [];
    for (let i = 0; i < bytes.length;) {
        if (bytes[i] === 0x2a) {
            elements.push(Star);
        } else if (bytes[i] === 0x3f) {
            elements.push(AnyByte);
        } else if (bytes[i] === 0x5b) {
            const [members, after] = classAt(bytes, i);
            elements.push(members);
            i = after;
            continue;
        } else {
            if (bytes[i] === 0x5c && i + 1 < bytes.length)
                ++i;
            elements.push(bytes[i]);
        }
        ++i;
    }
    const takes = (element, byte) => element === AnyByte || element === byte || element[byte] === 1;
    return text => {
        const name = bytesOf(text);
        let at = 0;
        let element = 0;
        let lastStar = -1;
        let atLastStar = 0;
        while (at < name.length) {
            if (elements[element] === Star) {
                lastStar = element++;
                atLastStar = at;
            } else if (element < elements.length && takes(elements[element], name[at])) {
                ++element;
                ++at;
            } else if (lastStar >= 0) { // the last star takes one more: an earlier one need never be tried again
                element = lastStar + 1;
                at = ++atLastStar;
            } else {
                return false;
            }
        }
        while (elements[element] === Star)
            ++element;
        return element === elements.length;
    };
}

/// What one member receives, or all members of a connection.
class Selection {
    #channels = new Set();
    #patterns = new Map(); // globs and what matches them

    constructor(channels, patterns) {
        for (const channel of channels)
            this.#channels.add(channel);
        for (const glob of patterns)
            this.#patterns.set(glob, globMatcher(glob));
    }

    static unionOf(selections) {
        const all = new Selection([], []);
        for (const selection of selections) {
            selection.#channels.forEach(channel => all.#channels.add(channel));
            selection.#patterns.forEach((matches, glob) => all.#patterns.set(glob, matches));
        }
        return all;
    }

    get size() {
        return this.#channels.size + this.#patterns.size;
    }

    /// Where it is exactly one channel, its name: the hub names no channel then.
    get onlyChannel() {
        return this.#channels.size === 1 && this.#patterns.size === 0 ? [...this.#channels][0] : undefined;
    }

    isWithin(other) {
        return [...this.#channels].every(channel => other.#channels.has(channel)) &&
            [...this.#patterns.keys()].every(glob => other.#patterns.has(glob));
    }

    /// A stream that tells no channel is not the hub's: then everybody gets everything.
    takes(channel) {
        return channel === undefined || this.#channels.has(channel) ||
            [...this.#patterns.values()].some(matches => matches(channel));
    }

    addTo(query) {
        this.#channels.forEach(channel => query.append('channel', channel));
        this.#patterns.forEach((matches, glob) => query.append('pattern', glob));
    }

    /// For comparison.
    get key() {
        return JSON.stringify([[...this.#channels].sort(), [...this.#patterns.keys()].sort()]);
    }
}

// Positions: where a member goes on. '' is now; Since and MILLISECONDS is what came after that time of this machine's, for
// who was connected and has received nothing yet; everything else is the id of an event, or 'earliest'.

const Since = '\0since:'; // no id holds a NUL

function sinceNow() {
    return Since + Date.now();
}

// One request

/// Why there is no stream. `isFinal`: trying again would not help.
class Failure extends Error {
    constructor(detail, {status = 0, isFinal = false, retryAfter = 0} = {}) {
        super(detail);
        this.status = status;
        this.isFinal = isFinal;
        this.retryAfter = retryAfter;
    }
}

/// Of a body that may never end.
async function beginningOf(response) {
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    let text = '';
    for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
        text += decoder.decode(part.value, {stream: true});
        if (text.length >= LongestRefusal) {
            reader.cancel().catch(() => {});
            break;
        }
    }
    return text.slice(0, LongestRefusal);
}

/// What a refusal says, in one line.
async function detailOf(response) {
    const text = await beginningOf(response);
    try {
        const problem = JSON.parse(text);
        for (const name of ['detail', 'title', 'error', 'message']) {
            if (typeof problem[name] === 'string')
                return problem[name];
        }
    } catch {
        // no JSON: its first line is for people
    }
    const type = response.headers.get('Content-Type') ?? '';
    const line = type.startsWith('text/plain') ? text.trim().split('\n')[0] : '';
    return line || `The server answered ${response.status} ${response.statusText}`.trim() + '.';
}

/// Milliseconds.
function retryAfterOf(response) {
    const seconds = Number(response.headers.get('Retry-After'));
    return seconds > 0 ? Math.min(seconds * 1000, LongestReconnectionTime) : 0;
}

async function judge(response) {
    const {status} = response;
    if (status === 204)
        throw new Failure('The server has no stream here, and asks to stay away (204).', {status, isFinal: true});
    if (status !== 200) {
        const isFinal = status !== 429 && status < 500;
        throw new Failure(await detailOf(response), {status, isFinal, retryAfter: retryAfterOf(response)});
    }
    const type = response.headers.get('Content-Type') ?? 'nothing';
    if (!/^text\/event-stream\s*(;|$)/i.test(type)) {
        response.body?.cancel().catch(() => {});
        throw new Failure(`The server sent ${type} instead of an event stream.`, {status, isFinal: true});
    }
}

/// fetch(), for what came since a time of this machine's. The hub reckons from when it reads the request, and how much later
/// that is nobody can say before the answer is there: so it is asked for some more, and again where that was too little.
/// Events of just before that time may come with the others; none of after it is missing.
async function fetchSince(time, url, options) {
    for (let allowance = LeastAllowance;;) {
        const asked = Date.now();
        url.searchParams.set('since', Math.max(0, asked - time + allowance) + 'ms');
        const response = await fetch(url, options);
        const took = Date.now() - asked;
        if (!response.ok || took <= allowance)
            return response;
        response.body?.cancel().catch(() => {});
        allowance = Math.max(2 * took, 4 * allowance);
    }
}

/// A gap, a shutdown: they belong to no channel.
function isOfTheHub(event) {
    return event.id === undefined && (event.type === 'gap' || event.type === 'shutdown');
}

/// `target`: `stream` (the address without a selection), `token`, `withCredentials`. Returns when the stream ends, or
/// when `onEvent` returns false, whether nothing is missing of a poll; throws a Failure, also when `signal` ends it.
/// `isPoll`: the replay alone. `onPart`: some bytes came.
async function readStream(target, selection, position, {isPoll, signal, onOpen, onPart, onEvent, onReconnectionTime}) {
    const url = new URL(target.stream);
    selection.addTo(url.searchParams);
    if (isPoll)
        url.searchParams.append('poll', '1');
    const headers = {Accept: 'text/event-stream'};
    if (target.token)
        headers.Authorization = 'Bearer ' + target.token;
    const isSince = position.startsWith(Since);
    if (position && !isSince)
        headers['Last-Event-ID'] = String.fromCharCode(...bytesOf(position)); // UTF-8: a field's value is bytes
    const options = {headers, signal, cache: 'no-store', credentials: target.withCredentials ? 'include' : 'same-origin'};
    try {
        const response = isSince ? await fetchSince(Number(position.slice(Since.length)), url, options) : await fetch(url, options);
        await judge(response);
        onOpen?.(new URL(response.url).origin);
        const parser = new EventStreamParser();
        const reader = response.body.getReader();
        for (let part = await reader.read(); !part.done && !signal.aborted; part = await reader.read()) {
            onPart?.();
            const events = parser.feed(part.value);
            if (parser.reconnectionTime !== undefined)
                onReconnectionTime?.(parser.reconnectionTime);
            for (const event of events) {
                const channel = event.channel ?? (isOfTheHub(event) ? undefined : selection.onlyChannel);
                if (onEvent?.({...event, channel}) === false) {
                    reader.cancel().catch(() => {});
                    return true;
                }
            }
        }
        return parser.lastComment === ReplayComplete;
    } catch (error) {
        throw error instanceof Failure ? error : new Failure(`The connection failed: ${error.message}`);
    }
}

/// The replay alone. Throws a Failure also where it is not whole, or nothing comes any more.
async function poll(target, selection, position, {signal, onEvent, onReconnectionTime}) {
    const end = new AbortController();
    const onAbort = () => end.abort();
    let timer;
    let isSilent = false;
    const onPart = () => {
        clearTimeout(timer);
        timer = setTimeout(() => { isSilent = true; end.abort(); }, Patience);
    };
    onPart();
    signal.addEventListener('abort', onAbort);
    try {
        const more = {isPoll: true, signal: end.signal, onPart, onEvent, onReconnectionTime};
        if (!await readStream(target, selection, position, more))
            throw new Failure('The server ended a replay before its end.');
    } catch (failure) {
        throw isSilent ? new Failure('The server began a replay and says nothing more.') : failure;
    } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
    }
}

/// Milliseconds until what failed is tried again: the hub's own time, which it spreads, and longer with each failure
/// before this one.
function delayAfter(failures, reconnectionTime, failure) {
    const time = Math.max(reconnectionTime, LeastDelay);
    const factor = failures === 0 ? 1 : 2 ** Math.min(failures, 10) * (0.5 + Math.random() / 2);
    return Math.max(Math.min(time * factor, Math.max(LongestDelay, time)), failure.retryAfter);
}

// One connection for many

/// What members missed is brought by a poll, while what the connection brings for them waits.
class Replay {
    members;
    selection;
    /// Of the last event that it brought.
    position;
    abort = new AbortController();
    isRunning = false;
    /// Until it is tried again.
    timer = undefined;
    failures = 0;
    reconnectionTime;
    waiting = [];
    ids = new Set(); // of what waits
    /// Too much came to wait: history has it.
    hasDropped = false;
    #size = 0;

    constructor(members, position, reconnectionTime) {
        this.members = members;
        this.position = position;
        this.reconnectionTime = reconnectionTime;
        this.selection = Selection.unionOf(members.map(member => member.selection));
    }

    begin() {
        this.isRunning = true;
        this.hasDropped = false;
    }

    add(event) {
        if (this.hasDropped || !this.selection.takes(event.channel))
            return;
        this.waiting.push(event);
        if (event.id !== undefined)
            this.ids.add(event.id);
        this.#size += event.data.length + EventCost;
        if (this.#size <= MostWaiting)
            return;
        this.hasDropped = true;
        this.waiting = [];
        this.ids.clear();
        this.#size = 0;
    }

    stop() {
        this.abort.abort();
        clearTimeout(this.timer);
        for (const member of this.members)
            member.replay = null;
    }
}

/// A member is {number, port, selection, position, state, seen, replay}. Its `position` is undefined while it is in step
/// with the stream: then the stream's own counts. `seen` has the ids that a replay brought and the connection may bring
/// again; while there are any, the position is the last of them.
///
/// While there are members, one of these holds, and leads to the next connection where it ends: a connection is open
/// (#taken); #timer runs, until the next attempt or while one waits for its answer; or questions are under way whose
/// refusal closes members (#closeRefused), each of which is a poll and ends within Patience.
class SharedStream {
    members = new Set();
    #target;
    #position = '';
    #taken = null; // the selection of the connection that is open
    #openedAt = 0;
    #origin = '';
    #abort = new AbortController();
    #timer = undefined;
    #notBefore = 0;
    #isConnecting = false;
    #failures = 0;
    #reconnectionTime = DefaultReconnectionTime;
    #replays = new Set();

    constructor(target) {
        this.#target = target;
    }

    add(member) {
        Object.assign(member, {state: 'connecting', seen: new Set(), replay: null});
        this.members.add(member);
        if (this.#taken)
            this.#admit(member);
        else if (!this.#isConnecting && this.#timer === undefined)
            this.#connectIn(0);
    }

    /// True when nobody is left: the connection has ended then.
    remove(member) {
        this.members.delete(member);
        this.#leaveReplay(member);
        if (this.members.size === 0)
            this.#stop();
        else if (this.#taken && this.#timer === undefined && this.#selection().size < this.#taken.size)
            this.#connectIn(NarrowingDelay); // where another connection is due already, it has the right names
        return this.members.size === 0;
    }

    /// What a connection with `more` would name.
    sizeWith(more) {
        return Selection.unionOf([...[...this.members].map(member => member.selection), more]).size;
    }

    #selection() {
        return Selection.unionOf([...this.members].map(member => member.selection));
    }

    tryNow() {
        if (!this.#taken && !this.#isConnecting)
            this.#connectIn(Math.max(0, this.#notBefore - Date.now()));
    }

    #stop() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#abort.abort();
        this.#taken = null;
        this.#isConnecting = false;
        for (const replay of this.#replays)
            replay.stop();
        this.#replays.clear();
    }

    #connectIn(delay) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#connect(), delay);
    }

    /// Members with one position are served by the connection itself. Otherwise it begins now, and each position gets a
    /// replay of its own: nobody is told of what others missed, nor receives what was before it came.
    async #connect() {
        this.#stop();
        const abort = this.#abort = new AbortController();
        this.#isConnecting = true;
        this.#timer = setTimeout(() => this.#lost(new Failure('The server does not answer.')), Patience);
        const began = sinceNow();
        const groups = groupBy(this.members, member => this.#positionOf(member));
        const selection = this.#selection();
        const position = groups.size === 1 ? [...groups.keys()][0] : '';
        for (const member of this.members)
            member.seen.clear(); // this connection begins behind it
        try {
            await readStream(this.#target, selection, position, {
                signal: abort.signal,
                onOpen: origin => {
                    this.#opened(selection, origin, {position: position || began, began, groups});
                },
                onEvent: event => this.#take(event),
                onReconnectionTime: time => { this.#reconnectionTime = time; },
            });
            if (!abort.signal.aborted)
                this.#lost(new Failure('The connection ended.'));
        } catch (failure) {
            if (!abort.signal.aborted)
                this.#lost(failure);
        }
    }

    #positionOf(member) {
        return member.position ?? this.#position;
    }

    #opened(selection, origin, {position, began, groups}) {
        this.#isConnecting = false;
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#taken = selection;
        this.#openedAt = Date.now();
        this.#origin = origin;
        this.#position = position;
        this.#tellOpen([...groups.values()].flat().filter(member => this.members.has(member)), began);
        for (const [from, members] of groups) {
            if (groups.size === 1 || from === '')
                members.forEach(member => { member.position = undefined; });
            else
                this.#replay(members.filter(member => this.members.has(member)), from);
        }
        for (const member of [...this.members]) {
            if (member.state === 'connecting') // it came meanwhile
                this.#admit(member);
        }
    }

    /// Lets a member in while the connection is open.
    async #admit(member) {
        if (!member.selection.isWithin(this.#taken)) {
            // What is refused to it is refused to it alone.
            const {signal} = this.#abort;
            const failure = await this.#refusalOf(member.selection, signal);
            if (signal.aborted || !this.members.has(member)) // the next connection has its names
                return;
            if (failure)
                this.#close([member], failure);
            else
                this.#connectIn(0); // with its names
            return;
        }
        this.#tellOpen([member], sinceNow());
        const from = this.#positionOf(member);
        if (from === '' || from === this.#position)
            member.position = undefined;
        else
            this.#replay([member], from);
    }

    #replay(members, from) {
        if (members.length === 0)
            return;
        const replay = new Replay(members, from, this.#reconnectionTime);
        for (const member of members)
            Object.assign(member, {position: from, replay});
        this.#replays.add(replay);
        this.#runReplays();
    }

    #leaveReplay(member) {
        const {replay} = member;
        if (!replay)
            return;
        member.replay = null;
        replay.members = replay.members.filter(one => one !== member);
        if (replay.members.length === 0)
            this.#endReplay(replay);
    }

    #endReplay(replay) {
        this.#replays.delete(replay);
        replay.stop();
        this.#runReplays();
    }

    /// A few at a time.
    #runReplays() {
        const running = [...this.#replays].filter(replay => replay.isRunning).length;
        const due = [...this.#replays].filter(replay => !replay.isRunning && replay.timer === undefined);
        for (const replay of due.slice(0, Math.max(0, MostPolls - running)))
            this.#run(replay);
    }

    async #run(replay) {
        replay.begin();
        const {signal} = replay.abort;
        try {
            await poll(this.#target, replay.selection, replay.position, {
                signal,
                onEvent: event => this.#takeReplayed(replay, event),
                onReconnectionTime: time => { replay.reconnectionTime = time; },
            });
        } catch (failure) {
            if (!signal.aborted)
                this.#replayFailed(replay, failure);
            return;
        }
        if (signal.aborted)
            return;
        replay.isRunning = false;
        if (replay.hasDropped) {
            this.#runReplays(); // history has that by now
            return;
        }
        this.#endReplay(replay);
        if (replay.failures > 0)
            this.#tellOpen(replay.members, sinceNow());
        for (const event of replay.waiting)
            this.#pass(event, replay.members);
    }

    /// False from the first event on that the connection has as well: from there on it has them all.
    #takeReplayed(replay, event) {
        if (event.id !== undefined && replay.ids.has(event.id)) {
            replay.members.forEach(member => member.seen.clear());
            return false;
        }
        this.#deliver(event, replay.members);
        if (event.id === undefined)
            return true;
        replay.position = event.id;
        for (const member of replay.members) {
            member.seen.add(event.id);
            member.position = event.id;
        }
        return true;
    }

    /// What the connection brings is nobody else's matter: the replay is tried again by itself.
    #replayFailed(replay, failure) {
        replay.isRunning = false;
        if (failure.isFinal) {
            const {members} = replay;
            this.#endReplay(replay);
            this.#close(members, failure);
            return;
        }
        tell(replay.members, {tell: 'connecting', status: failure.status, detail: failure.message});
        replay.timer = setTimeout(() => {
            replay.timer = undefined;
            this.#runReplays();
        }, delayAfter(replay.failures++, replay.reconnectionTime, failure));
        this.#runReplays();
    }

    /// From the connection.
    #take(event) {
        this.#failures = 0;
        for (const replay of this.#replays)
            replay.add(event);
        // Who is not let in yet misses what this connection does not name, and begins there, at its own place.
        this.#pass(event, [...this.members].filter(member => member.state === 'open' && !member.replay));
        if (event.id !== undefined)
            this.#position = event.id;
    }

    #pass(event, members) {
        this.#deliver(event, members.filter(member => !this.#hasSeen(member, event)));
        for (const member of event.id === undefined ? [] : members) {
            if (member.seen.size === 0)
                member.position = undefined;
        }
    }

    #hasSeen(member, {id, channel}) {
        if (id === undefined || !member.selection.takes(channel))
            return false;
        const hasSeen = member.seen.has(id);
        if (!hasSeen || id === member.position)
            member.seen.clear(); // what follows is behind the replay, and an id may come again
        return hasSeen;
    }

    #deliver(event, members) {
        tell([...members].filter(member => this.members.has(member) && member.selection.takes(event.channel)),
            {tell: 'event', event, origin: this.#origin});
    }

    #tellOpen(members, since) {
        for (const member of members)
            member.state = 'open';
        tell(members, {tell: 'open', since});
    }

    #close(members, failure) {
        for (const member of members) {
            this.members.delete(member);
            this.#leaveReplay(member);
        }
        tell(members, {tell: 'closed', status: failure.status, detail: failure.message});
        if (this.members.size === 0)
            this.#stop();
    }

    async #lost(failure) {
        if (this.#taken && Date.now() - this.#openedAt >= this.#reconnectionTime)
            this.#failures = 0; // it was more than an answer
        this.#stop();
        const {signal} = this.#abort = new AbortController();
        if (failure.isFinal) {
            this.#isConnecting = true;
            const hasClosed = await this.#closeRefused(failure, signal);
            if (signal.aborted) // nobody is left
                return;
            this.#isConnecting = false;
            if (hasClosed) { // that was all that is wrong
                this.#connectIn(0);
                return;
            }
        }
        for (const member of this.members)
            member.state = 'connecting';
        tell([...this.members], {tell: 'connecting', status: failure.status, detail: failure.message});
        this.#notBefore = Date.now() + failure.retryAfter;
        this.#connectIn(delayAfter(this.#failures++, this.#reconnectionTime, failure));
    }

    /// Closes those to whom their own selection is refused. True when there were any.
    async #closeRefused(failure, signal) {
        const groups = groupBy(this.members, member => member.selection.key);
        if (groups.size === 1 || !RefusalsOfNames.includes(failure.status)) {
            this.#close([...this.members], failure);
            return true;
        }
        let hasClosed = false;
        for (const members of groups.values()) {
            const refusal = await this.#refusalOf(members[0].selection, signal);
            if (signal.aborted)
                break;
            if (refusal) {
                this.#close(members.filter(member => this.members.has(member)), refusal);
                hasClosed = true;
            }
        }
        return hasClosed;
    }

    /// What the hub says to `selection` for good; null when it would serve it, or nobody can know.
    async #refusalOf(selection, signal) {
        try {
            await poll(this.#target, selection, '', {signal});
            return null;
        } catch (failure) {
            return failure.isFinal ? failure : null;
        }
    }
}

function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        groups.has(key) ? groups.get(key).push(item) : groups.set(key, [item]);
    }
    return groups;
}

/// One message for each tab.
function tell(members, message) {
    for (const [port, those] of groupBy(members, member => member.port))
        port.post({...message, members: those.map(member => member.number)});
}

/// The connections of all tabs that it serves. A port has post(message), which reaches a tab.
class Pool {
    #tabs = new Map(); // a port and its members by number
    #streams = [];

    /// What a tab says.
    receive(port, message) {
        switch (message.do) {
        case 'join':
            this.#leave(port, message.number);
            this.#join(port, message);
            break;
        case 'leave':
            this.#leave(port, message.number);
            break;
        case 'ping':
            if (!this.#tabs.has(port))
                port.post({tell: 'unknown'});
            break;
        case 'bye':
            this.forget(port);
            break;
        }
    }

    /// For a tab that is gone.
    forget(port) {
        for (const number of [...this.#tabs.get(port)?.keys() ?? []])
            this.#leave(port, number);
        this.#tabs.delete(port);
    }

    close() {
        for (const port of [...this.#tabs.keys()])
            this.forget(port);
    }

    tryNow() {
        for (const {stream} of this.#streams)
            stream.tryNow();
    }

    #join(port, {number, target, channels, patterns, position}) {
        const member = {number, port, selection: new Selection(channels, patterns), position};
        const key = JSON.stringify(target);
        let entry = this.#streams.find(one => one.key === key && one.stream.sizeWith(member.selection) <= MaximumNames);
        if (!entry) {
            entry = {key, stream: new SharedStream(target)};
            this.#streams.push(entry);
        }
        if (!this.#tabs.has(port))
            this.#tabs.set(port, new Map());
        this.#tabs.get(port).set(number, {member, entry});
        entry.stream.add(member);
    }

    #leave(port, number) {
        const found = this.#tabs.get(port)?.get(number);
        if (!found)
            return;
        this.#tabs.get(port).delete(number);
        if (found.entry.stream.remove(found.member))
            this.#streams = this.#streams.filter(entry => entry !== found.entry);
    }
}

// The ways from a tab to a pool. Each has start(), stop() and post(message), and gives what it hears to its tab.

/// Runs while this tab lives: who waits for the lock learns of the tab's end, however it comes. Returns the lock's name and
/// what releases it.
function holdLock(name) {
    return new Promise(resolve => {
        navigator.locks.request(name, () => new Promise(release => resolve({name, release}))).catch(() => resolve(null));
    });
}

/// Calls `then` when who holds the lock is gone.
function awaitEnd(name, then, signal) {
    navigator.locks.request(name, signal ? {signal} : {}, then).catch(() => {});
}

function randomName() {
    return [...crypto.getRandomValues(new Uint32Array(4))].map(part => part.toString(36)).join('');
}

/// In this tab alone.
class OwnWay {
    sharing = 'none';
    #tab;
    #pool = new Pool();
    #port = {post: message => queueMicrotask(() => this.#tab.receive(structuredClone(message)))};
    #onOnline = () => this.#pool.tryNow();

    constructor(tab) {
        this.#tab = tab;
    }

    start() {
        globalThis.addEventListener?.('online', this.#onOnline);
        this.#tab.rejoin();
    }

    stop() {
        globalThis.removeEventListener?.('online', this.#onOnline);
        this.#pool.close();
    }

    post(message) {
        this.#pool.receive(this.#port, message);
    }
}

/// A SharedWorker, whose script is this file.
class WorkerWay {
    sharing = 'worker';
    #tab;
    #url;
    #port = null;
    #end = null;
    #lock = null;
    #pings = undefined;

    constructor(tab, url) {
        this.#tab = tab;
        this.#url = url;
    }

    async start() {
        const end = this.#end = new AbortController();
        let worker;
        try {
            worker = new SharedWorker(this.#url, {type: 'module', name: Protocol});
        } catch {
            this.#tab.useNextWay(); // storage is forbidden here
            return;
        }
        worker.onerror = event => {
            event.preventDefault?.();
            if (!end.signal.aborted)
                this.#tab.useNextWay(); // no script, or a policy against it
        };
        const port = this.#port = worker.port;
        port.onmessage = ({data}) => {
            if (data.tell === 'hello')
                awaitEnd(data.lock, () => end.signal.aborted || this.#restart(), end.signal);
            else if (!end.signal.aborted)
                this.#tab.receive(data);
        };
        this.#tab.rejoin();
        if (navigator.locks) {
            const lock = await holdLock(`${Protocol} tab ${randomName()}`);
            if (end.signal.aborted) {
                lock?.release();
                return;
            }
            this.#lock = lock;
        }
        if (this.#lock)
            port.postMessage({do: 'hello', lock: this.#lock.name});
        else
            this.#pings = setInterval(() => port.postMessage({do: 'ping'}), PingInterval);
    }

    stop() {
        this.post({do: 'bye'});
        this.#end?.abort();
        this.#lock?.release();
        this.#lock = null;
        clearInterval(this.#pings);
        this.#port?.close();
        this.#port = null;
    }

    post(message) {
        this.#port?.postMessage(message);
    }

    #restart() {
        this.stop();
        this.start();
    }
}

/// Of all tabs the one that holds a lock leads: it has the pool. A BroadcastChannel carries what they say to each other.
class LeaderWay {
    sharing = 'tabs';
    #tab;
    #name = '';
    #channel = null;
    #leader = ''; // its name
    #lock = null;
    #end = null;

    constructor(tab) {
        this.#tab = tab;
    }

    async start() {
        const end = this.#end = new AbortController();
        this.#name = randomName();
        const lock = await holdLock(`${Protocol} tab ${this.#name}`);
        if (end.signal.aborted) {
            lock?.release();
            return;
        }
        if (!lock) {
            this.#tab.useNextWay();
            return;
        }
        this.#lock = lock;
        this.#channel = new BroadcastChannel(Protocol);
        this.#channel.onmessage = ({data}) => {
            if (data.leads && data.leads !== this.#leader) {
                this.#leader = data.leads;
                this.#channel.postMessage({to: this.#leader, from: this.#name, message: {do: 'hello', lock: lock.name}});
                this.#tab.rejoin();
            } else if (data.to === this.#name && data.from === this.#leader) {
                this.#tab.receive(data.message);
            }
        };
        this.#channel.postMessage({seeks: true});
        navigator.locks.request(`${Protocol} leader`, {signal: end.signal}, () => this.#lead(end.signal)).catch(() => {});
    }

    stop() {
        this.post({do: 'bye'});
        this.#end?.abort();
        this.#channel?.close();
        this.#channel = null;
        this.#leader = '';
        this.#lock?.release();
        this.#lock = null;
    }

    post(message) {
        if (this.#leader) // otherwise one will be there, and all join
            this.#channel.postMessage({to: this.#leader, from: this.#name, message});
    }

    /// Leads until `signal` ends it, or this tab.
    #lead(signal) {
        const name = randomName();
        const pool = new Pool();
        const ports = new Map();
        const channel = new BroadcastChannel(Protocol);
        const portOf = tab => {
            if (!ports.has(tab))
                ports.set(tab, {post: message => signal.aborted || channel.postMessage({to: tab, from: name, message})});
            return ports.get(tab);
        };
        channel.onmessage = ({data}) => {
            if (data.seeks)
                channel.postMessage({leads: name});
            else if (data.to === name && data.message.do === 'hello')
                awaitEnd(data.message.lock, () => { pool.forget(portOf(data.from)); ports.delete(data.from); }, signal);
            else if (data.to === name)
                pool.receive(portOf(data.from), data.message);
        };
        channel.postMessage({leads: name});
        const onOnline = () => pool.tryNow();
        globalThis.addEventListener('online', onOnline);
        return new Promise(resolve => signal.addEventListener('abort', () => {
            globalThis.removeEventListener('online', onOnline);
            pool.close();
            channel.close();
            resolve();
        }));
    }
}

/// The ways that there are here, the best first. `worker`: the address of a copy of this file on the page's own origin.
function waysFor(share, worker) {
    const ways = [];
    if (share && typeof location === 'object') {
        const script = new URL(worker ?? import.meta.url, location.href);
        if (typeof SharedWorker === 'function' && script.origin === location.origin)
            ways.push(tab => new WorkerWay(tab, script.href));
        if (globalThis.navigator?.locks && typeof BroadcastChannel === 'function')
            ways.push(tab => new LeaderWay(tab));
    }
    ways.push(tab => new OwnWay(tab));
    return ways;
}

/// This page's side: its sources, and the way to the pool that serves them.
class Tab {
    static #tabs = new Map();
    #ways;
    #way = null;
    #sources = new Map(); // by number
    #numbers = 0;

    /// One for each way that pages ask for.
    static for(share, worker) {
        const key = JSON.stringify([share, worker ?? null]);
        if (!Tab.#tabs.has(key))
            Tab.#tabs.set(key, new Tab(waysFor(share, worker)));
        return Tab.#tabs.get(key);
    }

    constructor(ways) {
        this.#ways = ways;
        // A page that is kept for going back must not hold anything; it comes back with what it had.
        globalThis.addEventListener?.('pagehide', () => this.#way?.stop());
        globalThis.addEventListener?.('pageshow', event => {
            if (event.persisted)
                this.#way?.start();
        });
        this.useNextWay();
    }

    get sharing() {
        return this.#way.sharing;
    }

    useNextWay() {
        this.#way?.stop();
        this.#way = this.#ways.shift()(this);
        this.#way.start();
    }

    add(source, joining) {
        const number = ++this.#numbers;
        this.#sources.set(number, {source, joining});
        this.#join(number);
        return number;
    }

    remove(number) {
        this.#sources.delete(number);
        this.#way.post({do: 'leave', number});
    }

    /// Tells a pool that is new all sources, and where each goes on.
    rejoin() {
        for (const number of this.#sources.keys())
            this.#join(number);
    }

    receive(message) {
        if (message.tell === 'unknown') {
            this.rejoin();
            return;
        }
        for (const number of message.members) {
            const entry = this.#sources.get(number);
            if (message.tell === 'closed')
                this.remove(number);
            if (entry)
                take(entry.source, message);
        }
    }

    #join(number) {
        const {source, joining} = this.#sources.get(number);
        this.#way.post({do: 'join', number, ...joining, position: positionOf(source)});
    }
}

// For pages

let take;
let positionOf;

function report(error) {
    if (typeof reportError === 'function')
        reportError(error);
    else
        setTimeout(() => { throw error; });
}

/// A value for people, within bounds.
function shown(value) {
    let text;
    try {
        text = typeof value === 'function' ? 'a function' : JSON.stringify(value);
    } catch {
        // a circle, a BigInt
    }
    text ??= String(value);
    return text.length > 100 ? text.slice(0, 100) + '…' : text;
}

function isText(value) {
    return typeof value === 'string';
}

/// The names in an option that is one or several.
function namesIn(value) {
    if (isText(value))
        return [value];
    return typeof value === 'object' && typeof value[Symbol.iterator] === 'function' ? [...value] : [value];
}

function isName(value) {
    return isText(value) && value !== '';
}

function isAddress(value) {
    if (!(isName(value) || value instanceof URL))
        return false;
    try {
        return !!new URL(value, globalThis.location?.href ?? 'http://localhost/');
    } catch {
        return false;
    }
}

/// What each option may be, and what to give. undefined and null are as if it were not there.
const Options = {
    channels: [value => namesIn(value).every(isName), "a channel's name such as 'orders', or an array of such names"],
    patterns: [value => namesIn(value).every(isName), "a pattern such as 'users.*', or an array of such patterns"],
    token: [isText, 'a text'],
    lastEventId: [isText, "a text: an event's id, or 'earliest'"],
    withCredentials: [value => typeof value === 'boolean', 'true or false'],
    share: [value => typeof value === 'boolean', 'true or false'],
    worker: [isAddress, "the address of a copy of this module on the page's own origin"],
};

/// Throws a TypeError with words for what an option cannot be.
function judgeOptions(options) {
    if (typeof options !== 'object' || options === null || Array.isArray(options))
        throw new TypeError(`Options are an object such as {channels: ['orders']}, not ${shown(options)}.`);
    for (const [name, value] of Object.entries(options)) {
        if (!Object.hasOwn(Options, name))
            throw new TypeError(`There is no option ${shown(name)}; there are ${Object.keys(Options).join(', ')}.`);
        const [isGood, whatToGive] = Options[name];
        if (value === undefined || value === null || isGood(value))
            continue;
        // A token is not said again: it would stand in logs.
        throw new TypeError(`The option ${name} is ${whatToGive}, not ${name === 'token' ? 'a value of type ' + typeof value : shown(value)}.`);
    }
}

/// Takes from an address what belongs into options.
function readAddress(url, options) {
    let stream;
    try {
        stream = new URL(url, globalThis.location?.href);
    } catch {
        throw new DOMException(`"${url}" is no URL.`, 'SyntaxError');
    }
    if (!/^https?:$/.test(stream.protocol))
        throw new DOMException(`A hub's address begins with http:// or https://, not with ${stream.protocol}`, 'SyntaxError');
    if (stream.username || stream.password) // no browser takes it, and it is not said again
        throw new DOMException('An address with a name or a password in it cannot be asked; see the option token.', 'SyntaxError');
    const query = stream.searchParams;
    const found = {
        channels: [...namesIn(options.channels ?? []), ...query.getAll('channel'), ...query.getAll('userId').map(name => 'users.' + name)],
        patterns: [...namesIn(options.patterns ?? []), ...query.getAll('pattern')],
        token: options.token ?? query.get('access_token') ?? '',
        lastEventId: options.lastEventId ?? query.get('lastEventId') ?? '',
    };
    // What no header can carry. The token is not said again: it would stand in logs.
    if (!/^[\x21-\x7e]*$/.test(found.token))
        throw new DOMException('A token has visible ASCII characters only: no space, and no end of line.', 'SyntaxError');
    for (const name of ['since', 'poll', 'envelope', 'observe']) {
        if (query.has(name))
            throw new DOMException(`"${name}" cannot stand in the address of a connection that is shared.`, 'SyntaxError');
    }
    for (const name of ['channel', 'userId', 'pattern', 'access_token', 'lastEventId'])
        query.delete(name);
    stream.hash = '';
    if (!/\/stream$/.test(stream.pathname))
        stream.pathname = stream.pathname.replace(/\/?$/, '/stream');
    if (found.channels.length + found.patterns.length === 0)
        found.channels.push(DefaultChannel);
    if (/[\0-\x1f\x7f]/.test(found.lastEventId) || bytesOf(found.lastEventId).length > LongestIdBytes)
        throw new DOMException(`A last event ID has no control characters and at most ${LongestIdBytes} bytes.`, 'SyntaxError');
    if (new Set(found.channels).size + new Set(found.patterns).size > MaximumNames)
        throw new DOMException(`One source takes at most ${MaximumNames} channels and patterns.`, 'SyntaxError');
    return {...found, stream: stream.href};
}

/// An event source for the channels of a hub, with the interface of EventSource. What is new is documented in
/// heliograph.d.ts.
export class Heliograph extends EventTarget {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSED = 2;
    CONNECTING = 0;
    OPEN = 1;
    CLOSED = 2;

    #url;
    #withCredentials;
    #readyState = Heliograph.CONNECTING;
    #lastEventId;
    #openedAt = '';
    #tab;
    #number;
    #handlers = new Map();

    /// Called with each event whatever its type, behind the listeners of that type.
    onevent = null;

    static #friends = [
        take = (source, message) => source.#take(message),
        positionOf = source => source.#lastEventId || source.#openedAt,
    ];

    constructor(url, options = {}) {
        super();
        judgeOptions(options);
        const {stream, token, channels, patterns, lastEventId} = readAddress(url, options);
        this.#url = stream;
        this.#withCredentials = !!options.withCredentials;
        this.#lastEventId = lastEventId;
        this.#tab = Tab.for(options.share ?? true, options.worker && String(options.worker));
        const target = {stream, token, withCredentials: this.#withCredentials};
        this.#number = this.#tab.add(this, {target, channels, patterns});
    }

    get url() {
        return this.#url;
    }

    get withCredentials() {
        return this.#withCredentials;
    }

    get readyState() {
        return this.#readyState;
    }

    get lastEventId() {
        return this.#lastEventId === 'earliest' ? '' : this.#lastEventId;
    }

    get sharing() {
        return this.#tab.sharing;
    }

    close() {
        if (this.#readyState === Heliograph.CLOSED)
            return;
        this.#readyState = Heliograph.CLOSED;
        this.#tab.remove(this.#number);
    }

    get onopen() {
        return this.#handler('open');
    }

    set onopen(handler) {
        this.#setHandler('open', handler);
    }

    get onmessage() {
        return this.#handler('message');
    }

    set onmessage(handler) {
        this.#setHandler('message', handler);
    }

    get onerror() {
        return this.#handler('error');
    }

    set onerror(handler) {
        this.#setHandler('error', handler);
    }

    #handler(type) {
        return this.#handlers.get(type)?.handler ?? null;
    }

    #setHandler(type, handler) {
        const known = this.#handlers.get(type);
        const isCallable = typeof handler === 'function';
        if (known && isCallable) { // it keeps its place among the listeners
            known.handler = handler;
            return;
        }
        if (known)
            this.removeEventListener(type, known.listener);
        this.#handlers.delete(type);
        if (!isCallable)
            return;
        const entry = {handler, listener: event => entry.handler.call(this, event)};
        this.#handlers.set(type, entry);
        this.addEventListener(type, entry.listener);
    }

    #take(message) {
        if (this.#readyState === Heliograph.CLOSED)
            return;
        switch (message.tell) {
        case 'open':
            if (this.#readyState === Heliograph.OPEN) // after another took the connection over
                return;
            this.#readyState = Heliograph.OPEN;
            this.#openedAt ||= message.since;
            this.dispatchEvent(new Event('open'));
            break;
        case 'event':
            this.#takeEvent(message.event, message.origin);
            break;
        case 'connecting':
        case 'closed':
            this.#readyState = message.tell === 'closed' ? Heliograph.CLOSED : Heliograph.CONNECTING;
            this.dispatchEvent(Object.assign(new Event('error'), {status: message.status, detail: message.detail}));
            break;
        }
    }

    #takeEvent({type, data, id, channel}, origin) {
        if (id !== undefined)
            this.#lastEventId = id;
        const event = new MessageEvent(type, {data, lastEventId: this.lastEventId, origin});
        Object.defineProperty(event, 'channel', {value: channel ?? null, enumerable: true});
        this.dispatchEvent(event);
        if (this.#readyState === Heliograph.CLOSED)
            return;
        try {
            this.onevent?.(event);
        } catch (error) {
            report(error); // as a listener's: other sources have this event before them
        }
    }
}

export default Heliograph;

// The worker

function serveTabs(scope) {
    const pool = new Pool();
    const lock = navigator.locks ? holdLock(`${Protocol} worker ${randomName()}`) : null;
    const heardOf = new Map(); // ports of tabs for which nobody can wait, and when they said something
    const locked = new WeakSet();
    scope.addEventListener('online', () => pool.tryNow());
    scope.onconnect = ({ports: [channel]}) => {
        const port = {post: message => channel.postMessage(message)};
        channel.onmessage = ({data}) => {
            if (data.do !== 'hello') {
                if (!locked.has(port))
                    heardOf.set(port, Date.now());
                pool.receive(port, data);
                return;
            }
            locked.add(port);
            heardOf.delete(port);
            awaitEnd(data.lock, () => pool.forget(port));
            lock?.then(held => held && port.post({tell: 'hello', lock: held.name}));
        };
    };
    setInterval(() => {
        for (const [port, time] of heardOf) {
            if (Date.now() - time < PingPatience)
                continue;
            heardOf.delete(port);
            pool.forget(port);
        }
    }, PingInterval);
}

if (typeof SharedWorkerGlobalScope === 'function' && globalThis instanceof SharedWorkerGlobalScope && globalThis.name === Protocol)
    serveTabs(globalThis);
