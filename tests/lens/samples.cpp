// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

namespace helio {

namespace {

/// One choice of a chunk of Chat Completions.
QByteArray choice(int index, const QByteArray &delta, const QByteArray &finish = "null")
{
    return R"({"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":)" +
           QByteArray::number(index) + R"(,"delta":)" + delta + R"(,"finish_reason":)" + finish + "}]}";
}

QByteArray block(int index, const QByteArray &start)
{
    return R"({"type":"content_block_start","index":)" + QByteArray::number(index) + R"(,"content_block":)" + start +
           '}';
}

QByteArray delta(int index, const QByteArray &delta)
{
    return R"({"type":"content_block_delta","index":)" + QByteArray::number(index) + R"(,"delta":)" + delta + '}';
}

QByteArray stop(int index)
{
    return R"({"type":"content_block_stop","index":)" + QByteArray::number(index) + '}';
}

const QByteArray MessageStart =
    R"({"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],)"
    R"("usage":{"input_tokens":7,"output_tokens":1}}})";
const QByteArray MessageStop = R"({"type":"message_stop"})";

QByteArray messageDelta(const QByteArray &reason)
{
    return R"({"type":"message_delta","delta":{"stop_reason":")" + reason +
           R"(","stop_sequence":null},"usage":{"output_tokens":9}})";
}

QByteArray candidate(const QByteArray &parts, const QByteArray &more = {})
{
    return R"({"candidates":[{"content":{"role":"model","parts":)" + parts + "}" + more +
           R"(}],"modelVersion":"g","usageMetadata":{"totalTokenCount":3}})";
}

QList<Sample> openaiChat()
{
    return {
        {"openai-chat: reasoning, then text",
         "openai-chat",
         {choice(0, R"({"role":"assistant","content":""})"), choice(0, R"({"reasoning_content":"Let me "})"),
          choice(0, R"({"reasoning":"think."})"), choice(0, R"({"content":"Grüße"})"),
          choice(0, R"({"content":", \ud83d"})"), choice(0, R"({"content":"\ude00!"})"), choice(0, "{}", R"("stop")"),
          R"({"id":"c1","object":"chat.completion.chunk","model":"m","choices":[],"usage":{"total_tokens":5}})",
          "[DONE]"},
         "complete\ntext: Grüße, 😀!\nreasoning: Let me think.\nfinish: stop\nusage: {\"total_tokens\":5}"},
        {"openai-chat: two choices in turns",
         "openai-chat",
         {choice(0, R"({"role":"assistant","content":"a"})"), choice(1, R"({"role":"assistant","content":"x"})"),
          choice(0, R"({"content":"b"})"), choice(1, R"({"content":"y"})"), choice(0, "{}", R"("stop")"),
          choice(1, "{}", R"("length")"), "[DONE]"},
         "complete\ntext: ab\nfinish: stop\n--\nstopped\ntext: xy\nfinish: length"},
        {"openai-chat: two tools in turns, arguments cut within an escape",
         "openai-chat",
         {choice(0, R"({"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"t0","type":"function",)"
                    R"("function":{"name":"f","arguments":""}}]})"),
          choice(0, R"({"tool_calls":[{"index":1,"id":"t1","function":{"name":"g","arguments":"{\"b"}}]})"),
          choice(0, R"({"tool_calls":[{"index":0,"function":{"arguments":"{\"a\":\"\\ud8"}}]})"),
          choice(0, R"({"tool_calls":[{"index":0,"function":{"arguments":"3d\\ude00\"}"}},)"
                    R"({"index":1,"function":{"arguments":"\":1}"}}]})"),
          choice(0, "{}", R"("tool_calls")"), "[DONE]"},
         "complete\ntool: t0 f {\"a\":\"\\ud83d\\ude00\"}\ntool: t1 g {\"b\":1}\nfinish: tool_calls"},
        {"openai-chat: tools without an index, by id",
         "openai-chat",
         {choice(0, R"({"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]})"),
          choice(0, R"({"tool_calls":[{"id":"b","function":{"name":"g","arguments":"[]"}}]})", R"("tool_calls")"),
          "[DONE]"},
         "complete\ntool: a f {}\ntool: b g []\nfinish: tool_calls"},
        {"openai-chat: the old call of a function",
         "openai-chat",
         {choice(0, R"({"function_call":{"name":"f","arguments":"{\"a\""}})"),
          choice(0, R"({"function_call":{"arguments":":1}"}})"), choice(0, "{}", R"("function_call")"), "[DONE]"},
         "complete\ntool:  f {\"a\":1}\nfinish: function_call"},
        {"openai-chat: a refusal",
         "openai-chat",
         {choice(0, R"({"role":"assistant","refusal":"I "})"), choice(0, R"({"refusal":"cannot."})"),
          choice(0, "{}", R"("stop")"), "[DONE]"},
         "stopped\nrefusal: I cannot.\nfinish: stop"},
        {"openai-chat: a filter, behind Azure's first chunk",
         "openai-chat",
         {R"({"id":"","object":"","model":"","choices":[],"prompt_filter_results":[{"prompt_index":0}]})",
          choice(0, R"({"content":"a"})"), choice(0, "{}", R"("content_filter")"), "[DONE]"},
         "stopped\ntext: a\nfinish: content_filter"},
        {"openai-chat: an error in the middle",
         "openai-chat",
         {choice(0, R"({"content":"a"})"), R"({"error":{"message":"overloaded","code":503}})"},
         "failed\ntext: a\nerror: overloaded"},
    };
}

