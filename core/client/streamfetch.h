// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/cookies.h"
#include "client/eventsourceoptions.h"
#include "client/exchange.h"
#include "client/redirects.h"
#include "feed/eventfeed.h"

#include <QUrl>

#include <memory>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace helio {

class NetworkManagerPool;

/// Asks for an event stream, follows redirects until an answer is one, and hands on its bytes: one attempt after the
/// other, as its event source starts them. Remembers what outlives an attempt: where the stream has moved to for good,
/// and cookies.
class StreamFetch : public QObject
{
    Q_OBJECT
public:
    /// So much of the body is read ahead, and at most this is handed on in one chunk.
    static constexpr qsizetype ReadBufferBytes = 1024 * 1024;

    /// `options` and `pool` are borrowed; without a pool it makes a manager of its own.
    StreamFetch(const QUrl &url, const EventSourceOptions &options, NetworkManagerPool *pool, QObject *parent);
    ~StreamFetch() override;

    /// Forgets what earlier attempts remembered of redirects.
    void startOver();
    /// Begins an attempt; one under way is dropped.
    void start(const QByteArray &lastEventId);
    /// Drops the attempt or the connection; nothing is emitted after it.
    void stop();
    /// Lets the manager go, when nothing is under way. The next start() takes one again.
    void releaseManager();

Q_SIGNALS:
    /// A request goes out: the first of an attempt, or where a redirect led.
    void requestSent(const helio::SentRequest &request);
    /// An answer's head came, whatever it is.
    void answerArrived(const helio::ReceivedAnswer &answer);
    /// It is a redirect, which is followed.
    void redirected(int status, const QUrl &to);
    /// The answer is an event stream.
    void opened();
    /// The next chunk of its body, never empty.
    void bytesArrived(const QByteArray &bytes);
    /// The answer is none: its status, why for people, and how long it asks to wait.
    void refused(int status, const QString &why, std::optional<std::chrono::milliseconds> retryAfter);
    /// The connection was lost, or not made. `isEnd`: the body came to its proper end.
    void ended(bool isEnd, const QString &why);

private:
    void send();
    QNetworkRequest makeRequest() const;
    void addHeaders(QNetworkRequest &request) const;
    void onHead();
    void followRedirect(int status);
    void onReadyRead();
    void onFinished();
    void refuse(int status, const QString &why);

    QUrl url_;
    const EventSourceOptions &options_;
    NetworkManagerPool *pool_;
    std::shared_ptr<QNetworkAccessManager> manager_; ///< null while it is not used
    Redirects redirects_;
    Cookies cookies_;
    QByteArray lastEventId_;
    bool asksByGet_ = false;         ///< a redirect turned the method into GET, without a body
    bool isOpen_ = false;            ///< the head was judged, and good
    QNetworkReply *reply_ = nullptr; ///< of the connection, or the attempt; its manager's child
    QString tlsProblem_;             ///< why the server's certificate was not trusted
};

} // namespace helio
