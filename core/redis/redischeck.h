// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"
#include "feed/backplanecontrol.h"
#include "redis/redisurl.h"
#include "redis/respreader.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <deque>
#include <functional>

class QIODevice;
class QTcpSocket;
class QTimer;

namespace helio {

/// Tries a Redis step by step and tells each in words, for who sets it up: the host's name, the connection, TLS, the
/// sign-in, the database, PING, who else is there, and whether the channels may be listened to. It publishes nothing
/// and never blocks. Each is used once.
class RedisCheck : public QObject
{
    Q_OBJECT
public:
    using Result = BackplaneControl::StepResult;

    /// `channels`: those it asks to listen to, for a moment; none: it does not ask. `patience` is for each step.
    RedisCheck(RedisUrl url, Selection channels, std::chrono::milliseconds patience, QObject *parent = nullptr);
    ~RedisCheck() override;

    void start();

Q_SIGNALS:
    /// Words are for people, translated, without any password.
    void stepBegun(const QString &words);
    void stepDone(helio::BackplaneControl::StepResult result, const QString &words);
    void channelsFound(const QList<helio::BackplaneChannel> &channels);
    /// Nothing follows it. Not passed: the last step says why.
    void finished(bool passed);

private:
    enum class Stage { LookUp, Connect, Secure, Talk };
    using Reply = std::function<void(const RespValue &)>;

    void begin(Stage stage, const QString &words);
    void done(const QString &words, Result result = Result::Passed);
    void fail(const QString &problem);
    void end();

    void lookUp();
    void connectTcp();
    void connectLocal();
    void secure(QTcpSocket &socket);
    void signIn();
    void chooseDatabase();
    void ping();
    void askChannels();
    void askCounts(const QByteArrayList &names);
    void listen();

    void ask(const QByteArrayList &command, Reply reply);
    void read();
    void socketFailed(QTcpSocket &socket);
    void lost();
    void timedOut();
    QString place() const;

    RedisUrl url_;
    Selection channels_;
    QTimer *deadline_;
    QIODevice *device_ = nullptr;
    RespReader reader_;
    Stage stage_ = Stage::LookUp;
    std::deque<Reply> replies_;
    qsizetype toConfirm_ = 0;
    bool isOver_ = false;
    QElapsedTimer since_; ///< the command before
};

} // namespace helio
