// SPDX-License-Identifier: GPL-3.0-or-later
// Prints streams by chance, one a line, with what the vendors' own SDKs make of each:
//
//   node oracle.mjs COUNT   {"dialect", "data": [of each event], "failed": bool, "messages": [{"text", "reasoning",
//                           "refusal", "tools": [{"id", "name", "input"}], "finish"}]}
//
// `input` is the JSON value where the SDK has it so, else a string.

import Anthropic from "@anthropic-ai/sdk";
import { DefaultChatTransport, readUIMessageStream } from "ai";
import OpenAI from "openai";
import { Chance } from "./chance.mjs";
import { anthropic, openaiChat, openaiResponses, vercelUi } from "./streams.mjs";

function fetchOf(data, withTypes) {
  const body = data
    .map((each) => (withTypes ? `event: ${JSON.parse(each).type}\n` : "") + `data: ${each}\n\n`)
    .join("");
  return async () =>
    new Response(body, { headers: { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" } });
}

async function readOpenaiChat(data) {
  const client = new OpenAI({ apiKey: "x", fetch: fetchOf(data), maxRetries: 0 });
  const stream = client.chat.completions.stream({ model: "m", messages: [] });
  const { choices } = await stream.finalChatCompletion();
  return choices.map(({ message, finish_reason }) => ({
    text: message.content ?? "",
    reasoning: "",
    refusal: message.refusal ?? "",
    tools: [
      ...(message.function_call ? [{ id: "", name: message.function_call.name, input: message.function_call.arguments }] : []),
      ...(message.tool_calls ?? []).map((call) => ({ id: call.id, name: call.function.name, input: call.function.arguments })),
    ],
    finish: finish_reason,
  }));
}

async function readOpenaiResponses(data) {
  const client = new OpenAI({ apiKey: "x", fetch: fetchOf(data, true), maxRetries: 0 });
  const stream = client.responses.stream({ model: "m", input: "x" });
  const { output, status, incomplete_details } = await stream.finalResponse();
  if (status === "failed") throw new Error("failed");
  const contents = output.filter((item) => item.type === "message").flatMap((item) => item.content);
  return [
    {
      text: contents.map((part) => (part.type === "output_text" ? part.text : "")).join(""),
      reasoning: output.filter((item) => item.type === "reasoning").flatMap((item) => item.summary).map((part) => part.text).join(""),
      refusal: contents.map((part) => (part.type === "refusal" ? part.refusal : "")).join(""),
      tools: output
        .filter((item) => item.type === "function_call" || item.type === "custom_tool_call")
        .map((item) => ({ id: item.call_id, name: item.name, input: item.arguments ?? item.input })),
      finish: incomplete_details?.reason ?? status,
    },
  ];
}

async function readAnthropic(data) {
  const client = new Anthropic({ apiKey: "x", fetch: fetchOf(data, true), maxRetries: 0 });
  const stream = client.messages.stream({ model: "m", max_tokens: 1, messages: [] });
  const { content, stop_reason } = await stream.finalMessage();
  return [
    {
      text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
      reasoning: content.map((block) => (block.type === "thinking" ? block.thinking : "")).join(""),
      refusal: "",
      tools: content
        .filter((block) => block.type === "tool_use" || block.type === "server_tool_use")
        .map(({ id, name, input }) => ({ id, name, input })),
      finish: stop_reason,
    },
  ];
}

async function readVercelUi(data) {
  const transport = new DefaultChatTransport({ api: "http://x/", fetch: fetchOf(data) });
  const stream = await transport.sendMessages({ chatId: "c", messages: [], trigger: "submit-message" });
  let message;
  let problem;
  for await (const each of readUIMessageStream({ stream, onError: (error) => (problem ??= error) })) message = each;
  if (problem) throw problem;
  const joined = (type) => message.parts.filter((part) => part.type === type).map((part) => part.text).join("");
  return [
    {
      text: joined("text"),
      reasoning: joined("reasoning"),
      refusal: "",
      tools: message.parts
        .filter((part) => part.type.startsWith("tool-"))
        .map((part) => ({ id: part.toolCallId, name: part.type.slice(5), input: part.input })),
      finish: null,
    },
  ];
}

const dialects = [
  ["openai-chat", openaiChat, readOpenaiChat],
  ["openai-responses", openaiResponses, readOpenaiResponses],
  ["anthropic", anthropic, readAnthropic],
  ["vercel-ui", vercelUi, readVercelUi],
];

console.error = () => {}; // an SDK may say there what it also throws
const count = Number(process.argv[2] ?? 500);
for (const [dialect, make, read] of dialects) {
  for (let seed = 1; seed <= count; ++seed) {
    const data = make(new Chance(seed * 7919 + dialect.length));
    const line = { dialect, data, failed: false, messages: [] };
    try {
      line.messages = await read(data);
    } catch (error) {
      line.failed = true;
      line.why = String(error?.message ?? error);
    }
    process.stdout.write(JSON.stringify(line) + "\n");
  }
}
