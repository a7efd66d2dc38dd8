// SPDX-License-Identifier: GPL-3.0-or-later
// Streams by chance, in the dialects that have an SDK. Each gives the data of its events.

const done = "[DONE]";

function usage(chance) {
  return { prompt_tokens: chance.between(1, 99), completion_tokens: chance.between(1, 99), total_tokens: chance.between(1, 99) };
}

export function openaiChat(chance) {
  const model = "m" + chance.between(1, 9);
  const chunk = (choices, more = {}) =>
    chance.json({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 1731000000, model, choices, ...more });
  const withObfuscation = chance.is(0.3);
  const delta = (index, delta, finish = null) => {
    const choice = { index, delta, finish_reason: finish };
    if (chance.is(0.3)) choice.logprobs = null;
    return chunk([choice], withObfuscation ? { obfuscation: "x".repeat(chance.between(1, 9)) } : {});
  };
  const choices = [];
  for (let index = chance.between(0, 2); index >= 0; --index) {
    const streams = [];
    const kind = chance.of(["text", "text", "tools", "both", "refusal", "function"]);
    if (kind === "text" || kind === "both")
      streams.push(chance.parts(chance.text()).map((content) => delta(index, { content })));
    if (kind === "refusal") streams.push(chance.parts(chance.text()).map((refusal) => delta(index, { refusal })));
    if (kind === "function") {
      const args = chance.parts(JSON.stringify(chance.object())).map((text) => delta(index, { function_call: { arguments: text } }));
      streams.push([delta(index, { function_call: { name: "f", arguments: "" } }), ...args]);
    }
    if (kind === "tools" || kind === "both") {
      for (let tool = chance.between(0, 3); tool >= 0; --tool) {
        const call = (more) => delta(index, { tool_calls: [{ index: tool, ...more }] });
        const begin = call({ id: `call_${index}_${tool}`, type: "function", function: { name: `f${tool}`, arguments: "" } });
        const args = chance.parts(JSON.stringify(chance.object())).map((text) => call({ function: { arguments: text } }));
        streams.push([begin, ...args]);
      }
    }
    const finish = chance.of(
      kind === "tools" || kind === "both" ? ["tool_calls"] : kind === "function" ? ["function_call"] : ["stop", "length", "content_filter"],
    );
    const begin = delta(index, { role: "assistant", content: chance.is(0.5) ? "" : null });
    choices.push([begin, ...chance.mixed(streams), delta(index, {}, finish)]);
  }
  const events = chance.mixed(choices);
  if (chance.is(0.1)) return [...events.slice(0, chance.between(1, events.length)), chance.json({ error: { message: chance.text(2), code: "x" } })];
  if (chance.is(0.5)) events.push(chunk([], { usage: usage(chance) }));
  return [...events, done];
}

export function openaiResponses(chance) {
  const events = [];
  const push = (type, more) => events.push({ type, sequence_number: events.length, ...more });
  const response = (status, output, more = {}) => ({
    id: "resp_1", object: "response", created_at: 1731000000, model: "m", status, output, error: null,
    incomplete_details: null, parallel_tool_calls: true, tools: [], usage: null, ...more,
  });
  push("response.created", { response: response("in_progress", []) });
  push("response.in_progress", { response: response("in_progress", []) });
  const output = [];
  const streams = [];
  for (let output_index = 0, count = chance.between(1, 4); output_index < count; ++output_index) {
    const list = [];
    const add = (type, more) => list.push({ type, output_index, ...more });
    const kind = chance.of(["message", "message", "reasoning", "function_call", "custom_tool_call"]);
    const id = `item_${output_index}`;
    let item;
    if (kind === "message") {
      item = { id, type: "message", role: "assistant", status: "in_progress", content: [] };
      add("response.output_item.added", { item: structuredClone(item) });
      for (let content_index = 0, parts = chance.between(1, 2); content_index < parts; ++content_index) {
        const text = chance.text();
        const isRefusal = chance.is(0.2);
        const part = isRefusal ? { type: "refusal", refusal: "" } : { type: "output_text", text: "", annotations: [] };
        const at = { item_id: id, content_index };
        add("response.content_part.added", { ...at, part: { ...part } });
        const type = isRefusal ? "response.refusal" : "response.output_text";
        for (const piece of chance.parts(text)) add(`${type}.delta`, { ...at, delta: piece });
        add(`${type}.done`, { ...at, [isRefusal ? "refusal" : "text"]: text });
        part[isRefusal ? "refusal" : "text"] = text;
        add("response.content_part.done", { ...at, part: { ...part } });
        item.content.push(part);
      }
    } else if (kind === "reasoning") {
      item = { id, type: "reasoning", summary: [] };
      add("response.output_item.added", { item: structuredClone(item) });
      for (let summary_index = 0, parts = chance.between(0, 2); summary_index < parts; ++summary_index) {
        const text = chance.text();
        const at = { item_id: id, summary_index };
        add("response.reasoning_summary_part.added", { ...at, part: { type: "summary_text", text: "" } });
        for (const piece of chance.parts(text)) add("response.reasoning_summary_text.delta", { ...at, delta: piece });
        add("response.reasoning_summary_text.done", { ...at, text });
        add("response.reasoning_summary_part.done", { ...at, part: { type: "summary_text", text } });
        item.summary.push({ type: "summary_text", text });
      }
    } else {
      const isFunction = kind === "function_call";
      const field = isFunction ? "arguments" : "input";
      const text = isFunction ? JSON.stringify(chance.object()) : chance.text();
      item = { id, type: kind, call_id: `call_${output_index}`, name: `f${output_index}`, [field]: "", status: "in_progress" };
      add("response.output_item.added", { item: structuredClone(item) });
      const type = isFunction ? "response.function_call_arguments" : "response.custom_tool_call_input";
      for (const piece of chance.parts(text)) add(`${type}.delta`, { item_id: id, delta: piece });
      add(`${type}.done`, { item_id: id, [field]: text });
      item[field] = text;
    }
    if (item.status) item.status = "completed";
    add("response.output_item.done", { item: structuredClone(item) });
    output.push(item);
    streams.push(list);
  }
  // Items begin one after the other, their deltas mix.
  const begins = streams.map((list) => list.shift());
  for (const event of [...begins, ...chance.mixed(streams)]) push(event.type, event);
  if (chance.is(0.3)) push("keepalive", {});
  const end = chance.of(["completed", "completed", "completed", "incomplete", "failed", "error"]);
  const counts = { input_tokens: 3, output_tokens: chance.between(1, 99), total_tokens: 9 };
  if (end === "error") push("error", { code: "server_error", message: chance.text(2), param: null });
  else if (end === "incomplete") push("response.incomplete", { response: response("incomplete", output, { incomplete_details: { reason: "max_output_tokens" }, usage: counts }) });
  else if (end === "failed") push("response.failed", { response: response("failed", output, { error: { code: "server_error", message: chance.text(2) } }) });
  else push("response.completed", { response: response("completed", output, { usage: counts }) });
  return events.map((event) => chance.json(event));
}

