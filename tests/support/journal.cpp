// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/journal.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace helio::test {

quint64 Journal::digest(const Event &event)
{
    return qHashMulti(1, event.channel, event.id, event.type, event.data);
}

void Journal::addGap(const Event &event)
{
    const QJsonObject report = QJsonDocument::fromJson(event.data).object();
    Gap gap;
    gap.before = digests_.size();
    gap.lastId = event.id;
    gap.requested = report.value(QLatin1String("requested")).toString().toUtf8();
    gap.oldest = report.value(QLatin1String("oldest")).toString().toUtf8();
    gaps_.push_back(gap);
}

void Journal::clear()
{
    digests_ = {};
    gaps_ = {};
}

Journal Journal::part(size_t from, size_t to) const
{
    Journal journal;
    const auto end = digests_.cbegin() + std::ptrdiff_t(std::min(to, digests_.size()));
    journal.digests_.assign(digests_.cbegin() + std::ptrdiff_t(from), end);
    return journal;
}

Reference::Reference(const QList<Event> &events)
    : events_(events)
{}

const Event *Reference::last(const Selection &selection) const
{
    const Part &mine = part(selection);
    return mine.events.empty() ? nullptr : &events_[mine.events.back()];
}

namespace {

/// Which gaps were told when, and whether something was missing for each of them.
class GapBook
{
public:
    void addGap(bool justified = false) { justified_.push_back(justified); }
    /// An event of `channel` came: what is missing of it from now on needs another gap.
    void seen(const QByteArray &channel) { gapsAtLast_[channel] = justified_.size(); }
    /// An event of `channel` is missing; false when no gap was told since the channel's last. What history drops of a
    /// channel is its oldest, so once an event of it has come nothing more may be missing.
    bool missing(const QByteArray &channel)
    {
        const size_t from = gapsAtLast_[channel];
        std::fill(justified_.begin() + std::ptrdiff_t(from), justified_.end(), true);
        return from < justified_.size();
    }
    bool allJustified() const { return std::find(justified_.cbegin(), justified_.cend(), false) == justified_.cend(); }

private:
    std::vector<bool> justified_;
    std::unordered_map<QByteArray, size_t> gapsAtLast_;
};

} // namespace

QString Reference::problemWith(const Journal &journal, const Selection &selection, Begin begin) const
{
    const Part &mine = part(selection);
    const auto &digests = journal.digests();
    auto gap = journal.gaps().cbegin();
    GapBook gaps;
    if (begin == Begin::Anywhere)
        gaps.addGap(true);
    size_t expected = 0; // of mine.events
    const auto problem = [&](const QString &what, size_t i, size_t place) {
        const auto idAt = [&](size_t at) {
            return at < mine.events.size() ? QString::fromUtf8(events_[mine.events[at]].id) : QStringLiteral("the end");
        };
        return QStringLiteral("%1 at event %2 of %3: %4 came, expected %5")
            .arg(what)
            .arg(i)
            .arg(digests.size())
            .arg(idAt(place), idAt(expected));
    };
    for (size_t i = 0; i <= digests.size(); ++i) {
        QByteArray goesOnWith;
        for (; gap != journal.gaps().cend() && gap->before == i; ++gap) {
            gaps.addGap();
            goesOnWith = gap->oldest;
            if (gap->requested != gap->lastId)
                return problem(QStringLiteral("a gap names another id than the client's"), i, expected);
        }
        size_t place = mine.events.size();
        if (i < digests.size()) {
            const auto found = mine.places.find(digests[i]);
            if (found == mine.places.end())
                return problem(QStringLiteral("something that was never published"), i, expected);
            place = found->second;
            if (!goesOnWith.isEmpty() && goesOnWith != events_[mine.events[place]].id)
                return problem(QStringLiteral("another event than the gap said"), i, place);
        }
        if (place < expected)
            return problem(QStringLiteral("twice or out of order"), i, place);
        for (; expected < place; ++expected) {
            if (!gaps.missing(events_[mine.events[expected]].channel))
                return problem(QStringLiteral("lost %1, and no gap").arg(place - expected), i, place);
        }
        if (i < digests.size())
            gaps.seen(events_[mine.events[place]].channel);
        expected = place + 1;
    }
    return gaps.allJustified() ? QString() : QStringLiteral("a gap was told and nothing is missing");
}

const Reference::Part &Reference::part(const Selection &selection) const
{
    QByteArray key = selection.channels().join('\n');
    for (const Pattern &pattern : selection.patterns())
        key.append('\0').append(pattern.glob());
    std::shared_ptr<const Part> &known = parts_[key];
    if (known)
        return *known;
    const auto made = std::make_shared<Part>();
    for (qsizetype i = 0; i < events_.size(); ++i) {
        if (!selection.matches(events_[i].channel))
            continue;
        made->places.emplace(Journal::digest(events_[i]), made->events.size());
        made->events.push_back(i);
    }
    known = made;
    return *known;
}

Selection selectionOf(const QByteArray &query)
{
    Selection selection;
    for (const QByteArray &part : query.split('&')) {
        if (part.startsWith("channel="))
            selection.addChannel(part.mid(8));
        else if (part.startsWith("pattern="))
            selection.addPattern(part.mid(8));
    }
    if (selection.isEmpty())
        selection.addChannel(DefaultChannel);
    return selection;
}

} // namespace helio::test
