// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/datajudge.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"
#include "json/jsonvalue.h"

#include <algorithm>
#include <cstring>

namespace helio {

namespace {

constexpr Moment ShortestRhythm = std::chrono::milliseconds(900);
constexpr qsizetype LongestMark = 16;

bool isWordOf(QByteArrayView text, QByteArrayView word)
{
    return text.size() == word.size() && qstrnicmp(text.data(), text.size(), word.data(), word.size()) == 0;
}

bool isEndWord(QByteArrayView text)
{
    if (text.size() < 3 || text.size() > LongestMark)
        return false;
    constexpr QByteArrayView Words[] = {"done", "end", "eof", "close", "complete", "finish", "shutdown"};
    return std::any_of(std::begin(Words), std::end(Words),
                       [text](QByteArrayView word) { return isWordOf(text, word); });
}

/// A number, a word or a string of JSON.
bool isScalar(QByteArrayView text)
{
    const char first = text.front();
    if (first == '"')
        return text.size() > 1 && text.back() == '"';
    if (first == '-' || (first >= '0' && first <= '9')) {
        return std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
        });
    }
    return text == "true" || text == "false" || text == "null";
}

/// Whether a value in it may begin as a word of heartbeats does, so that it is worth reading.
bool mayNameHeartbeat(QByteArrayView json)
{
    for (qsizetype i = 0; i + 2 < json.size(); ++i) {
        if (json[i] != ':')
            continue;
        const qsizetype quote = json[i + 1] == ' ' ? i + 2 : i + 1;
        if (quote + 1 < json.size() && json[quote] == '"' && std::strchr("pPhHkKnN", json[quote + 1]))
            return true;
    }
    return false;
}

/// Letters alone, in lower case: `: keep-alive` and `KeepAlive` are one.
bool isHeartbeatWord(QByteArrayView text)
{
    char letters[16];
    size_t size = 0;
    for (const char c : text) {
        const char lower = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
        if (lower < 'a' || lower > 'z') {
            if (c != ' ' && c != '-' && c != '_' && c != ':' && c != '"' && c != '.')
                return false;
            continue;
        }
        if (size == sizeof letters)
            return false;
        letters[size++] = lower;
    }
    const QByteArrayView word(letters, qsizetype(size));
    return word == "ping" || word == "pong" || word == "heartbeat" || word == "keepalive" || word == "hb" ||
           word == "noop";
}

} // namespace

bool looksLikeHeartbeat(const Event &event)
{
    const QByteArrayView data = event.data;
    if (data.size() > DataJudge::HeartbeatBytes)
        return false;
    if (!event.type.isEmpty() && isHeartbeatWord(event.type))
        return true;
    if (data == "{}" || data == "[]" || isHeartbeatWord(data))
        return true;
    if (!data.startsWith('{') || !mayNameHeartbeat(data))
        return false;
    const JsonValue object{JsonValue::Kind::Object, data};
    for (const QByteArrayView name : {QByteArrayView("type"), QByteArrayView("event"), QByteArrayView("kind")}) {
        if (const auto value = object.member(name); value && isHeartbeatWord(value->text))
            return true;
    }
    return false;
}

bool looksLikeEndMark(const Event &event)
{
    const QByteArrayView data = QByteArrayView(event.data).trimmed();
    if (data.size() > 2 && data.front() == '[' && data.back() == ']' && isEndWord(data.sliced(1, data.size() - 2)))
        return true;
    return isEndWord(data) || isEndWord(event.type);
}

void DataJudge::onEvent(const Event &event, quint64 number, Moment now, Trust trust)
{
    if (event.data.size() > LargeBytes) {
        ++large_;
        if (event.data.size() > largest_) {
            largest_ = event.data.size();
            largestNumber_ = number;
        }
    }
    if (event.data.size() <= HeartbeatBytes && looksLikeHeartbeat(event)) {
        onHeartbeat(event, number, now, trust);
        return;
    }
    switch (kindOf(event.data)) {
    case Kind::Json:
        ++json_;
        break;
    case Kind::Text:
        ++text_;
        textEvidence_.addEvent(number);
        break;
    case Kind::Empty:
    case Kind::EndMark:
        break;
    }
}

/// By the ends of the text: to read all of it would cost more than all else.
DataJudge::Kind DataJudge::kindOf(QByteArrayView data)
{
    const QByteArrayView text = data.trimmed();
    if (text.isEmpty())
        return Kind::Empty;
    const char first = text.front();
    const char last = text.back();
    if (first == '[' && last == ']' && text.size() > 2 && isEndWord(text.sliced(1, text.size() - 2)))
        return Kind::EndMark;
    if ((first == '{' && last == '}') || (first == '[' && last == ']'))
        return Kind::Json;
    if (isEndWord(text))
        return Kind::EndMark;
    // A number or a word of JSON says nothing of either.
    return isScalar(text) ? Kind::Empty : Kind::Text;
}

void DataJudge::onHeartbeat(const Event &event, quint64 number, Moment now, Trust trust)
{
    if (heartbeats_++ == 0)
        heartbeat_ = event.data.isEmpty() ? event.type : event.data;
    heartbeatEvidence_.addEvent(number);
    if (lastHeartbeat_ && trust == Trust::Timely) {
        const Moment distance = now - *lastHeartbeat_;
        ++distances_;
        sum_ += distance;
        shortest_ = std::min(shortest_, distance);
        longest_ = std::max(longest_, distance);
    }
    lastHeartbeat_ = now;
}

void DataJudge::addFindings(QList<Finding> &findings, bool judgesHeartbeats) const
{
    if (judgesHeartbeats && heartbeats_ >= LeastHeartbeats && distances_ > 0) {
        const Moment mean = sum_ / qint64(distances_);
        if (mean >= ShortestRhythm && longest_ - shortest_ <= mean / 4) {
            Finding finding = makeFinding(FindingCase::HeartbeatAsEvent,
                                          {numberText(heartbeats_), timeText(mean), foreignText(heartbeat_)});
            finding.evidence = heartbeatEvidence_;
            findings.append(finding);
        }
    }
    if (json_ > 0 && text_ > 0) {
        Finding finding = makeFinding(FindingCase::MixedData,
                                      {numberText(json_), numberText(text_), numberText(textEvidence_.events.first())});
        finding.evidence = textEvidence_;
        findings.append(finding);
    }
    if (large_ > 0) {
        Finding finding = makeFinding(FindingCase::LargeEvent,
                                      {numberText(large_), numberText(quint64(largest_)), numberText(largestNumber_)});
        finding.evidence.addEvent(largestNumber_);
        findings.append(finding);
    }
}

} // namespace helio
