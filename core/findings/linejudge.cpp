// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/linejudge.h"

#include "findings/findingtable.h"
#include "findings/findingtexts.h"

#include <algorithm>
#include <cstring>

namespace helio {

namespace {

constexpr quint64 ShortestRetry = 100;
constexpr quint64 LongestRetry = 86'400'000;

/// Names that are meant for one of the standard's.
constexpr QByteArrayView NearNames[] = {"msg", "message", "error", "err",   "type",   "body", "payload",
                                        "dat", "datas",   "evnt",  "evetn", "events", "ids",  "retries"};
constexpr QByteArrayView StandardNames[] = {"data", "event", "id", "retry"};

bool contains(const auto &names, QByteArrayView name)
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

const char *find(const char *begin, const char *end, char c)
{
    const void *found = begin < end ? std::memchr(begin, c, size_t(end - begin)) : nullptr;
    return found ? static_cast<const char *>(found) : end;
}

bool hasNulIn(QByteArrayView bytes)
{
    return bytes.contains('\0');
}

/// The number that a `retry` line says; nothing where the standard ignores it. What is too long for a number is long.
std::optional<quint64> retryFrom(QByteArrayView value)
{
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    quint64 number = 0;
    for (const char c : value) {
        number = number * 10 + quint64(c - '0');
        if (number > LongestRetry)
            return LongestRetry + 1;
    }
    return number;
}

/// Characters that nobody sees, and that writers put before what they write: byte order marks, spaces without width,
/// and such as do not break.
QByteArrayView withoutMarks(QByteArrayView name)
{
    constexpr QByteArrayView Marks[] = {"\xEF\xBB\xBF", "\xE2\x80\x8B", "\xE2\x81\xA0", "\xC2\xA0"};
    for (bool isMarked = true; isMarked;) {
        isMarked = false;
        for (const QByteArrayView mark : Marks) {
            if (name.startsWith(mark)) {
                name = name.sliced(mark.size());
                isMarked = true;
            }
        }
    }
    return name;
}

/// `data:` written twice. A URL of the scheme `data` goes on with its type, a comma or a semicolon.
bool isDoubled(QByteArrayView value)
{
    return value.startsWith("data:") && value.size() > 5 && (value[5] == ' ' || value[5] == '{' || value[5] == '[');
}

} // namespace

void LineJudge::onRequest()
{
    invalidBefore_ += utf8_.invalidCount();
    if (!firstInvalidBefore_)
        firstInvalidBefore_ = utf8_.firstInvalid();
    utf8_ = {};
    odd_[Unknown] = unknownLines();
    blockUnknown_ = {};
    blockHasValue_ = blockHasData_ = false;
    begin_.clear();
    beginHasNul_ = false;
    lineBegin_ = bytes_ = blockBegin_ = dataLines_ = blankLines_ = 0;
    atStart_ = true;
    isWithinLine_ = afterCarriageReturn_ = false;
}

void LineJudge::feed(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    utf8_.feed(bytes);
    const char *const chunk = bytes.data();
    const char *const end = chunk + bytes.size();
    const char *at = chunk;
    if (std::exchange(afterCarriageReturn_, false) && *at == '\n') {
        if (blockBegin_ == bytes_)
            ++blockBegin_;
        ++at;
        lineBegin_ = bytes_ + 1;
    }
    // As in EventStreamParser: each kind of line end is searched once, not once per line.
    const char *lineFeed = find(at, end, '\n');
    const char *carriageReturn = find(at, end, '\r');
    while (at < end) {
        const char *const lineEnd = std::min(lineFeed, carriageReturn);
        const QByteArrayView text(at, lineEnd - at);
        if (lineEnd == end) {
            begin_.append(text.first(std::min(text.size(), KeptBytes - begin_.size())));
            beginHasNul_ = beginHasNul_ || (begin_.startsWith('i') && hasNulIn(text));
            isWithinLine_ = true;
            break;
        }
        at = lineEnd + 1;
        if (lineEnd == carriageReturn) {
            carriageReturn = find(at, end, '\r');
            if (lineFeed == at && at < end)
                ++at;
            else
                afterCarriageReturn_ = at == end;
        }
        if (lineFeed < at)
            lineFeed = at < end && *at == '\n' ? at : find(at, end, '\n');
        const quint64 next = bytes_ + quint64(at - chunk);
        bool isBlank = false;
        if (isWithinLine_) {
            const bool hasNul = beginHasNul_ || (begin_.startsWith('i') && hasNulIn(text));
            begin_.append(text.first(std::min(text.size(), KeptBytes - begin_.size())));
            readLine(begin_, hasNul);
            begin_.resize(0);
            beginHasNul_ = false;
        } else {
            isBlank = text.isEmpty();
            readLine(text, text.startsWith('i') && hasNulIn(text));
        }
        isWithinLine_ = false;
        if (isBlank) {
            ++blankLines_;
            endBlock();
            blockBegin_ = next;
        }
        lineBegin_ = next;
    }
    bytes_ += quint64(bytes.size());
}

void LineJudge::readLine(QByteArrayView line, bool hasNul)
{
    if (std::exchange(atStart_, false) && line.startsWith("\xEF\xBB\xBF"))
        line = line.sliced(3);
    if (line.isEmpty())
        return;
    if (line.front() == ':') {
        ++comments_;
        return;
    }
    if (line.startsWith("data: {")) { // as most lines do
        ++dataLines_;
        blockHasData_ = true;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    QByteArrayView value;
    if (colon >= 0) {
        value = line.sliced(colon + 1);
        if (value.startsWith(' '))
            value = value.sliced(1);
    }
    readValue(colon < 0 ? line : line.first(colon), value, line, hasNul);
}

void LineJudge::readValue(QByteArrayView name, QByteArrayView value, QByteArrayView line, bool hasNul)
{
    if (name == "data") {
        ++dataLines_;
        blockHasData_ = true;
        if (isDoubled(value))
            note(odd_[Double], line);
    } else if (name == "id") {
        if (hasNul && idsWithNul_++ == 0)
            firstIdWithNul_ = lineBegin_;
    } else if (name == "retry") {
        const auto retry = retryFrom(value);
        if (!harmfulRetry_ && retry && (*retry < ShortestRetry || *retry > LongestRetry)) {
            harmfulRetry_ = value.toByteArray();
            isHarmfulShort_ = *retry < ShortestRetry;
        }
    } else if (name != "event" && name != "channel") {
        readUnknown(name, line);
    }
}

void LineJudge::readUnknown(QByteArrayView name, QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    const QByteArrayView marked = name.trimmed();
    const QByteArray plainName = marked.toByteArray().toLower();
    const bool hasValue = name.size() < line.size();
    if (!text.isEmpty() && std::strchr("{}[]\"", text.front())) {
        note(odd_[Json], line);
    } else if (hasValue && (contains(StandardNames, plainName) || contains(NearNames, plainName))) {
        note(odd_[Name], line);
    } else if (hasValue && contains(StandardNames, withoutMarks(marked).trimmed())) {
        note(odd_[Mark], line);
    } else {
        note(blockUnknown_, line);
        blockHasValue_ = blockHasValue_ || hasValue;
    }
}

/// What is unknown stands beside what is read, or is all that there is of an event.
void LineJudge::endBlock()
{
    if (blockUnknown_.count > 0 && blockHasValue_ && !blockHasData_) {
        Odd &lost = odd_[Lost];
        if (lost.count++ == 0) {
            lost.line = blockUnknown_.line;
            lost.offset = blockUnknown_.offset;
        }
    } else if (blockUnknown_.count > 0) {
        odd_[Unknown] = unknownLines();
    }
    if (blockUnknown_.count > 0)
        blockUnknown_ = {};
    blockHasValue_ = blockHasData_ = false;
}

/// Those of the event that is not whole yet, too.
LineJudge::Odd LineJudge::unknownLines() const
{
    const Odd &before = odd_[Unknown];
    const Odd &first = before.count > 0 ? before : blockUnknown_;
    return {before.count + blockUnknown_.count, first.line, first.offset};
}

void LineJudge::note(Odd &odd, QByteArrayView line) const
{
    if (odd.count++ > 0)
        return;
    odd.line = line.first(std::min(line.size(), Evidence::MaximumLineBytes)).toByteArray();
    odd.offset = lineBegin_;
}

void LineJudge::addFindings(QList<Finding> &findings) const
{
    constexpr FindingCase Cases[] = {FindingCase::OddName, FindingCase::OddJson,   FindingCase::OddDouble,
                                     FindingCase::OddMark, FindingCase::LostEvent, FindingCase::UnknownName};
    constexpr const char *Subjects[] = {"name", "json", "double", "mark", "lost", "unknown"};
    for (size_t i = 0; i < OddityCount; ++i) {
        const Odd odd = i == Unknown ? unknownLines() : odd_[i];
        if (odd.count == 0)
            continue;
        Finding finding = makeFinding(Cases[i], {numberText(odd.count), foreignText(odd.line)});
        finding.subject = Subjects[i];
        finding.evidence.addByte(odd.offset);
        finding.evidence.addLine(odd.line);
        findings.append(finding);
    }
    if (harmfulRetry_) {
        Finding finding = makeFinding(isHarmfulShort_ ? FindingCase::RetryShort : FindingCase::RetryLong,
                                      {foreignText(*harmfulRetry_)});
        finding.evidence.addLine("retry: " + *harmfulRetry_);
        findings.append(finding);
    }
    const quint64 invalid = invalidBefore_ + utf8_.invalidCount();
    if (invalid > 0) {
        const quint64 first = firstInvalidBefore_.value_or(utf8_.firstInvalid().value_or(0));
        Finding finding = makeFinding(FindingCase::InvalidUtf8, {numberText(invalid), numberText(first)});
        finding.evidence.addByte(first);
        findings.append(finding);
    }
    if (idsWithNul_ > 0) {
        Finding finding = makeFinding(FindingCase::IdWithNul, {numberText(idsWithNul_)});
        finding.evidence.addByte(firstIdWithNul_);
        findings.append(finding);
    }
}

} // namespace helio
