// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace helio::test {

/// A web server for the pages of a test, on a port of its own and so on another origin than the hub. It works while the
/// event loop runs.
class PageServer : public QObject
{
    Q_OBJECT
public:
    explicit PageServer(QObject *parent = nullptr);

    /// Whether it listens.
    bool isListening() const;
    /// What `path` shows from now on; every other path is 404.
    void setPage(const QString &path, const QByteArray &content,
                 const QByteArray &contentType = "text/html; charset=utf-8");
    QUrl url(const QString &path = QStringLiteral("/")) const;
    /// As a browser sends it: `http://127.0.0.1:PORT`.
    QByteArray origin() const;

private:
    struct Page
    {
        QByteArray content;
        QByteArray contentType;
    };

    void serve(QTcpSocket *connection);

    QTcpServer server_;
    QHash<QString, Page> pages_;
};

} // namespace helio::test
