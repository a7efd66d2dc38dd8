// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"
#include "feed/publisher.h"

#include <QHostAddress>
#include <QStringList>

#include <chrono>
#include <memory>
#include <utility>

namespace helio {

class AccessPolicy;

/// What an EmbeddedHub is made from. What is not set is as `helio serve` has it.
struct EmbeddedHubOptions
{
    QStringList listen{QStringLiteral("127.0.0.1:7373")}; ///< `HOST:PORT`; port 0: a free one; `*` for every address
    /// Who may do what; null: everybody everything. Then the hub starts only where this machine alone reaches it:
    /// on loopback, without `allowedHosts` and `trustedProxies`.
    std::shared_ptr<const AccessPolicy> access = {};
    QStringList allowedOrigins = {}; ///< of pages beside those of this machine, e.g. `https://app.example.org`
    QStringList allowedHosts = {};   ///< names by which others call this hub, e.g. `events.example.org`
    QList<std::pair<QHostAddress, int>> trustedProxies = {}; ///< networks, as QHostAddress::parseSubnet() gives them
    QString staticFolder = {};                               ///< files served beside the endpoints; empty: none

    QString historyFile = {};                              ///< SQLite, in a folder that exists; empty: in memory
    qint64 historyEvents = 10'000;                         ///< the most that a channel keeps
    qint64 historyBytes = qint64(256) << 20;               ///< the most of all channels, or of the file
    std::chrono::milliseconds historyAge{24 * 3'600'000L}; ///< older ones go

    std::chrono::milliseconds heartbeat{15'000};       ///< a comment to each client, after so much silence
    std::chrono::milliseconds reconnectionTime{3'000}; ///< what clients are told to wait for after a stream ends
    /// Each costs an open file: a program that wants more than about a thousand raises its limit (`setrlimit`).
    qsizetype maximumClients = 20'000;
    qsizetype maximumBodyBytes = 1024 * 1024; ///< of one request that publishes
};

/// A hub within a program of your own: the whole HTTP interface of `helio serve`, in a thread that it brings along, and
/// publishing without HTTP. Everything here is called and answered in the thread of this object, which needs an event
/// loop; nothing blocks, but the destructor, which waits for the hub's thread.
class EmbeddedHub : public QObject
{
    Q_OBJECT
public:
    /// Where it is between start() and stopped().
    enum class State {
        Stopped,  ///< not serving; start() starts it
        Starting, ///< start() was called; opened() or failed() follows
        Open,     ///< serving at urls()
        Draining, ///< stop() was called; stopped() follows within 5 s
        Failed,   ///< start() did not work: problem() says why; it may be called again
    };
    Q_ENUM(State)

    /// Does nothing yet but make the hub's thread.
    explicit EmbeddedHub(const EmbeddedHubOptions &options = {}, QObject *parent = nullptr);
    /// Ends the hub without draining, if it still runs: what waits for clients is lost to them until they come back.
    ~EmbeddedHub() override;

    /// opened() or failed() follows; nothing while the hub serves or stops.
    void start();
    /// Where it is now.
    State state() const;
    /// Why the state is Failed, for people, translated; empty otherwise.
    QString problem() const;
    /// Where it serves, e.g. `http://127.0.0.1:7373`; empty while it does not.
    QStringList urls() const;

    /// Publishes one event. Returns the ticket that published() will carry.
    quint64 publish(const Publication &publication);
    /// Publishes all of `publications`, or, if one is bad, none.
    quint64 publishAll(const QList<Publication> &publications);
    /// Every event that the hub takes, whoever published it. It lives in the hub's thread, as long as this object: give
    /// connections to its signals a context, so that they are called in the context's thread. Nothing bounds what waits
    /// for a receiver that is slower than the hub; an EventSource on urls() is bounded.
    EventFeed *tap();

    /// Lets every client have what waits for it, then ends the streams; stopped() follows within 5 s. Nothing happens
    /// where it is Stopped, Failed or Draining already.
    void stop();

Q_SIGNALS:
    /// It serves; `urls` are those of urls().
    void opened(const QStringList &urls);
    /// Nothing runs; `problem` says why, for people, translated.
    void failed(const QString &problem);
    /// Its streams ended, and nobody listens any more.
    void stopped();
    /// What became of the publish() call that returned the receipt's ticket.
    void published(const helio::PublishReceipt &receipt);
    /// For a log: what happened beside requests, as a disk that is full; one line for people, translated.
    void noted(const QString &message);

private:
    struct Parts;

    std::unique_ptr<Parts> parts_;
};

} // namespace helio
