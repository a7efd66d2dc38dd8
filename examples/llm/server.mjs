// SPDX-License-Identifier: GPL-3.0-or-later
// A server that answers as two vendors of language models do, from one recorded answer, whole or with a fault.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const interval = Number(process.env.INTERVAL ?? 20); // milliseconds between events
const answer = JSON.parse(readFileSync(new URL('answer.json', import.meta.url), 'utf8'));

const faults = {
    'cut': 'the connection is closed in the middle of the answer',
    'buffer': 'bytes are held back until there are 4096 of them, as a proxy that buffers does',
    'no-end': 'the stream ends as it should, but nothing in it says that the answer is whole',
    'no-done': 'only the last mark of the stream is missing',
    'error': 'an error comes in the middle of the answer',
    'no-blank-line': 'no blank line ends an event',
    'wrong-type': 'the content type is text/plain',
};

const maximumBody = 1024 * 1024;
const bufferSize = 4096;

/// The pieces in which a model's text comes: some four letters each.
function pieces(text) {
    return text.match(/\s*\S{1,4}|\s+$/gu) ?? [];
}

/// What is answered to a request: `max_tokens` shortens it, `tools` have one of them called.
function recorded(request) {
    const text = pieces(answer.text);
    const most = request.max_tokens ?? request.max_completion_tokens ?? text.length;
    const stopsEarly = most < text.length;
    const call = request.tools?.length && !stopsEarly ? answer.call : null;
    return { model: request.model ?? answer.model, reasoning: pieces(answer.reasoning), text: text.slice(0, most),
             call, stopsEarly };
}

/// Each API makes of a request the events of its answer: `{ event, data, end, last }`, where `end` belongs to the end
/// of the answer, and `last` is the very last mark; the same answer as one value; an error of its own form.
const openaiChat = {
    events(request) {
        const { model, reasoning, text, call, stopsEarly } = recorded(request);
        const common = { id: 'chatcmpl-recorded', object: 'chat.completion.chunk', created: 1767225600, model };
        const choice = (delta, finish_reason = null) =>
            ({ data: { ...common, choices: [{ index: 0, delta, finish_reason }] } });
        const toolCall = value => choice({ tool_calls: [{ index: 0, ...value }] });
        const events = [
            choice({ role: 'assistant', content: '' }),
            ...reasoning.map(piece => choice({ reasoning_content: piece })),
            ...text.map(piece => choice({ content: piece })),
        ];
        if (call)
            events.push(toolCall({ id: call.id, type: 'function', function: { name: call.name, arguments: '' } }),
                        ...pieces(JSON.stringify(call.arguments))
                            .map(piece => toolCall({ function: { arguments: piece } })));
        events.push({ ...choice({}, stopsEarly ? 'length' : call ? 'tool_calls' : 'stop'), end: true });
        if (request.stream_options?.include_usage)
            events.push({ data: { ...common, choices: [], usage: this.usage(text) }, end: true });
        events.push({ data: '[DONE]', end: true, last: true });
        return events;
    },
    whole(request) {
        const { model, text, call, stopsEarly } = recorded(request);
        const message = { role: 'assistant', content: text.join('') };
        if (call)
            message.tool_calls = [{ id: call.id, type: 'function',
                                    function: { name: call.name, arguments: JSON.stringify(call.arguments) } }];
        const finish_reason = stopsEarly ? 'length' : call ? 'tool_calls' : 'stop';
        return { id: 'chatcmpl-recorded', object: 'chat.completion', created: 1767225600, model,
                 choices: [{ index: 0, message, finish_reason }], usage: this.usage(text) };
    },
    usage: text => ({ prompt_tokens: 12, completion_tokens: text.length, total_tokens: 12 + text.length }),
    failure: (type, message) => ({ data: { error: { message, type, param: null, code: null } } }),
};

