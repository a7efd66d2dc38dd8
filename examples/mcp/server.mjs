// SPDX-License-Identifier: GPL-3.0-or-later
// A server of the Model Context Protocol over Streamable HTTP, with two tools: one that says how far it is, and whose
// answer may come by another connection, and one that says something on the session's own stream.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const versions = ['2025-11-25', '2025-06-18', '2025-03-26']; // the first is the one that we offer
const interval = Number(process.env.INTERVAL ?? 200); // milliseconds between two numbers
const maximumBody = 1024 * 1024;
const maximumSessions = 100;
const maximumStreams = 100; // of a session
const maximumEvents = 1000; // of a stream
const heartbeat = 15_000;   // milliseconds
const comesBackAfter = 500; // milliseconds, for a client whose connection we close before the answer

const tools = [
    {
        name: 'count',
        description: 'Counts, and reports each number as progress. With hangUp, the connection is closed after the ' +
            'first one, and the answer comes to a GET with the Last-Event-ID.',
        inputSchema: {
            type: 'object',
            properties: { to: { type: 'integer', minimum: 1, maximum: 100 }, hangUp: { type: 'boolean' } },
            required: ['to'],
        },
    },
    {
        name: 'announce',
        description: 'Says a text on the stream of the session (GET).',
        inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    },
];

/// The events of one answer, or those of the session itself. They are kept, so that a client may come back for them.
class Stream {
    constructor(number, isPrimed) {
        this.number = number;
        this.isPrimed = isPrimed;
        this.events = [];
        this.first = 0; // the number of the first that is kept
        this.next = 0;  // of the first that nobody got
        this.response = null;
        this.hasEnded = false;
    }

    /// Begins with the event `next`; without it with what nobody got, and an id without data, from where on the client
    /// can come back before anything else was said.
    attach(response, next) {
        this.response?.end();
        this.response = response;
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' });
        response.flushHeaders();
        response.on('close', () => {
            if (this.response === response)
                this.response = null;
        });
        for (const event of this.events.slice(Math.max((next ?? this.next) - this.first, 0)))
            response.write(event);
        this.next = this.first + this.events.length;
        if (this.hasEnded)
            this.end();
        else if (next === undefined && this.isPrimed)
            this.send('');
    }

    send(message) {
        const number = this.first + this.events.length;
        const event = `id: ${this.number}-${number}\ndata: ${message && JSON.stringify(message)}\n\n`;
        this.events.push(event);
        if (this.events.length > maximumEvents) {
            this.events.shift();
            ++this.first;
        }
        if (!this.response)
            return;
        this.response.write(event);
        this.next = number + 1;
    }

    /// Polling: the connection ends, the stream goes on.
    hangUp() {
        this.response?.end(`retry: ${comesBackAfter}\n\n`);
        this.response = null;
    }

    end() {
        this.hasEnded = true;
        this.response?.end();
        this.response = null;
    }
}

class Session {
    constructor(version) {
        this.id = randomUUID();
        this.version = version;
        this.streams = [];
        this.streamCount = 0;
        this.calls = new Map(); // how to cancel those that run, by the ids of their requests
        this.own = this.addStream(); // what nobody asked for
    }

    /// Clients of older versions take an event without data for a broken message.
    addStream() {
        const stream = new Stream(this.streamCount++, this.version >= '2025-11-25');
        this.streams.push(stream);
        if (this.streams.length > maximumStreams) {
            const oldest = this.streams.findIndex(each => each !== this.own);
            this.streams.splice(oldest, 1)[0].end();
        }
        return stream;
    }

    end() {
        for (const call of this.calls.values())
            call.abort();
        for (const stream of this.streams)
            stream.end();
    }
}

const sessions = new Map();

function addSession(version) {
    const session = new Session(version);
    sessions.set(session.id, session);
    if (sessions.size > maximumSessions)
        endSession(sessions.values().next().value);
    return session;
}

function endSession(session) {
    sessions.delete(session.id);
    session.end();
}

const resultOf = (id, result) => ({ jsonrpc: '2.0', id, result });
const errorOf = (id, code, message) => ({ jsonrpc: '2.0', id, error: { code, message } });
const said = (text, isError = false) => ({ content: [{ type: 'text', text }], isError });
const notification = (method, params) => ({ jsonrpc: '2.0', method, params });

async function count(session, stream, params, signal) {
    const { to, hangUp } = params.arguments ?? {};
    if (!Number.isInteger(to) || to < 1 || to > 100)
        return said('"to" is a whole number from 1 to 100.', true);
    const progressToken = params._meta?.progressToken;
    const numbers = [];
    for (let progress = 1; progress <= to; ++progress) {
        await pause(interval, null, { signal });
        numbers.push(progress);
        if (progressToken !== undefined)
            stream.send(notification('notifications/progress', { progressToken, progress, total: to }));
        if (progress === 1 && hangUp && session.version >= '2025-11-25')
            stream.hangUp();
    }
    return said(numbers.join(', '));
}

function announce(session, stream, params) {
    const text = params.arguments?.text;
    if (typeof text !== 'string')
        return said('"text" is a text.', true);
    session.own.send(notification('notifications/message', { level: 'info', logger: 'announce', data: text }));
    return said('It was said.');
}

/// Answers by a stream that ends with the answer.
function answer(session, response, message) {
    const stream = session.addStream();
    stream.attach(response);
    stream.send(message);
    stream.end();
}

