// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsource.h"
#include "ui/streams/streamrequest.h"
#include "ui/streams/streamtest.h"

#include <QElapsedTimer>
#include <QSslSocket>
#include <QTimer>

namespace helio {

/// How long each step of a test may take.
struct ProbeLimits
{
    std::chrono::milliseconds connection{10'000}; ///< name, connection and TLS, each
    std::chrono::milliseconds answer{20'000};     ///< until the head of the answer
    std::chrono::milliseconds event{10'000};      ///< from the head to the first event
};

/// Tests a stream with real sockets: a first connection of its own for name, TCP and TLS, which ends before the
/// second one asks for the stream. All of it is asynchronous, in this object's thread.
class StreamProbe : public StreamTest
{
    Q_OBJECT
public:
    explicit StreamProbe(const StreamRequest &request, const ProbeLimits &limits = {});
    ~StreamProbe() override;

    void start() override;

private:
    using Kind = StreamTestStep::Kind;
    using State = StreamTestStep::State;

    void begin(Kind kind, const QString &text, std::chrono::milliseconds limit);
    void report(State state, const QString &text);
    void fail(const QString &text);
    void finish(bool isGood);
    void onTimeout();

    void dropSocket();

    QNetworkProxy proxyOnTheWay() const;
    void lookUpName();
    void connectToHost();
    void encrypt();

    void ask();
    void onAnswer(const ReceivedAnswer &answer);
    void onOpen();
    void onError(const FeedError &error);
    void onEvent(const ReceivedEvent &received);
    QString silenceText() const;

    StreamRequest request_;
    ProbeLimits limits_;
    QString optionsProblem_; ///< before options_, which are made with it
    EventSourceOptions options_;
    StreamTestStep step_;
    int index_ = -1;
    bool isRunning_ = false;
    QElapsedTimer clock_; ///< of the step
    QTimer timeout_;
    int lookup_ = -1;
    std::unique_ptr<QSslSocket> socket_;
    std::unique_ptr<EventSource> source_;
    QByteArray contentType_;
    int comments_ = 0;
    QByteArray lastComment_;
    bool gotByte_ = false;
};

} // namespace helio