export function anthropic(chance) {
  const events = [];
  const push = (type, more = {}) => events.push({ type, ...more });
  push("message_start", {
    message: { id: "msg_1", type: "message", role: "assistant", model: "m", content: [], stop_reason: null, stop_sequence: null,
               usage: { input_tokens: chance.between(1, 99), output_tokens: 1, cache_read_input_tokens: 0 } },
  });
  const blocks = chance.between(1, 4);
  for (let index = 0; index < blocks; ++index) {
    if (chance.is(0.3)) push("ping");
    const kind = chance.of(["text", "text", "thinking", "tool_use", "server_tool_use", "redacted_thinking"]);
    const delta = (delta) => push("content_block_delta", { index, delta });
    if (kind === "text") {
      push("content_block_start", { index, content_block: { type: "text", text: chance.is(0.2) ? chance.text(1) : "" } });
      for (const text of chance.parts(chance.text())) delta({ type: "text_delta", text });
      if (chance.is(0.3)) delta({ type: "citations_delta", citation: { type: "char_location", cited_text: "c", document_index: 0 } });
    } else if (kind === "thinking") {
      push("content_block_start", { index, content_block: { type: "thinking", thinking: "", signature: "" } });
      for (const thinking of chance.parts(chance.text())) delta({ type: "thinking_delta", thinking });
      delta({ type: "signature_delta", signature: "sig" });
    } else if (kind === "redacted_thinking") {
      push("content_block_start", { index, content_block: { type: "redacted_thinking", data: "xyz" } });
    } else {
      push("content_block_start", { index, content_block: { type: kind, id: `toolu_${index}`, name: `f${index}`, input: {} } });
      if (!chance.is(0.2))
        for (const partial_json of ["", ...chance.parts(JSON.stringify(chance.object()))]) delta({ type: "input_json_delta", partial_json });
    }
    push("content_block_stop", { index });
  }
  if (chance.is(0.1)) {
    push("error", { error: { type: "overloaded_error", message: chance.text(2) } });
  } else {
    push("message_delta", { delta: { stop_reason: chance.of(["end_turn", "tool_use", "max_tokens", "stop_sequence", "refusal"]), stop_sequence: null },
                            usage: { output_tokens: chance.between(1, 99) } });
    push("message_stop");
  }
  return events.map((event) => chance.json(event));
}

export function vercelUi(chance) {
  const events = [];
  const push = (type, more = {}) => events.push({ type, ...more });
  push("start", { messageId: "msg_1" });
  for (let step = 0, steps = chance.between(1, 2); step < steps; ++step) {
    push("start-step");
    const streams = [];
    for (let part = 0, parts = chance.between(1, 4); part < parts; ++part) {
      const list = [];
      const id = `${step}-${part}`;
      const kind = chance.of(["text", "text", "reasoning", "tool", "tool", "data"]);
      if (kind === "text" || kind === "reasoning") {
        list.push({ type: `${kind}-start`, id });
        for (const delta of chance.parts(chance.text())) list.push({ type: `${kind}-delta`, id, delta });
        list.push({ type: `${kind}-end`, id });
      } else if (kind === "data") {
        for (let i = chance.between(1, 2); i > 0; --i) list.push({ type: "data-weather", id: chance.of(["w", id]), data: chance.object() });
      } else {
        const input = chance.object();
        const about = { toolCallId: `call_${id}`, toolName: "f" + part };
        if (chance.is(0.7)) {
          list.push({ type: "tool-input-start", ...about });
          for (const inputTextDelta of chance.parts(JSON.stringify(input))) list.push({ type: "tool-input-delta", toolCallId: about.toolCallId, inputTextDelta });
        }
        list.push({ type: "tool-input-available", ...about, input });
        if (chance.is(0.7)) list.push({ type: "tool-output-available", toolCallId: about.toolCallId, output: chance.object() });
      }
      streams.push(list);
    }
    for (const event of chance.mixed(streams)) push(event.type, event);
    push("finish-step");
  }
  if (chance.is(0.1)) push("error", { errorText: chance.text(2) });
  else if (chance.is(0.1)) push("abort");
  else push("finish", chance.is(0.5) ? { finishReason: chance.of(["stop", "length", "tool-calls"]) } : {});
  return [...events.map((event) => chance.json(event)), done];
}
