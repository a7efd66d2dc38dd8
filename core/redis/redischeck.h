// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"
#include "feed/backplanecontrol.h"
#include "redis/redissentinel.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>

class QTimer;

namespace helio {

/// Tries a Redis step by step and reports each in a text, for who sets it up: the sentinels where the URL has any, the
/// stages of a RedisLink, who else is there, and whether the channels may be listened to. It publishes nothing and
/// never blocks. Each is used once.
class RedisCheck : public QObject
{
    Q_OBJECT
public:
    using Result = BackplaneControl::StepResult;

    /// `channels`: those it asks to listen to, for a moment; none: it does not ask. `patience` is for each step.
    RedisCheck(RedisUrl url, Selection channels, std::chrono::milliseconds patience, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// Texts are for people, translated, without any password.
    void stepBegun(const QString &text);
    void stepDone(helio::BackplaneControl::StepResult result, const QString &text);
    void channelsFound(const QList<helio::BackplaneChannel> &channels);
    /// Nothing follows it. Not passed: the last step says why.
    void finished(bool passed);

private:
    void askSentinels();
    void beginStep(const QString &text);
    void endStep(const QString &text, Result result = Result::Passed);
    void onStageBegun(RedisStage stage);
    void onStagePassed(RedisStage stage);
    void onFailed(const QString &text);
    void askSubscribers();
    void onSubscribers(const QList<BackplaneChannel> &channels, const QByteArray &error);
    void listen();
    void onReceived(const QList<RespValue> &values);
    void finish(bool passed);

    RedisUrl url_;
    Selection channels_;
    std::chrono::milliseconds patience_;
    RedisLink *link_;
    QTimer *deadline_;
    qsizetype toConfirm_ = 0; ///< subscriptions that Redis has not confirmed yet
    QElapsedTimer pinged_;
};

} // namespace helio