QList<Sample> openaiResponses()
{
    const QByteArray created =
        R"({"type":"response.created","response":{"id":"r1","model":"m","status":"in_progress","output":[]}})";
    return {
        {"openai-responses: all kinds",
         "openai-responses",
         {created,
          R"({"type":"response.output_item.added","output_index":0,"item":{"id":"rs","type":"reasoning","summary":[]}})",
          R"({"type":"response.reasoning_summary_part.added","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}})",
          R"({"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"Hm"})",
          R"({"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"m."})",
          R"({"type":"response.reasoning_summary_text.done","output_index":0,"summary_index":0,"text":"Hmm."})",
          R"({"type":"response.output_item.done","output_index":0,"item":{"id":"rs","type":"reasoning","summary":[{"type":"summary_text","text":"Hmm."}]}})",
          R"({"type":"keepalive","sequence_number":3})",
          R"({"type":"response.output_item.added","output_index":1,"item":{"id":"fc","type":"function_call","call_id":"call_1","name":"f","arguments":""}})",
          R"({"type":"response.output_item.added","output_index":2,"item":{"id":"ms","type":"message","role":"assistant","content":[]}})",
          R"({"type":"response.content_part.added","output_index":2,"content_index":0,"part":{"type":"output_text","text":""}})",
          R"({"type":"response.function_call_arguments.delta","output_index":1,"delta":"{\"a\""})",
          R"({"type":"response.output_text.delta","output_index":2,"content_index":0,"delta":"Hel"})",
          R"({"type":"response.function_call_arguments.delta","output_index":1,"delta":":1}"})",
          R"({"type":"response.output_text.delta","output_index":2,"content_index":0,"delta":"lo"})",
          R"({"type":"response.function_call_arguments.done","output_index":1,"arguments":"{\"a\":1}"})",
          R"({"type":"response.output_text.done","output_index":2,"content_index":0,"text":"Hello"})",
          R"({"type":"response.refusal.delta","output_index":2,"content_index":1,"delta":"No"})",
          R"({"type":"response.refusal.done","output_index":2,"content_index":1,"refusal":"No"})",
          R"({"type":"response.web_search_call.searching","output_index":3})",
          R"({"type":"response.completed","response":{"id":"r1","model":"m","status":"completed","usage":{"total_tokens":4},"output":[)"
          R"({"id":"rs","type":"reasoning","summary":[{"type":"summary_text","text":"Hmm."}]},)"
          R"({"id":"fc","type":"function_call","call_id":"call_1","name":"f","arguments":"{\"a\":1}"},)"
          R"({"id":"ms","type":"message","content":[{"type":"output_text","text":"Hello"},{"type":"refusal","refusal":"No"}]}]}})"},
         "stopped\ntext: Hello\nreasoning: Hmm.\nrefusal: No\ntool: call_1 f {\"a\":1}\nfinish: completed\n"
         "usage: {\"total_tokens\":4}"},
        {"openai-responses: the snapshot replaces",
         "openai-responses",
         {created, R"({"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"draft"})",
          R"({"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":"gone"})",
          R"({"type":"response.incomplete","response":{"id":"r1","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},)"
          R"("output":[{"type":"message","content":[{"type":"output_text","text":"final"}]}]}})"},
         "stopped\ntext: final\nfinish: max_output_tokens"},
        {"openai-responses: a tool of MCP that failed",
         "openai-responses",
         {created,
          R"({"type":"response.output_item.done","output_index":0,"item":{"id":"mc","type":"mcp_call","name":"f","arguments":"{}","output":null,"error":"no host"}})",
          R"({"type":"response.completed","response":{"id":"r1","status":"completed","output":[)"
          R"({"id":"mc","type":"mcp_call","name":"f","arguments":"{}","output":null,"error":"no host"}]}})"},
         "complete\ntool: mc f {} -> no host\nfinish: completed"},
        {"openai-responses: it failed",
         "openai-responses",
         {created, R"({"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"a"})",
          R"({"type":"response.failed","response":{"id":"r1","status":"failed","error":{"code":"server_error","message":"broke"},)"
          R"("output":[{"type":"message","content":[{"type":"output_text","text":"a"}]}]}})"},
         "failed\ntext: a\nfinish: failed\nerror: broke"},
        {"openai-responses: an error",
         "openai-responses",
         {created, R"({"type":"error","code":"x","message":"quota"})"},
         "failed\nerror: quota"},
    };
}

