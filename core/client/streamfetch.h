// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionend.h"
#include "client/cookies.h"
#include "client/eventsourceoptions.h"
#include "client/exchange.h"
#include "client/inflater.h"
#include "client/redirects.h"
#include "client/wirewatch.h"
#include "feed/eventfeed.h"

#include <QTimer>
#include <QUrl>

#include <memory>

class QNetworkReply;
class QNetworkRequest;

namespace helio {

class NetworkManager;
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
    /// The answer is a stream, and how its body is read: as the options say, or as one JSON value or array if the
    /// request asked for JSON too and the server chose it.
    void opened(helio::StreamFormat format);
    /// The next chunk of its body, never empty.
    void bytesArrived(const QByteArray &bytes);
    /// What the body of an answer says that is none, its coding undone, never empty; refused() follows.
    void refusalArrived(const QByteArray &body);
    /// The answer is none: its status, why for people (with what the answer's body says), and how long it asks to wait.
    void refused(const helio::ConnectionEnd &end, int status, const QString &why,
                 std::optional<std::chrono::milliseconds> retryAfter);
    /// The connection was lost, or not made.
    void ended(const helio::ConnectionEnd &end, const QString &why);

private:
    bool sendsBody() const { return !asksByGet_ && !options_.body.isEmpty(); }
    StreamFormat formatOf(QByteArrayView contentType) const;
    void send();
    QNetworkRequest makeRequest() const;
    void addHeaders(QNetworkRequest &request) const;
    void onHead();
    void followRedirect(int status);
    void onReadyRead();
    void deliver(const QByteArray &bytes);
    void onFinished();
    void onEnd(int error, const QString &text);
    void refuse(const ConnectionEnd &end, int status, const QString &why);
    void refuseEndless();
    void refuseWithBody(int status, const QString &why);
    void endRefusal();

    QUrl url_;
    const EventSourceOptions &options_;
    NetworkManagerPool *pool_;
    std::shared_ptr<NetworkManager> manager_; ///< null while it is not used
    Redirects redirects_;
    Cookies cookies_;
    QByteArray lastEventId_;
    bool asksByGet_ = false;             ///< a redirect turned the method into GET, without a body
    bool isOpen_ = false;                ///< the head was judged, and good
    bool hasLength_ = false;             ///< the body says itself where it ends
    std::optional<qint64> missingBytes_; ///< of the body, by its `Content-Length`; nothing: it has none that is known
    bool sentAgain_ = false;             ///< in this attempt, as the connection it went out on was just being closed
    std::unique_ptr<Inflater> inflater_; ///< of a body that is compressed
    QNetworkReply *reply_ = nullptr;     ///< of the connection, or the attempt; its manager's child
    QList<QSslError> tlsErrors_;         ///< why the server's certificate was not trusted

    /// An answer that refuses, while its body is read for what it says.
    struct Refusal
    {
        int status = 0;
        QString why;
        QByteArray contentType;
        QByteArray body;
    };
    std::optional<Refusal> refusal_;
    QTimer refusalTimer_;
    WireWatch wire_;
};

} // namespace helio
