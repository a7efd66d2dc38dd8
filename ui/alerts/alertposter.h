// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <deque>

class QNetworkReply;

namespace helio {

class NetworkManager;

/// Posts JSON to addresses: each once, whatever becomes of it, on a connection of its own, within a time limit. So many
/// at once, so many may wait; beyond it they are not sent. Redirects are not followed: what they point to was not
/// chosen.
class AlertPoster : public QObject
{
    Q_OBJECT
public:
    static constexpr int MostAtOnce = 4;
    static constexpr qsizetype MostWaiting = 100;

    explicit AlertPoster(std::chrono::milliseconds timeLimit = std::chrono::seconds(10), QObject *parent = nullptr);
    ~AlertPoster() override;

    /// finished() follows, from the event loop. User info in `url` is sent as Basic authentication, asked for or not.
    void post(quint64 ticket, const QUrl &url, const QByteArray &json);

Q_SIGNALS:
    /// `text` says what came of it, for people, translated: the status, or why there is none.
    void finished(quint64 ticket, bool isGood, const QString &text);

private:
    struct Waiting
    {
        quint64 ticket;
        QUrl url;
        QByteArray json;
    };

    void sendNext();
    void send(const Waiting &one);
    void finish(quint64 ticket, QNetworkReply &reply, bool isGood, const QString &text);
    void onFinished(quint64 ticket, QNetworkReply &reply);

    std::chrono::milliseconds timeLimit_;
    NetworkManager *manager_ = nullptr;
    std::deque<Waiting> waiting_;
    int underWay_ = 0;
};

} // namespace helio
