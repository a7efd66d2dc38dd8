// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "event/selection.h"

#include <QList>
#include <QString>

#include <memory>
#include <unordered_map>
#include <vector>

namespace helio::test {

/// What one client received, in order and in little memory: eight bytes an event.
class Journal
{
public:
    struct Gap
    {
        size_t before = 0; ///< index of the event that came next
        QByteArray lastId; ///< the client's own at that place
        QByteArray requested;
        QByteArray oldest; ///< null when nothing was held
    };

    /// Of all that an event is.
    static quint64 digest(const Event &event);

    void add(const Event &event) { digests_.push_back(digest(event)); }
    /// `event` is of type `gap`.
    void addGap(const Event &event);
    void clear();

    /// The events alone, without gaps, from index `from` up to (not with) `to`.
    Journal part(size_t from, size_t to = size_t(-1)) const;

    const std::vector<quint64> &digests() const { return digests_; }
    const std::vector<Gap> &gaps() const { return gaps_; }

private:
    std::vector<quint64> digests_;
    std::vector<Gap> gaps_;
};

/// All that a hub published, in its order: what journals are measured by.
class Reference
{
public:
    Reference() = default;
    explicit Reference(const QList<Event> &events);

    const QList<Event> &events() const { return events_; }
    /// The last event of the selection; null when there is none.
    const Event *last(const Selection &selection) const;

    enum class Begin {
        First,    ///< with the first event of the selection
        Anywhere, ///< of each channel with whatever came first
    };
    /// What is wrong with a journal that went on to the last event: an event that is missing and no gap told of it, one
    /// that came twice, out of order or was never published; a gap and nothing missing, or one with wrong ids. Empty
    /// when all is exact.
    QString problemWith(const Journal &journal, const Selection &selection, Begin begin) const;

private:
    struct Part ///< the events of one selection
    {
        std::vector<qsizetype> events;
        std::unordered_map<quint64, size_t> places; ///< by digest
    };
    const Part &part(const Selection &selection) const;

    QList<Event> events_;
    mutable std::unordered_map<QByteArray, std::shared_ptr<const Part>> parts_;
};

/// The selection that a query of /stream asks for. Understands channel and pattern, not percent-encoded.
Selection selectionOf(const QByteArray &query);

} // namespace helio::test
