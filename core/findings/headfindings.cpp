// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/answerfindings.h"
#include "findings/findingtable.h"
#include "findings/findingtexts.h"
#include "findings/intermediary.h"

#include <QCoreApplication>

namespace helio {

namespace {

constexpr QByteArrayView StreamType("text/event-stream");

Message jsonWords(const BodySample &sample)
{
    const QByteArray reason = sample.reason();
    if (reason.isEmpty())
        return {};
    return findingText(QT_TRANSLATE_NOOP("helio::Findings", "It says: %1"), {foreignText(reason)});
}

Message titleWords(const BodySample &sample)
{
    const QByteArray title = sample.title();
    if (title.isEmpty())
        return {};
    return findingText(QT_TRANSLATE_NOOP("helio::Findings", "Its title: \"%1\""), {foreignText(title)});
}

/// Of an answer that has one JSON value so far.
FindingCase jsonCase(const JudgedAnswer &answer)
{
    const QByteArray type = answer.head.type();
    if (type.contains("ndjson") || type.contains("jsonl"))
        return FindingCase::TypeIsJsonLines;
    // Where nobody said how long it is, a watch that waits for its second line looks so.
    const bool isOpen = answer.sample.kind() == BodySample::Kind::JsonLine && !answer.head.hasField("content-length");
    return isOpen ? FindingCase::TypeIsJsonLine : FindingCase::TypeIsJson;
}

void addType(QList<Finding> &findings, const JudgedAnswer &answer)
{
    using Kind = BodySample::Kind;
    const QByteArray type = answer.head.type();
    if (type == StreamType || answer.isJsonAnswer() || answer.request.format != StreamFormat::EventStream)
        return;
    const Message typeText = nameText(type);
    const auto typed = [&](FindingCase which, const Message &more = {}) {
        Finding finding = makeFinding(which, {typeText, more});
        finding.evidence.addLine("Content-Type: " + answer.head.field("content-type"));
        findings.append(finding);
    };
    switch (answer.sample.kind()) {
    case Kind::EventStream:
        typed(type.isEmpty() ? FindingCase::TypeMissingStream : FindingCase::TypeIsStream);
        break;
    case Kind::Html:
        typed(FindingCase::TypeIsHtml, titleWords(answer.sample));
        break;
    case Kind::Json:
    case Kind::JsonLine:
        typed(jsonCase(answer), jsonWords(answer.sample));
        break;
    case Kind::JsonLines:
        typed(FindingCase::TypeIsJsonLines);
        break;
    case Kind::Nothing:
    case Kind::Other:
        typed(type.isEmpty() ? FindingCase::TypeMissing : FindingCase::TypeIsOther);
        break;
    }
}

/// The value of `max-age`; nothing without one.
std::optional<qint64> maxAge(const QByteArray &cacheControl)
{
    for (const QByteArray &part : cacheControl.split(',')) {
        const QByteArray directive = part.trimmed();
        bool isNumber = false;
        const qint64 age = directive.startsWith("max-age=") ? directive.sliced(8).toLongLong(&isNumber) : 0;
        if (isNumber)
            return age;
    }
    return {};
}

void addCaching(QList<Finding> &findings, const JudgedAnswer &answer)
{
    const JudgedHead &head = answer.head;
    const QByteArray control = head.field("cache-control").toLower();
    const QByteArray cache = head.field("x-cache");
    const bool isOld = head.field("age").toLongLong() > 0;
    if (isOld || cache.toUpper().contains("HIT")) {
        const QByteArray field = isOld ? "Age: " + head.field("age") : "X-Cache: " + cache;
        Finding finding = makeFinding(FindingCase::CameFromCache, {foreignText(field)}, {},
                                      intermediaryRemedy(head, IntermediaryTopic::Caching));
        finding.evidence.addLine(field);
        findings.append(finding);
        return;
    }
    if (control.contains("no-cache") || control.contains("no-store"))
        return;
    if (const auto age = maxAge(control); age && *age > 0) {
        Finding finding = makeFinding(FindingCase::CacheableFor, {numberText(quint64(*age))});
        finding.evidence.addLine("Cache-Control: " + head.field("cache-control"));
        findings.append(finding);
        return;
    }
    findings.append(makeFinding(FindingCase::Cacheable));
}

} // namespace

bool JudgedAnswer::isJsonAnswer() const
{
    return ((request.isMcp && request.hasBody) || request.acceptsJson) && head.type() == "application/json";
}

bool JudgedAnswer::isStream() const
{
    if (!isWanted() || isJsonAnswer())
        return false;
    if (request.format != StreamFormat::EventStream)
        return true;
    return head.type() == StreamType || sample.kind() == BodySample::Kind::EventStream;
}

void addHeadFindings(QList<Finding> &findings, const JudgedAnswer &answer)
{
    if (!answer.isWanted())
        return;
    addType(findings, answer);
    const QByteArray charset = answer.head.charset();
    if (!charset.isEmpty() && charset != "utf-8" && charset != "utf8") {
        Finding finding = makeFinding(FindingCase::WrongCharset, {foreignText(charset)});
        finding.evidence.addLine("Content-Type: " + answer.head.field("content-type"));
        findings.append(finding);
    }
    if (const QByteArray coding = answer.head.coding(); !coding.isEmpty())
        findings.append(makeFinding(FindingCase::Compressed, {foreignText(coding)}));
    if (answer.request.isGet() && answer.isStream())
        addCaching(findings, answer);
}

} // namespace helio