const anthropic = {
    events(request) {
        const { reasoning, text, call, stopsEarly } = recorded(request);
        const event = (type, rest = {}) => ({ event: type, data: { type, ...rest } });
        const block = (index, content_block, deltas) => [
            event('content_block_start', { index, content_block }),
            ...deltas.map(delta => event('content_block_delta', { index, delta })),
            event('content_block_stop', { index }),
        ];
        const message = { ...this.whole(request), content: [], stop_reason: null,
                          usage: { input_tokens: 12, output_tokens: 1 } };
        const events = [
            event('message_start', { message }),
            event('ping'),
            ...block(0, { type: 'thinking', thinking: '', signature: '' },
                     [...reasoning.map(thinking => ({ type: 'thinking_delta', thinking })),
                      { type: 'signature_delta', signature: 'cmVjb3JkZWQ=' }]),
            ...block(1, { type: 'text', text: '' }, text.map(piece => ({ type: 'text_delta', text: piece }))),
        ];
        if (call)
            events.push(...block(2, { type: 'tool_use', id: call.id, name: call.name, input: {} },
                                 pieces(JSON.stringify(call.arguments))
                                     .map(partial_json => ({ type: 'input_json_delta', partial_json }))));
        const stop_reason = stopsEarly ? 'max_tokens' : call ? 'tool_use' : 'end_turn';
        events.push({ ...event('message_delta', { delta: { stop_reason, stop_sequence: null },
                                                  usage: { output_tokens: text.length } }), end: true },
                    { ...event('message_stop'), end: true, last: true });
        return events;
    },
    whole(request) {
        const { model, text, call, stopsEarly } = recorded(request);
        const content = [{ type: 'text', text: text.join('') }];
        if (call)
            content.push({ type: 'tool_use', id: call.id, name: call.name, input: call.arguments });
        return { id: 'msg_recorded', type: 'message', role: 'assistant', model, content,
                 stop_reason: stopsEarly ? 'max_tokens' : call ? 'tool_use' : 'end_turn', stop_sequence: null,
                 usage: { input_tokens: 12, output_tokens: text.length } };
    },
    failure: (type, message) => ({ event: 'error', data: { type: 'error', error: { type, message } } }),
};

const apis = { '/v1/chat/completions': openaiChat, '/v1/messages': anthropic };

/// The events that are sent, with those that a fault leaves out or puts in their place.
function faulty(events, fault, api) {
    const middle = Math.floor(events.length / 2);
    switch (fault) {
    case 'cut':
        return events.slice(0, middle);
    case 'no-end':
        return events.filter(each => !each.end);
    case 'no-done':
        return events.filter(each => !each.last);
    case 'error':
        return [...events.slice(0, middle), api.failure('overloaded_error', 'The recording stopped here.')];
    default:
        return events;
    }
}

async function stream(response, events, fault) {
    response.writeHead(200, {
        'Content-Type': fault === 'wrong-type' ? 'text/plain' : 'text/event-stream',
        'Cache-Control': 'no-cache',
    });
    response.flushHeaders(); // the head at once, not with the first event
    const lineEnds = fault === 'no-blank-line' ? '\n' : '\n\n';
    let held = Buffer.alloc(0);
    const write = bytes => new Promise(done => response.write(bytes, done));
    let due = performance.now(); // what came late on a busy machine is caught up with
    for (const { event, data } of events) {
        due += interval;
        if (due > performance.now())
            await pause(due - performance.now());
        if (response.destroyed)
            return; // whoever asked is gone
        const said = typeof data === 'string' ? data : JSON.stringify(data);
        const text = Buffer.from(`${event ? `event: ${event}\n` : ''}data: ${said}${lineEnds}`);
        if (fault !== 'buffer') {
            await write(text);
            continue;
        }
        held = Buffer.concat([held, text]);
        for (; held.length >= bufferSize; held = held.subarray(bufferSize))
            await write(held.subarray(0, bufferSize));
    }
    if (fault === 'cut')
        response.destroy();
    else
        response.end(held);
}

async function bodyOf(request) {
    const parts = [];
    let size = 0;
    for await (const part of request) {
        size += part.length;
        if (size > maximumBody)
            throw new Error('The body is too large.');
        parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString());
}

async function serve(request, response) {
    const url = new URL(request.url, 'http://localhost');
    const api = apis[url.pathname];
    const refuse = (status, message) => {
        const { data } = (api ?? openaiChat).failure('invalid_request_error', message);
        response.writeHead(status, { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'POST' }) });
        response.end(JSON.stringify(data));
    };
    if (!api)
        return refuse(404, `There is nothing here but ${Object.keys(apis).join(' and ')}.`);
    if (request.method !== 'POST')
        return refuse(405, 'Ask by POST.');
    const fault = url.searchParams.get('fault') ?? process.env.FAULT;
    if (fault && !Object.hasOwn(faults, fault))
        return refuse(400, `There is no fault "${fault}": use ${Object.keys(faults).join(', ')}.`);
    let asked;
    try {
        asked = await bodyOf(request);
    } catch (error) {
        return refuse(400, error.message);
    }
    if (asked?.stream === true)
        return stream(response, faulty(api.events(asked), fault, api), fault);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(api.whole(asked ?? {})));
}

if (process.env.FAULT && !Object.hasOwn(faults, process.env.FAULT)) {
    console.error(`There is no fault "${process.env.FAULT}". There are:`);
    for (const [name, what] of Object.entries(faults))
        console.error(`  ${name.padEnd(14)} ${what}`);
    process.exit(2);
}

const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
});
server.listen(Number(process.env.PORT ?? 8788), '127.0.0.1', () => {
    console.log(`listening on http://127.0.0.1:${server.address().port}`);
});

for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
        server.close(() => process.exit(0));
        server.closeAllConnections();
    });
