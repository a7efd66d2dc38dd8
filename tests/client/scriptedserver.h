// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

/// A request as it came over the wire.
struct ScriptedRequest
{
    QByteArray method;
    QByteArray target;                     ///< as sent, still encoded
    QHash<QByteArray, QByteArray> headers; ///< by lower-case name
    QByteArray body;
    std::chrono::steady_clock::time_point arrivedAt; ///< when all of it was there

    QByteArray header(const char *name) const { return headers.value(name); }
    bool has(const char *name) const { return headers.contains(name); }
};

/// Answers HTTP requests on a real socket with the bytes a test wrote down, in order; then waits for what the test does
/// by hand.
class ScriptedServer : public QObject
{
    Q_OBJECT
public:
    enum class Ending {
        StayOpen,
        Close,
        Reset, ///< RST instead of FIN
    };

    /// Listens on a free port of 127.0.0.1, or again on `port`; with `tls`, over TLS.
    explicit ScriptedServer(quint16 port = 0, const std::optional<QSslConfiguration> &tls = {});

    quint16 port() const { return server_->serverPort(); }
    QUrl url(const QString &target = QStringLiteral("/stream"),
             const QString &host = QStringLiteral("127.0.0.1")) const;

    /// What the next request without an answer gets.
    void answer(const QByteArray &bytes, Ending ending = Ending::StayOpen);
    /// The same, one byte each turn of the event loop.
    void answerBytewise(const QByteArray &bytes, Ending ending = Ending::StayOpen);
    /// 200 and the start of an event stream that its connection's end delimits.
    void answerStream(const QByteArray &body, Ending ending = Ending::StayOpen);

    const QList<ScriptedRequest> &requests() const { return requests_; }
    int connectionCount() const { return connectionCount_; }
    /// How many connections are open now on which something was asked. Under load Qt sometimes makes one more, and asks
    /// nothing on it.
    int openCount() const;
    /// The most of those that were open when a request came.
    int mostOpenCount() const { return mostOpenCount_; }

    /// On the connection of the latest request.
    void send(const QByteArray &bytes);
    void end(Ending ending);
    qint64 bytesToWrite() const;
    /// Of that connection; null without TLS.
    class QSslSocket *tlsSocket() const;

private:
    void onConnection();
    void onBytes(QTcpSocket *socket);

    struct Answer
    {
        QByteArray bytes;
        Ending ending = Ending::StayOpen;
        bool bytewise = false;
    };
    void sendBytewise(const Answer &answer);

    std::unique_ptr<QTcpServer> server_;
    bool isTls_;
    std::deque<Answer> answers_;
    QList<ScriptedRequest> requests_;
    QHash<QTcpSocket *, QByteArray> input_;
    QSet<QTcpSocket *> askedOn_;
    QTcpSocket *latest_ = nullptr;
    int connectionCount_ = 0;
    int mostOpenCount_ = 0;
};

/// The head of a good answer.
QByteArray streamHead(const QByteArray &moreHeaders = {});
/// An answer with a length, e.g. `plainAnswer("404 Not Found")`.
QByteArray plainAnswer(const QByteArray &status, const QByteArray &moreHeaders = {}, const QByteArray &body = {});
/// A redirect to `location`.
QByteArray redirectAnswer(int status, const QByteArray &location);
