// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"

#include <QCoreApplication>

#include <deque>
#include <functional>

namespace helio {

/// What a hub gives to its group's log, in the order in which it came, until each is answered in that order: when the
/// log said what came of it, and all that it brought was read. No input or output.
class GroupAppends
{
    Q_DECLARE_TR_FUNCTIONS(helio::GroupAppends)
public:
    using Done = std::function<void(AppendResult)>;

    /// As Busy asks.
    bool hasRoomFor(const QList<Publication> &publications, bool isArrival) const;
    void add(quint64 ticket, QList<Publication> publications, bool isArrival, Done done);
    /// A mark in their order: what stands behind it is answered behind endMark(). Answers its number.
    quint64 addMark();
    void endMark(quint64 number);

    bool isEmpty() const { return items_.empty(); }
    qsizetype waiting() const { return waiting_; }
    /// Whether something waits that may be taken now: only so many groups are under way.
    bool isToBeTaken() const { return waiting_ > 0 && groupsUnderWay_ < GroupsUnderWay; }
    qint64 bytes() const { return bytes_; }
    /// The next of those that wait, as many as are written at once; they are under way from now on.
    QList<LogRequest> take();
    /// What came of those that were taken together. True where something is to be given again, when the log is joined.
    bool onAnswers(const QList<LogRequest> &group, const QList<LogAnswer> &answers);
    /// The log brought an event of this hub. Answers the ticket of the append; 0 where nobody waits for it.
    quint64 noteBrought(const LogEntry::From &from, const StoredEventPtr &event);
    /// There is an append whose events came, and it is still to be answered.
    bool isAnswerDue() const { return brought_ > 0; }

    /// The connection is lost: of what was answered and not brought, nobody knows whether it is still to come.
    void cut();
    /// All that is there of what was cut was brought: it was published whole, or not at all. `doubt`: why that is not
    /// certain of what was not brought, for people; empty where it is. `findOwn` looks for an event in memory.
    void judgeCut(const QString &doubt,
                  const std::function<StoredEventPtr(const QByteArray &channel, const QByteArray &ownId)> &findOwn);
    bool isCut() const { return cut_ > 0; }
    /// What the log answered to have written before this place, and did not bring, is gone.
    void giveUpBefore(Position first);
    /// What was cut is no longer waited for; or nothing at all is.
    void giveUpCut(const QString &problem);
    void giveUp(const QString &problem);

    /// Answers those at the front whose turn it is: all up to `head` was read. `asHeld` gives a repeated event as
    /// memory has it.
    void answer(Position head, const std::function<StoredEventPtr(const StoredEventPtr &)> &asHeld);

    static constexpr int GroupsUnderWay = 4;
    static constexpr qsizetype GroupRequests = 256;
    static constexpr qsizetype GroupEvents = 2'000;
    static constexpr qint64 GroupBytes = qint64(1) << 20;

private:
    enum class State { Waiting, UnderWay, Answered, Over };
    struct Item
    {
        quint64 ticket = 0;
        QList<Publication> publications = {};
        bool isArrival = false;
        Done done = {}; ///< null: a mark
        qint64 bytes = 0;
        State state = State::Waiting;
        bool isCut = false;
        LogAnswer answer = {};              ///< when it is Answered
        QList<StoredEventPtr> brought = {}; ///< null: not yet, or it is a repetition; empty while there is none
        AppendResult result = {};           ///< when it is Over
    };

    Item *find(quint64 number);
    void push(Item item);
    void setOver(Item &item, AppendResult result);
    static bool isBrought(const Item &item);
    void judge(Item &item, const QString &doubt,
               const std::function<StoredEventPtr(const QByteArray &, const QByteArray &)> &findOwn);
    bool resolve(Item &item, Position head);

    std::deque<Item> items_;
    quint64 firstNumber_ = 1; ///< of the items
    quint64 nextWaiting_ = 1; ///< none before it waits
    qsizetype waiting_ = 0;
    int groupsUnderWay_ = 0;
    qint64 bytes_ = 0;
    qsizetype brought_ = 0; ///< items of which something was brought
    qsizetype cut_ = 0;
    bool isAnswering_ = false;
};

} // namespace helio