QList<Sample> anthropic()
{
    return {
        {"anthropic: all kinds",
         "anthropic",
         {MessageStart,
          block(0, R"({"type":"thinking","thinking":"","signature":""})"),
          R"({"type":"ping"})",
          delta(0, R"({"type":"thinking_delta","thinking":"Hm"})"),
          delta(0, R"({"type":"thinking_delta","thinking":"m."})"),
          delta(0, R"({"type":"signature_delta","signature":"sig"})"),
          stop(0),
          block(1, R"({"type":"text","text":""})"),
          delta(1, R"({"type":"text_delta","text":"Hel"})"),
          delta(1, R"({"type":"text_delta","text":"lo"})"),
          delta(1, R"({"type":"citations_delta","citation":{"cited_text":"c"}})"),
          stop(1),
          block(2, R"({"type":"tool_use","id":"toolu_1","name":"f","input":{}})"),
          delta(2, R"({"type":"input_json_delta","partial_json":""})"),
          delta(2, R"({"type":"input_json_delta","partial_json":"{\"a\": \"\\u00"})"),
          delta(2, R"({"type":"input_json_delta","partial_json":"e9\"}"})"),
          stop(2),
          block(3, R"({"type":"tool_use","id":"toolu_2","name":"g","input":{}})"),
          stop(3),
          messageDelta("tool_use"),
          MessageStop},
         "complete\ntext: Hello\nreasoning: Hmm.\nother: signature \"sig\"\nother: citations {\"cited_text\":\"c\"}\n"
         "tool: toolu_1 f {\"a\": \"\\u00e9\"}\ntool: toolu_2 g {}\nfinish: tool_use\n"
         "usage: {\"input_tokens\":7,\"output_tokens\":9}"},
        {"anthropic: it ran out of tokens",
         "anthropic",
         {MessageStart, block(0, R"({"type":"text","text":"He"})"), delta(0, R"({"type":"text_delta","text":"l"})"),
          stop(0), messageDelta("max_tokens"), MessageStop},
         "stopped\ntext: Hel\nfinish: max_tokens\nusage: {\"input_tokens\":7,\"output_tokens\":9}"},
        {"anthropic: overloaded in the middle",
         "anthropic",
         {MessageStart, block(0, R"({"type":"text","text":""})"), delta(0, R"({"type":"text_delta","text":"He"})"),
          R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})"},
         "failed\ntext: He\nusage: {\"input_tokens\":7,\"output_tokens\":1}\nerror: Overloaded"},
    };
}

QList<Sample> gemini()
{
    return {
        {"gemini: thought, text and calls",
         "gemini",
         {candidate(R"([{"text":"Hm","thought":true}])"), candidate(R"([{"text":"m.","thought":true}])"),
          candidate(R"([{"text":"Hel","thought":false},{"text":"lo"}])"),
          candidate(R"([{"functionCall":{"name":"f","args":{"a":1}}},{"functionCall":{"name":"f","args":{"a":2}}}])"),
          candidate(R"([{"text":"!"}])", R"(,"finishReason":"STOP","index":0)")},
         "complete\ntext: Hello!\nreasoning: Hmm.\ntool:  f {\"a\":1}\ntool:  f {\"a\":2}\nfinish: STOP\n"
         "usage: {\"totalTokenCount\":3}"},
        {"gemini: a prompt that is blocked",
         "gemini",
         {R"({"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"totalTokenCount":1}})"},
         "stopped\nfinish: SAFETY\nusage: {\"totalTokenCount\":1}"},
        {"gemini: an error",
         "gemini",
         {candidate(R"([{"text":"a"}])"), R"({"error":{"code":503,"message":"try again","status":"UNAVAILABLE"}})"},
         "failed\ntext: a\nusage: {\"totalTokenCount\":3}\nerror: try again"},
    };
}

