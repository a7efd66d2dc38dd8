// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QTcpServer>
#include <QUrl>

namespace helio::test {

/// A web server that takes what is posted to it, on a port of its own.
class HookServer : public QObject
{
    Q_OBJECT
public:
    enum class Does {
        Answers, ///< with `status`
        Hangs,   ///< reads and says nothing
        HangsUp, ///< closes when it has read the request
        Babbles, ///< answers with a body that does not end
    };

    explicit HookServer(QObject *parent = nullptr);
    QUrl url(const QString &userInfo = {}) const;

    Does does = Does::Answers;
    QByteArray status = "204 No Content";
    QByteArray fields; ///< more of the answer's, each with its line end
    QByteArray body;
    QList<QByteArray> heads; ///< of the requests that came whole
    QList<QByteArray> bodies;

    QJsonObject json(qsizetype at = 0) const;

private:
    void serve(QTcpSocket *connection);

    QTcpServer server_;
};

} // namespace helio::test
