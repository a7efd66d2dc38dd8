// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/carrier.h"
#include "server/kernelfigures.h"
#include "server/queuedtransport.h"

#include <QObject>

#include <vector>

#include <sys/epoll.h>

class QSocketNotifier;
class QTimer;

namespace helio {

class EpollTransport;

/// All connections on plain TCP under Linux. One notifier of Qt's watches one epoll descriptor that holds them all:
/// Qt's dispatchers check every descriptor they know at every turn, epoll only those where something happened.
class EpollSet : public QObject, public Carrier
{
    Q_OBJECT
public:
    EpollSet();
    ~EpollSet() override;

    /// Closes the descriptor when the system refuses.
    std::unique_ptr<Transport> adopt(qintptr accepted) override;

private:
    friend class EpollTransport;

    /// Transports are found by slot and generation: one that is destroyed in the course of a dispatch must not be met
    /// again in the events that were fetched before.
    struct Slot
    {
        EpollTransport *transport = nullptr;
        quint32 generation = 0;
    };

    quint64 enter(EpollTransport *transport);
    void leave(quint64 key);
    EpollTransport *find(quint64 key) const;
    /// Whether checkTime() is to be called at each turn.
    void setTimed(EpollTransport *transport, bool on);
    void endLater(quint64 key, EndReason reason);
    void watch(int descriptor, quint64 key, quint32 events, bool isNew);

    bool fetchReady();
    void dispatch();
    void runEnds();
    void checkTimes();

    int epoll_ = -1;
    QSocketNotifier *notifier_ = nullptr;
    QTimer *timer_ = nullptr;
    std::vector<epoll_event> ready_; ///< the first readyCount_ are fetched, those from nextReady_ on not handled yet
    size_t readyCount_ = 0;
    size_t nextReady_ = 0;
    std::vector<Slot> slots_;
    std::vector<quint32> freeSlots_;
    std::vector<EpollTransport *> timed_; ///< few: most wait for nothing
    size_t nextCheck_ = 0;                ///< of the round over all
    std::vector<std::pair<quint64, EndReason>> dueEnds_;
    QByteArray readBuffer_; ///< shared by all: what is read is handed on at once
};

/// A TCP connection whose descriptor is ours: send() goes straight to the kernel.
class EpollTransport final : public QueuedTransport
{
public:
    EpollTransport(EpollSet &set, int descriptor, const QHostAddress &address, quint16 port);
    ~EpollTransport() override;

    void becomeStream() override;
    void setReading(bool on) override;
    void send(const FramePtr &frame) override;
    void flush() override;
    void finish(std::chrono::milliseconds deadline) override;
    bool hasUnreadInput() const override { return helio::hasUnreadInput(descriptor_); }
    std::optional<KernelFigures> kernelFigures() const override { return kernelFiguresOf(descriptor_); }
    QHostAddress peerAddress() const override { return address_; }
    quint16 peerPort() const override { return port_; }

private:
    friend class EpollSet;
    using TimePoint = std::chrono::steady_clock::time_point;

    void handle(quint32 events);
    void readInput();
    void onInput(QByteArrayView bytes);
    void onInputEnd();
    void checkTime(TimePoint now);
    void checkProgress(TimePoint now);
    void judgeSilence(std::chrono::steady_clock::duration silence);
    void endSending();
    void waitingBegins() override { lastProgress_ = std::chrono::steady_clock::now(); }
    void fail(EndReason reason) override;
    bool takesInput() const { return reading_ && !inputEnded_ && !failed_; }
    /// Asks for what is wanted; a pause of reading is asked for when there is input in it.
    void updateWatch();
    quint32 wantedEvents() const;
    void watch(quint32 events);
    EndReason reasonFor(int error) const;

    EpollSet &set_;
    int descriptor_;
    quint64 key_ = 0;
    QHostAddress address_;
    quint16 port_;
    std::optional<TimePoint> lastProgress_; ///< only while something is on its way
    TimePoint finishDeadline_;
    quint32 watched_ = 0;          ///< epoll events asked for
    size_t timedIndex_ = NotTimed; ///< in the set's list
    static constexpr size_t NotTimed = size_t(-1);
    qsizetype discarded_ = 0; ///< input since finish() that nobody gets
    bool reading_ = true;
    bool inputEnded_ = false;
    bool isStream_ = false;
};

} // namespace helio
