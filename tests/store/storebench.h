// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/settableclock.h"
#include "hub/starts.h"

#include <QHash>
#include <QObject>

namespace helio::test {

/// A test over every store there is: each of its functions runs once for each of them.
class StoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();

protected:
    /// For what only history in memory does.
    static void addMemoryAlone();
};

/// What a reader that went on to the end of history was given.
struct HistoryReading
{
    QByteArrayList data; ///< of the events, in order; "(gap)" where one was told
    int chunks = 0;

    static inline const QByteArray Gap = "(gap)";
    static inline const QByteArray Failed = "(failed)"; ///< instead of all data
};

/// A store with a clock of its own, opened; its calls as plain functions that wait for the answer, and what it reports.
class StoreBench : private StoreListener
{
public:
    /// Of the kind that StoreTest runs over now; `madeAt`, as the clock shows then, is milliseconds since 1970.
    explicit StoreBench(HistoryLimits limits = {}, std::optional<qint64> madeAt = {});
    /// Of another kind.
    explicit StoreBench(StoreFactory makeStore, HistoryLimits limits = {});
    ~StoreBench() override;

    /// Another is made and opened, as the first was, when that one is gone.
    void reopen();
    AppendResult append(const QList<Publication> &publications, quint64 ticket = 1);
    AppendResult appendArrived(const QList<Publication> &publications, quint64 ticket = 1);
    /// Publishes one event; answers its id.
    QByteArray publish(const QByteArray &channel, const QByteArray &data, const QByteArray &ownId = {});
    /// What is due by the time is done.
    void pass();
    bool clear(const QByteArray &channel);
    void close();
    LocateResult locate(const Selection &selection, const Start &start);
    ReadResult read(const ReadRequest &request);
    FindResult find(const QByteArray &id);
    /// From `start` to the end, in chunks.
    HistoryReading readAll(const Selection &selection, const Start &start, qsizetype chunkBytes = 64 * 1024);
    /// On from where the reader stands.
    HistoryReading readOn(const Selection &selection, LocateResult from, qsizetype chunkBytes = 64 * 1024);

    /// As the store reported last; all 0 when it reported nothing of the channel.
    HistoryFigures held(const QByteArray &channel) const { return held_.value(channel); }
    bool hasReported(const QByteArray &channel) const { return held_.contains(channel); }
    StoreFigures all; ///< the same of all channels
    struct Report
    {
        enum class Kind { Committed, Lost, Answered } kind;
        QList<Committed> events = {};
        Position at = {};
    };
    QList<Report> reports; ///< what came of commits and losses, and when an append was answered, in order

    OpenResult opened;        ///< what it said to the last open()
    QList<StoreState> states; ///< as it reported
    QList<StoreWork> works;   ///< the same
    SettableClock clock;
    std::unique_ptr<Store> store;

private:
    void committed(const QList<Committed> &events) override;
    void lost(Position at, const Selection &lost) override;
    void figuresChanged(const QList<ChannelFigures> &channels, const StoreFigures &all) override;
    void stateChanged(const StoreState &state) override { states.append(state); }
    void worked(const StoreWork &work) override { works.append(work); }

    StoreFactory makeStore_;
    HistoryLimits limits_;
    QHash<QByteArray, HistoryFigures> held_;
};

} // namespace helio::test

Q_DECLARE_METATYPE(helio::StoreFactory)
