// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QList>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <random>
#include <vector>

namespace helio::test {

/// A publisher that gives a hub one batch after the other over one connection, as fast as it is answered. Each event
/// says whose it is and the how manieth, so that a reader knows what is missing. Works while the event loop runs.
class LoadPublisher : public QObject
{
    Q_OBJECT
public:
    struct Plan
    {
        int number = 1;                          ///< stands in each event
        QByteArrayList channels{DefaultChannel}; ///< one by chance for each event
        qint64 events = 0;                       ///< 0: until stop()
        int batch = 20;                          ///< events in one request
        std::chrono::milliseconds pause{0};      ///< between an answer and the next request
        int ownIdEvery = 0;                      ///< each so manieth event has an id of its own; 0: none
        qsizetype dataBytes = 60;                ///< about so many
        bool inTurn = false;                     ///< the channels one after the other instead of by chance
        std::vector<quint16> ports = {};         ///< of several hubs: each connection goes to one of them by chance
        bool retriesFull = false;                ///< what a full history refuses is given again, until there is room
        int cutEvery = 0; ///< about each so manieth request is not waited for, but given again over another connection
    };

    LoadPublisher(quint16 port, Plan plan, QObject *parent = nullptr);
    ~LoadPublisher() override;

    void start();
    /// Publishes no more once what is under way has been answered.
    void stop() { stopping_ = true; }
    /// All is published and answered.
    bool isFinished() const { return finished_; }
    /// Events that the hub took: the first so many of it.
    qint64 published() const { return published_; }
    /// Batches that were given again because no good answer came: the hub was away.
    qint64 retries() const { return retries_; }
    /// What the hub answered that it must not; empty when there was nothing.
    const QString &problem() const { return problem_; }

    /// Whether all of `number`'s events are among `events`, each once and in its order; what is wrong, else empty.
    static QString problemWith(const QList<Event> &events, int number, qint64 published);
    /// When it was given to the hub, by the steady clock in nanoseconds.
    static qint64 publishedAt(const Event &event);
    static qint64 now();

private:
    void send();
    void read();
    void again();
    QByteArray batch();

    Plan plan_;
    quint16 port_;
    QTcpSocket socket_;
    QTimer timer_;
    QTimer cut_;
    std::mt19937 chance_;
    QByteArray body_; ///< under way
    int bodyEvents_ = 0;
    QByteArray answer_;
    qint64 serial_ = 0;
    qint64 published_ = 0;
    qint64 retries_ = 0;
    bool stopping_ = false;
    bool finished_ = false;
    QString problem_;
};

} // namespace helio::test