async function call(session, request, response) {
    const { id } = request;
    const params = request.params ?? {};
    const tool = new Map([['count', count], ['announce', announce]]).get(params.name);
    if (!tool)
        return answer(session, response, errorOf(id, -32602, `There is no tool "${params.name}".`));
    const stream = session.addStream();
    const cancel = new AbortController();
    session.calls.set(id, cancel);
    stream.attach(response);
    try {
        stream.send(resultOf(id, await tool(session, stream, params, cancel.signal)));
    } catch (error) {
        if (!cancel.signal.aborted) // what was cancelled has no answer
            stream.send(errorOf(id, -32603, error.message));
    }
    session.calls.delete(id);
    stream.end();
}

function initialize({ id, params }, response) {
    const wanted = params?.protocolVersion;
    const session = addSession(versions.includes(wanted) ? wanted : versions[0]);
    response.setHeader('Mcp-Session-Id', session.id);
    answer(session, response, resultOf(id, {
        protocolVersion: session.version,
        capabilities: { logging: {}, tools: {} },
        serverInfo: { name: 'heliograph-example', version: '1.0.0' },
    }));
}

function sendJson(response, status, value, fields = {}) {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...fields });
    response.end(JSON.stringify(value));
}

async function post(request, response, session) {
    let message;
    try {
        const parts = [];
        let size = 0;
        for await (const part of request) {
            size += part.length;
            if (size > maximumBody)
                return sendJson(response, 413, errorOf(null, -32600, 'The body is too large.'));
            parts.push(part);
        }
        message = JSON.parse(Buffer.concat(parts).toString());
    } catch (error) {
        return sendJson(response, 400, errorOf(null, -32700, error.message));
    }
    if (message?.jsonrpc !== '2.0')
        return sendJson(response, 400, errorOf(null, -32600, 'This is not one message of JSON-RPC 2.0.'));
    if (message.method === 'initialize')
        return initialize(message, response);
    if (!session)
        return sendJson(response, 400, errorOf(null, -32600, 'Send initialize first, then its Mcp-Session-Id.'));
    if (message.id === undefined || message.method === undefined) {
        if (message.method === 'notifications/cancelled')
            session.calls.get(message.params?.requestId)?.abort();
        return response.writeHead(202).end();
    }
    switch (message.method) {
    case 'tools/call':
        return call(session, message, response);
    case 'tools/list':
        return answer(session, response, resultOf(message.id, { tools }));
    case 'ping':
    case 'logging/setLevel': // one JSON value is as good an answer
        return sendJson(response, 200, resultOf(message.id, {}));
    default:
        return answer(session, response, errorOf(message.id, -32601, `There is no method "${message.method}".`));
    }
}

/// The session's own stream, or any stream behind its Last-Event-ID.
function get(request, response, session) {
    if (!session)
        return sendJson(response, 400, errorOf(null, -32600, 'Send the Mcp-Session-Id that initialize got.'));
    const last = request.headers['last-event-id'];
    if (last === undefined)
        return session.own.attach(response);
    const [, number, event] = last.match(/^(\d+)-(\d+)$/) ?? [];
    const stream = session.streams.find(each => each.number === Number(number));
    if (!stream)
        return sendJson(response, 400, errorOf(null, -32600, `No stream here has the event "${last}".`));
    stream.attach(response, Number(event) + 1);
}

/// A page of the web that knows our port must not get through to us by the browser of whoever runs this.
function isOurs(origin) {
    return origin === undefined ||
        (URL.canParse(origin) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname));
}

async function serve(request, response) {
    const refuse = (status, text, fields) => sendJson(response, status, errorOf(null, -32600, text), fields);
    const { origin, accept = '', 'mcp-session-id': sessionId, 'mcp-protocol-version': version } = request.headers;
    if (!isOurs(origin))
        return refuse(403, 'Pages of other origins get nothing here.');
    if (new URL(request.url, 'http://localhost').pathname !== '/mcp')
        return refuse(404, 'There is nothing here but /mcp.');
    if (version !== undefined && !versions.includes(version))
        return refuse(400, `MCP-Protocol-Version is one of ${versions.join(', ')}.`);
    const session = sessions.get(sessionId);
    if (sessionId !== undefined && !session)
        return refuse(404, 'There is no such session (any more): send initialize.');
    const isAccepted = type => /\*\/\*/.test(accept) || accept.includes(type);
    switch (request.method) {
    case 'POST':
        if (!isAccepted('application/json') || !isAccepted('text/event-stream'))
            return refuse(406, 'Send Accept: application/json, text/event-stream.');
        return post(request, response, session);
    case 'GET':
        if (!isAccepted('text/event-stream'))
            return refuse(406, 'Send Accept: text/event-stream.');
        return get(request, response, session);
    case 'DELETE':
        if (!session)
            return refuse(400, 'Send the Mcp-Session-Id that initialize got.');
        endSession(session);
        return response.writeHead(204).end();
    default:
        return refuse(405, 'Ask by POST, GET or DELETE.', { Allow: 'POST, GET, DELETE' });
    }
}

setInterval(() => {
    for (const session of sessions.values())
        for (const stream of session.streams)
            stream.response?.write(': keep-alive\n\n');
}, heartbeat).unref();

const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
});
server.listen(Number(process.env.PORT ?? 8789), '127.0.0.1', () => {
    console.log(`listening on http://127.0.0.1:${server.address().port}/mcp`);
});

for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
        server.close(() => process.exit(0));
        server.closeAllConnections();
    });
