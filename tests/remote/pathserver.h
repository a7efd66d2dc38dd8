// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>

namespace helio::test {

/// A web server that answers each target, or else each path, with what a test wrote down, again and again; all else is
/// 404.
class PathServer : public QObject
{
    Q_OBJECT
public:
    struct Answer
    {
        QByteArray bytes;       ///< head and body
        bool isOpen = false;    ///< the connection stays, for send()
        bool isEndless = false; ///< `bytes` are followed by more of their last one, for ever
    };

    PathServer();
    ~PathServer() override;

    QUrl url() const;
    void set(const QByteArray &path, const Answer &answer) { answers_.insert(path, answer); }
    /// 200 and a body of JSON.
    void setJson(const QByteArray &path, const QByteArray &json);
    /// To all that were answered with `path` and are still open.
    void send(const QByteArray &path, const QByteArray &bytes);
    int requests(const QByteArray &path) const { return requests_.value(path); }
    /// The heads of all requests, in order.
    const QByteArrayList &heads() const { return heads_; }

    static QByteArray json(const QByteArray &body, const QByteArray &status = "200 OK");
    static Answer stream(const QByteArray &begin = ":\n\n");

private:
    void onBytes(QTcpSocket *socket);

    QTcpServer server_;
    QHash<QByteArray, Answer> answers_;
    QHash<QByteArray, int> requests_;
    QByteArrayList heads_;
    QHash<QTcpSocket *, QByteArray> input_;
    QMultiHash<QByteArray, QTcpSocket *> open_;
};

} // namespace helio::test
