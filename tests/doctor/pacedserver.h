// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scriptedserver.h"

#include <functional>

/// What a PacedServer answers to one request.
struct PacedAnswer
{
    using Ending = ScriptedServer::Ending;

    QByteArray head = streamHead("Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n");
    bool isChunked = true;
    std::chrono::milliseconds before{0}; ///< until the head
    std::chrono::milliseconds interval{100};
    /// The bytes of step 0, 1, …, each an interval behind the one before; nothing: the end.
    std::function<std::optional<QByteArray>(int step)> chunk;
    Ending ending = Ending::Close; ///< at the end, behind the last chunk where it is chunked and not a reset
    bool hasLastChunk = true;
};

/// An event stream server that takes its time, any number of connections at once.
class PacedServer : public QObject
{
    Q_OBJECT
public:
    using Answerer = std::function<PacedAnswer(const ScriptedRequest &request)>;

    explicit PacedServer(Answerer answerer, const std::optional<QSslConfiguration> &tls = {});

    quint16 port() const { return server_->serverPort(); }
    QUrl url(const QString &target = QStringLiteral("/stream")) const;
    const QList<ScriptedRequest> &requests() const { return requests_; }

private:
    void onConnection();
    void onBytes(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const PacedAnswer &answer);

    bool isTls_;
    Answerer answerer_;
    QHash<QTcpSocket *, QByteArray> input_;
    QList<ScriptedRequest> requests_;
    std::unique_ptr<QTcpServer> server_; ///< goes first: its sockets say so as they go
};

/// `id: N`, `data: …` of at least `size` bytes with its line ends, and a blank line.
QByteArray numberedEvent(int number, qsizetype size = 0);
/// A step of such events for ever, from 1 on.
std::function<std::optional<QByteArray>(int)> numberedEvents(qsizetype size = 0);
