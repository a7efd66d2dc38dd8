// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/eventdiff.h"

#include "ui/look/format.h"

#include <QHash>

#include <vector>

namespace helio {

namespace {

constexpr qsizetype OneLineBytes = 400;

/// Between lines that both begin and end with, so many on either side are compared each with each.
constexpr qsizetype ComparedLines = 1000;

QString shown(const JsonValue &value)
{
    return format::oneLine(value.text, OneLineBytes);
}

bool isSame(const JsonValue &before, const JsonValue &after)
{
    if (before.text == after.text)
        return true;
    return before.kind == JsonValue::Kind::String && after.kind == JsonValue::Kind::String &&
           before.unescaped() == after.unescaped();
}

class JsonDiff
{
public:
    explicit JsonDiff(EventDiff &diff)
        : diff_(diff)
    {}

    void compare(const JsonValue &before, const JsonValue &after)
    {
        // A stack of its own, as the input decides the depth; the last is the next, so children go on it backwards.
        std::vector<Pair> open{{{}, before, after}};
        while (!open.empty() && !diff_.isCut) {
            const Pair pair = std::move(open.back());
            open.pop_back();
            if (!pair.after) {
                add({EventDiff::Sign::Removed, pair.path.toString(), shown(*pair.before), {}});
            } else if (!pair.before) {
                add({EventDiff::Sign::Added, pair.path.toString(), {}, shown(*pair.after)});
            } else if (!isSame(*pair.before, *pair.after)) {
                if (pair.before->kind != pair.after->kind || !pair.before->isContainer()) {
                    add({EventDiff::Sign::Changed, pair.path.toString(), shown(*pair.before), shown(*pair.after)});
                } else if (mayPass(pair.before->text.size() + pair.after->text.size())) {
                    std::vector<Pair> children =
                        pair.before->kind == JsonValue::Kind::Object ? members(pair) : elements(pair);
                    std::move(children.rbegin(), children.rend(), std::back_inserter(open));
                }
            }
        }
    }

private:
    struct Pair
    {
        JsonPath path;
        std::optional<JsonValue> before;
        std::optional<JsonValue> after;
    };

    void add(const EventDiff::Change &change)
    {
        if (diff_.changes.size() == EventDiff::MaximumChanges)
            diff_.isCut = true;
        else
            diff_.changes.append(change);
    }

    bool mayPass(qsizetype bytes)
    {
        passed_ += bytes;
        diff_.isCut = passed_ > EventDiff::MaximumPassedBytes;
        return !diff_.isCut;
    }

    /// What is the same in both is left out: of a million there may be a few that are not.
    static std::vector<Pair> members(const Pair &pair)
    {
        std::vector<Pair> pairs;
        QHash<QByteArray, JsonValue> before;
        QByteArrayList order;
        for (JsonChildren children(*pair.before); children.next();) {
            const QByteArray name = children.keyText();
            if (before.contains(name))
                continue; // of members with the same name the first counts, as in a path
            order.append(name);
            before.insert(name, children.value());
        }
        QHash<QByteArray, bool> seen;
        for (JsonChildren children(*pair.after); children.next();) {
            const QByteArray name = children.keyText();
            if (std::exchange(seen[name], true))
                continue;
            const auto found = before.constFind(name);
            const std::optional old = found == before.cend() ? std::nullopt : std::optional(*found);
            if (!old || !isSame(*old, children.value()))
                pairs.push_back({pair.path.member(name), old, children.value()});
        }
        for (const QByteArray &name : std::as_const(order)) {
            if (!seen.contains(name))
                pairs.push_back({pair.path.member(name), before.value(name), {}});
        }
        return pairs;
    }

    static std::vector<Pair> elements(const Pair &pair)
    {
        std::vector<Pair> pairs;
        JsonChildren before(*pair.before);
        JsonChildren after(*pair.after);
        // More differences than are shown need not be found.
        for (qsizetype i = 0; qsizetype(pairs.size()) <= EventDiff::MaximumChanges; ++i) {
            const bool hasBefore = before.next();
            const bool hasAfter = after.next();
            if (!hasBefore && !hasAfter)
                break;
            if (hasBefore && hasAfter && isSame(before.value(), after.value()))
                continue;
            pairs.push_back({pair.path.element(i), hasBefore ? std::optional(before.value()) : std::nullopt,
                             hasAfter ? std::optional(after.value()) : std::nullopt});
        }
        return pairs;
    }

    EventDiff &diff_;
    qsizetype passed_ = 0;
};

QList<QByteArrayView> linesOf(const QByteArray &text, bool &isCut)
{
    QByteArrayView rest(text);
    if (rest.size() > EventDiff::MaximumTextBytes) {
        isCut = true;
        rest = rest.first(EventDiff::MaximumTextBytes);
    }
    QList<QByteArrayView> lines;
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('\n');
        lines.append(end < 0 ? rest : rest.first(end));
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        if (end >= 0 && rest.isEmpty())
            lines.append(rest); // behind a line end at the very end there is one more, empty line
    }
    return lines;
}

class LineDiff
{
public:
    LineDiff(EventDiff &diff, const QList<QByteArrayView> &before, const QList<QByteArrayView> &after)
        : diff_(diff)
        , before_(before)
        , after_(after)
    {}

