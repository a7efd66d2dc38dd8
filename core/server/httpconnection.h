// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/transport.h"
#include "server/guards.h"
#include "server/httpresponse.h"
#include "server/requestscanner.h"

#include <functional>
#include <memory>

class QFile;

namespace helio {

class HttpConnection;
class HttpConnections;

/// Answers the requests that connections read.
class HttpRequestHandler
{
public:
    /// `connection` read the whole head of a request whose body is still on its way. False when the request may not go
    /// on: it is answered then, and its body is not read.
    virtual bool admit(HttpConnection &connection, const ScannedRequest &head) = 0;
    /// `connection` read a whole request, which is to be answered, now or later.
    virtual void handle(HttpConnection &connection, const ScannedRequest &request) = 0;
    /// The fields that each answer to `request` carries, errors too.
    virtual FieldList fieldsForAll(const ScannedRequest &request) const = 0;

protected:
    ~HttpRequestHandler() = default;
};

/// A connection while it speaks HTTP: reads one request at a time, has it answered, and goes on with the next. One that
/// becomes a stream gives its transport away and is done.
class HttpConnection final : public TransportListener, public std::enable_shared_from_this<HttpConnection>
{
public:
    struct Times
    {
        std::chrono::milliseconds head{10'000}; ///< for a whole head, from its first byte or the connection's beginning
        std::chrono::milliseconds body{30'000}; ///< without a byte of a body
        std::chrono::milliseconds wholeBody{120'000};
        std::chrono::milliseconds rateFrom{
            10'000};                            ///< from here on a body must have come at its least rate, on average
        qint64 leastRate = 1024;                ///< bytes per second
        std::chrono::milliseconds idle{75'000}; ///< between requests
    };
    /// What a connection does, as far as it matters to whom room is made from: those named first go first.
    enum class Activity {
        Closing,    ///< its last answer is given
        Idle,       ///< between two requests
        Unfinished, ///< a request has not come whole, the first perhaps not at all; or its answer is not read
        Busy,       ///< the hub owes it an answer
    };
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Made by `connections`, which own it.
    HttpConnection(HttpConnections &connections, HttpRequestHandler &handler, std::unique_ptr<Transport> transport,
                   qsizetype maximumBodyBytes);
    ~HttpConnection() override;

    const Transport &transport() const { return *transport_; }
    /// Fields that every answer to the present request carries.
    void addFields(const FieldList &fields) { moreFields_ += fields; }
    const FieldList &moreFields() const { return moreFields_; }

    /// Answers the present request.
    void answer(const HttpResponse &response);
    /// Answers the present request with a file of `size` bytes, of which little is in memory at a time. `head` is the
    /// answer without its body.
    void answerFile(HttpResponse head, std::unique_ptr<QFile> file, qint64 size);
    /// Answers with these bytes as they are, and ends the connection behind them.
    void answerAndClose(const QByteArray &bytes);
    /// For an answer that comes later; nothing happens when the client is gone by then.
    std::function<void(const HttpResponse &)> answerer();
    /// Gives the connection away: it speaks no more HTTP. The caller sets a listener of its own.
    std::unique_ptr<Transport> takeTransport();
    /// Closes without an answer.
    void closeSilently();
    /// Sends the next chunk of a file, as the connections were asked to have it.
    void sendChunk();
    /// Ends what took too long.
    void checkTime(TimePoint now, const Times &times);

    Activity activity() const;
    /// Since when it does that.
    TimePoint activeSince() const { return phaseSince_; }
    /// The memory that waits here: of what was read, and of answers that were not.
    qsizetype heldBytes() const;
    /// Whether all that came was read, as far as it is to be read now. Who is not heard is not late: this thread is.
    bool isHeard() const;
    /// Ends it to make room for others: an unfinished request is answered 503, with `detail` for people.
    void giveWay(const QString &detail);

    void frameTaken(const Frame &) override {}
    void drained() override;
    void bytesReceived(QByteArrayView bytes) override;
    void peerFinished() override;
    void ended(EndReason reason) override;

private:
    friend class HttpConnections;

    enum class State {
        Reading,  ///< of the next request, or waiting for it
        Handling, ///< the answer is on its way
        Closing,  ///< the last answer was given
        Given,    ///< the transport is somebody else's
    };

    void advance();
    bool admitBody();
    void resume();
    template <typename Work>
    void guarded(Work work);
    void onOutOfMemory();
    void refuse(int status, const QString &detail);
    void sendNextChunk();
    void checkPhaseTime(TimePoint now, const Times &times);
    void checkBodyTime(TimePoint now, const Times &times);
    void sendRaw(QByteArray bytes);
    void answered(bool goesOn);
    void finish();

    HttpConnections &connections_;
    HttpRequestHandler &handler_;
    std::unique_ptr<Transport> transport_;
    RequestScanner scanner_;
    State state_ = State::Reading;
    bool keepAlive_ = true;
    bool headOnly_ = false; ///< the request is a HEAD
    bool paused_ = false;   ///< no input is taken: a request is being handled, or its answer not read yet
    bool hadRequest_ = false;
    bool admitted_ = false; ///< the head of the present request may go on
    FieldList moreFields_;
    std::unique_ptr<QFile> file_; ///< while it is the answer
    qint64 fileLeft_ = 0;         ///< bytes of it that are still to be sent
    TimePoint phaseSince_;        ///< when the head began, the body, idling or closing
    TimePoint lastInputAt_;

    // the connections' own
    qsizetype handledBytes_ = 0;   ///< of the body of the request that is being handled
    qsizetype accountedBytes_ = 0; ///< heldBytes() as it counts in their sum
    bool isLeaving_ = false;       ///< forgetLater() was called
};

} // namespace helio
