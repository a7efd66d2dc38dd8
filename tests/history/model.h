// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyfile.h"

#include <QSet>

#include <map>

namespace helio::test {

/// How a file comes to be opened.
enum class Opening {
    NewLife, ///< what the program knew is gone
    SameLife ///< after a fault
};

/// What a file of history must hold, by what it answered. All answers are empty when all is well, else one sentence.
class HistoryModel
{
public:
    explicit HistoryModel(HistoryBounds bounds)
        : bounds_(std::move(bounds))
    {}

    struct Held
    {
        Position position;
        QByteArray channel;
        QByteArray type;
        QByteArray data;
        QByteArray ownId;
        QByteArray wireId;
        qint64 storedAt = 0;
    };

    /// The event that counts under an own id; null: none.
    const Held *findOwn(const QByteArray &channel, const QByteArray &ownId) const;
    bool keeps(const QByteArray &channel) const;
    const std::map<Position, Held> &events() const { return events_; }
    bool counts(const Held &event) const { return event.position > trimmed_.value(event.channel); }
    Position head() const { return head_; }

    /// Before a group is given to the file.
    void expect(const HistoryGroup &group);
    /// What the file answered to it. Whether it is there is open from then on where the answer is Unknown.
    QString take(const HistoryCommit &commit, qint64 wall);
    QString take(const HistoryChanges &changes);
    /// The program ended before it had an answer.
    void giveUpWaiting() { isOpen_ = true; }
    /// After the file was opened: what a reader found in it, and what it answered.
    QString check(const OpenedHistory &opened, const QList<StoredEventPtr> &found, Opening opening);
    /// While it is open: what a reader found must hold all that counts.
    QString checkRead(const QList<StoredEventPtr> &found) const;

private:
    QString takeAppend(const HistoryGroup::Append &append, const AppendResult &result, qint64 wall);
    QString takeNew(const Publication &publication, const StoredEvent &event, qint64 wall);
    QString checkFound(const QList<StoredEventPtr> &found, QList<StoredEventPtr> &unknown) const;
    QString adopt(const OpenedHistory &opened, const QList<StoredEventPtr> &unknown);
    bool isByBounds(const OpenedHistory::Channel &channel, qint64 clock) const;
    QString checkFigures(const OpenedHistory &opened);
    static Held heldOf(const StoredEvent &event);

    HistoryBounds bounds_;
    std::map<Position, Held> events_; ///< all that was acknowledged, and whose row may be there
    QHash<QByteArray, Position> trimmed_;
    QHash<QByteArray, Position> cleared_;
    QHash<QByteArray, Position> notKept_; ///< the last that was given out and not written
    QList<OpenedHistory::Loss> losses_;
    Position head_;
    Position written_;            ///< the last place that the file knows
    HistoryGroup group_;          ///< that was given last
    QByteArrayList expectedData_; ///< what it adds to the file, in order
    qsizetype expectedLosses_ = 0;
    QSet<QByteArray> expectedClears_;
    bool isOpen_ = false; ///< whether it is there
};

} // namespace helio::test
