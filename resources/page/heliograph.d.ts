// SPDX-License-Identifier: GPL-3.0-or-later
// Types of /heliograph.js, Heliograph's client for pages. docs/heliograph-js.md

export interface HeliographOptions {
    /** Channels to receive. Without channels and patterns: `sse`. */
    channels?: string | Iterable<string>;
    /** Globs over channel names, as in `users.*`. Channels and patterns together: at most 100. */
    patterns?: string | Iterable<string>;
    /** Goes out as `Authorization: Bearer`, and never in an address. */
    token?: string;
    /** Begins behind this event, or with all there is for `earliest`. Without it: with what comes from now on. */
    lastEventId?: string;
    /** Whether cookies go to another origin, too. */
    withCredentials?: boolean;
    /** `false`: a connection for this page alone, not shared with its other tabs. */
    share?: boolean;
    /**
     * Where this module is imported from another origin: the address of a copy of it on the page's own, which can be a
     * SharedWorker. Without it the tabs elect one of them to hold the connection.
     */
    worker?: string | URL;
}

/** An event of a channel. */
export interface HeliographEvent extends MessageEvent<string> {
    /** Of which channel it is; `null` for what the hub itself says (`gap`, `shutdown`). */
    readonly channel: string | null;
}

/** The connection was lost (readyState is CONNECTING: it comes back by itself), or refused for good (CLOSED). */
export interface HeliographErrorEvent extends Event {
    /** Of the answer; 0 when there was none. */
    readonly status: number;
    /** What happened, for a person to read. */
    readonly detail: string;
}

export interface HeliographEventMap {
    open: Event;
    /** An event without a type of its own. */
    message: HeliographEvent;
    error: HeliographErrorEvent;
    /** Something is not held any more: `data` is `{"requested":"…","oldest":"…"}`. */
    gap: HeliographEvent;
    /** The hub is being stopped. The connection comes back when there is a hub again. */
    shutdown: HeliographEvent;
}

type Listener<E extends Event> = ((this: Heliograph, event: E) => unknown) | { handleEvent(event: E): unknown };

/** An event source for channels of a hub: EventSource's interface, one connection for all tabs of an origin. */
export class Heliograph extends EventTarget {
    static readonly CONNECTING: 0;
    static readonly OPEN: 1;
    static readonly CLOSED: 2;
    readonly CONNECTING: 0;
    readonly OPEN: 1;
    readonly CLOSED: 2;

    /**
     * `url`: the hub's address, or that of its `/stream`, whose query may name channels, too.
     * Throws a TypeError for an option that there is not, or that has another type, or an empty name in it: it says what to
     * give. Throws a DOMException named SyntaxError for what is no URL of HTTP, or has a password, for more than 100 names, for a last event ID with
     * control characters or of more than 256 bytes, and for a token with more than visible ASCII characters.
     */
    constructor(url: string | URL, options?: HeliographOptions);

    /** Of the stream, without its selection and token. */
    readonly url: string;
    readonly withCredentials: boolean;
    readonly readyState: 0 | 1 | 2;
    /** Of the last event that had one; empty before. To begin there again: the option of that name. */
    readonly lastEventId: string;
    /** How the connection is shared: by a SharedWorker, among tabs of which one leads, or not. */
    readonly sharing: 'worker' | 'tabs' | 'none';

    onopen: ((this: Heliograph, event: Event) => unknown) | null;
    onmessage: ((this: Heliograph, event: HeliographEvent) => unknown) | null;
    onerror: ((this: Heliograph, event: HeliographErrorEvent) => unknown) | null;
    /** Called with each event whatever its type, behind the listeners of that type. */
    onevent: ((this: Heliograph, event: HeliographEvent) => unknown) | null;

    close(): void;

    addEventListener<K extends keyof HeliographEventMap>(
        type: K, listener: Listener<HeliographEventMap[K]>, options?: boolean | AddEventListenerOptions): void;
    addEventListener(type: string, listener: Listener<HeliographEvent>, options?: boolean | AddEventListenerOptions): void;
    removeEventListener<K extends keyof HeliographEventMap>(
        type: K, listener: Listener<HeliographEventMap[K]>, options?: boolean | EventListenerOptions): void;
    removeEventListener(type: string, listener: Listener<HeliographEvent>, options?: boolean | EventListenerOptions): void;
}

export default Heliograph;

/** An event as EventStreamParser reads it. */
export interface ParsedEvent {
    type: string;
    data: string;
    lastEventId: string;
    /** Undefined where the event has none of its own. */
    id: string | undefined;
    /** Undefined where the stream does not tell it. */
    channel: string | undefined;
}

/** Reads an event stream to the letter of the standard. */
export class EventStreamParser {
    constructor(lastEventId?: string);
    /** Takes bytes in any portions and returns the events that are complete. */
    feed(bytes: Uint8Array): ParsedEvent[];
    readonly lastEventId: string;
    /** Milliseconds; undefined until the stream has told it. */
    readonly reconnectionTime: number | undefined;
    /** The text of the last comment; undefined before. */
    readonly lastComment: string | undefined;
}

/** A function that says whether a channel's name matches `glob`, as the hub reads it: byte by byte. */
export function globMatcher(glob: string | Uint8Array): (name: string | Uint8Array) => boolean;