    void compare()
    {
        qsizetype begin = 0;
        const qsizetype common = std::min(before_.size(), after_.size());
        while (begin < common && before_[begin] == after_[begin])
            ++begin;
        qsizetype end = 0; // lines that both end with
        while (end < common - begin && before_[before_.size() - 1 - end] == after_[after_.size() - 1 - end])
            ++end;
        const qsizetype removed = before_.size() - begin - end;
        const qsizetype added = after_.size() - begin - end;
        if (removed <= ComparedLines && added <= ComparedLines)
            match(begin, removed, added);
        else
            report(begin, begin + removed, begin, begin + added);
    }

private:
    /// The longest common subsequence of what differs, by the book.
    void match(qsizetype begin, qsizetype removed, qsizetype added)
    {
        const qsizetype width = added + 1;
        std::vector<quint16> longest(size_t((removed + 1) * width), 0);
        const auto at = [&](qsizetype i, qsizetype j) -> quint16 & { return longest[size_t(i * width + j)]; };
        for (qsizetype i = removed - 1; i >= 0; --i) {
            for (qsizetype j = added - 1; j >= 0; --j)
                at(i, j) = before_[begin + i] == after_[begin + j] ? quint16(at(i + 1, j + 1) + 1)
                                                                   : std::max(at(i + 1, j), at(i, j + 1));
        }
        qsizetype i = 0;
        qsizetype j = 0;
        while (i < removed || j < added) {
            const qsizetype fromI = i;
            const qsizetype fromJ = j;
            while ((i < removed || j < added) &&
                   !(i < removed && j < added && before_[begin + i] == after_[begin + j])) {
                if (j >= added || (i < removed && at(i + 1, j) >= at(i, j + 1)))
                    ++i;
                else
                    ++j;
            }
            report(begin + fromI, begin + i, begin + fromJ, begin + j);
            while (i < removed && j < added && before_[begin + i] == after_[begin + j]) {
                ++i;
                ++j;
            }
        }
    }

    /// Lines that stand for each other are one change, what is left over was removed or added.
    void report(qsizetype beforeFrom, qsizetype beforeTo, qsizetype afterFrom, qsizetype afterTo)
    {
        while ((beforeFrom < beforeTo || afterFrom < afterTo) && !diff_.isCut) {
            if (diff_.changes.size() == EventDiff::MaximumChanges) {
                diff_.isCut = true;
                return;
            }
            EventDiff::Change change;
            const bool isOld = beforeFrom < beforeTo;
            const bool isNew = afterFrom < afterTo;
            change.sign = isOld && isNew ? EventDiff::Sign::Changed
                          : isOld        ? EventDiff::Sign::Removed
                                         : EventDiff::Sign::Added;
            change.place = QString::number((isNew ? afterFrom : beforeFrom) + 1);
            if (isOld)
                change.before = format::oneLine(before_[beforeFrom++], OneLineBytes);
            if (isNew)
                change.after = format::oneLine(after_[afterFrom++], OneLineBytes);
            diff_.changes.append(change);
        }
    }

    EventDiff &diff_;
    const QList<QByteArrayView> &before_;
    const QList<QByteArrayView> &after_;
};

} // namespace

EventDiff EventDiff::of(const QByteArray &before, const QByteArray &after)
{
    EventDiff diff;
    const auto oldValue = JsonValue::read(before);
    const auto newValue = oldValue ? JsonValue::read(after) : std::nullopt;
    if (newValue) {
        diff.form = Form::Json;
        JsonDiff(diff).compare(*oldValue, *newValue);
        return diff;
    }
    bool isCut = false;
    const QList<QByteArrayView> oldLines = linesOf(before, isCut);
    const QList<QByteArrayView> newLines = linesOf(after, isCut);
    LineDiff(diff, oldLines, newLines).compare();
    diff.isCut = diff.isCut || isCut;
    return diff;
}

Predecessor Predecessor::of(const EventRing &ring, quint64 sequence)
{
    if (ring.count(sequence, sequence + 1) == 0)
        return {Found::NotHeld, 0};
    const EventView event = ring.at(sequence);
    auto before = ring.heldBefore(sequence);
    for (quint64 steps = 0; before && steps < MaximumSteps; ++steps, before = ring.heldBefore(*before)) {
        const EventView other = ring.at(*before);
        if (other.source == event.source && other.channel == event.channel && other.type == event.type)
            return {Found::Yes, *before};
    }
    return {before ? Found::TooFar : Found::No, 0};
}

} // namespace helio