QList<Sample> others()
{
    return {
        {"vercel-ui: all kinds",
         "vercel-ui",
         {R"({"type":"start","messageId":"m1"})",
          R"({"type":"start-step"})",
          R"({"type":"reasoning-start","id":"r"})",
          R"({"type":"reasoning-delta","id":"r","delta":"Hmm."})",
          R"({"type":"reasoning-end","id":"r"})",
          R"({"type":"text-start","id":"t"})",
          R"({"type":"text-delta","id":"t","delta":"Hel"})",
          R"({"type":"tool-input-start","toolCallId":"c1","toolName":"f"})",
          R"({"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":"{\"a\""})",
          R"({"type":"text-delta","id":"t","delta":"lo"})",
          R"({"type":"text-end","id":"t"})",
          R"({"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":":1}"})",
          R"({"type":"tool-input-available","toolCallId":"c1","toolName":"f","input":{"a":1}})",
          R"({"type":"tool-output-available","toolCallId":"c1","output":{"b":2}})",
          R"({"type":"data-w","id":"1","data":{"s":0}})",
          R"({"type":"data-w","id":"1","data":{"s":1}})",
          R"({"type":"data-w","data":3})",
          R"({"type":"data-w","data":4})",
          R"({"type":"finish-step"})",
          R"({"type":"finish"})",
          "[DONE]"},
         "complete\ntext: Hello\nreasoning: Hmm.\ntool: c1 f {\"a\":1} -> {\"b\":2}\nother: data-w {\"s\":1}\n"
         "other: data-w 3\nother: data-w 4"},
        {"vercel-ui: an abort",
         "vercel-ui",
         {R"({"type":"start","messageId":"m1"})", R"({"type":"text-delta","id":"t","delta":"He"})",
          R"({"type":"abort"})", "[DONE]"},
         "stopped\ntext: He\nfinish: abort"},
        {"vercel-ui: an error",
         "vercel-ui",
         {R"({"type":"start","messageId":"m1"})", R"({"type":"error","errorText":"broke"})", "[DONE]"},
         "failed\nerror: broke"},
        {"ag-ui: a run",
         "ag-ui",
         {R"({"type":"RUN_STARTED","threadId":"t","runId":"r"})", R"({"type":"STEP_STARTED","stepName":"s"})",
          R"({"type":"TEXT_MESSAGE_START","messageId":"m","role":"assistant"})",
          R"({"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"Hel"})",
          R"({"type":"TOOL_CALL_START","toolCallId":"c","toolCallName":"f"})",
          R"({"type":"TOOL_CALL_ARGS","toolCallId":"c","delta":"{\"a\""})",
          R"({"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"lo"})",
          R"({"type":"TOOL_CALL_ARGS","toolCallId":"c","delta":":1}"})", R"({"type":"TOOL_CALL_END","toolCallId":"c"})",
          R"({"type":"STATE_DELTA","delta":[1]})", R"({"type":"STATE_DELTA","delta":[2]})",
          R"({"type":"TEXT_MESSAGE_END","messageId":"m"})", R"({"type":"RUN_FINISHED","threadId":"t","runId":"r"})"},
         "complete\ntext: Hello\ntool: c f {\"a\":1}\nother: STATE_DELTA {\"type\":\"STATE_DELTA\",\"delta\":[2]}\n"
         "finish: finished"},
        {"ag-ui: an error",
         "ag-ui",
         {R"({"type":"RUN_STARTED","threadId":"t","runId":"r"})", R"({"type":"RUN_ERROR","message":"broke"})"},
         "failed\nerror: broke"},
        {"ollama: chat with a tool",
         "ollama",
         {R"({"model":"l","created_at":"2026","message":{"role":"assistant","content":"","thinking":"Hmm."},"done":false})",
          R"({"model":"l","created_at":"2026","message":{"role":"assistant","content":"Hel"},"done":false})",
          R"({"model":"l","created_at":"2026","message":{"role":"assistant","content":"lo","tool_calls":[)"
          R"({"function":{"name":"f","arguments":{"a":1}}},{"function":{"name":"g","arguments":{}}}]},"done":false})",
          R"({"model":"l","created_at":"2026","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","eval_count":2})"},
         "complete\ntext: Hello\nreasoning: Hmm.\ntool:  f {\"a\":1}\ntool:  g {}\nfinish: stop\nusage: "
         "{\"eval_count\":2}"},
        {"ollama: generate",
         "ollama",
         {R"({"model":"l","created_at":"2026","response":"Hel","done":false})",
          R"({"model":"l","created_at":"2026","response":"lo","done":true,"done_reason":"length"})"},
         "stopped\ntext: Hello\nfinish: length"},
        {"ollama: an error",
         "ollama",
         {R"({"model":"l","created_at":"2026","response":"Hel","done":false})", R"({"error":"unexpected EOF"})"},
         "failed\ntext: Hel\nerror: unexpected EOF"},
    };
}

} // namespace

QList<Sample> samples()
{
    return openaiChat() + openaiResponses() + anthropic() + gemini() + others();
}

} // namespace helio
