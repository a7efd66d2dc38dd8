// SPDX-License-Identifier: GPL-3.0-or-later
#include "singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>

namespace helio {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto ReadingTime = 5s; ///< then whoever has connected and says nothing is let go
constexpr auto BetweenAttempts = 50ms;
constexpr int MostWaiting = 8; ///< starts at a time
const QByteArray Answer = QByteArrayLiteral("ok\n");

QString fileName(const SingleInstance::Names &names)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QStringList all = names.listen + QStringList{QString(), names.hub, names.config};
    for (const QString &name : all) {
        hash.addData(name.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    return u"heliograph-"_s + QString::fromLatin1(hash.result().toHex().first(16));
}

QByteArray lineOf(const SingleInstance::Message &message)
{
    const QJsonObject object{{u"open"_s, QJsonArray::fromStringList(message.urls)},
                             {u"token"_s, QString::fromLatin1(message.activationToken)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

void setPrivate(const QString &path)
{
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

SingleInstance::SingleInstance(const QString &folder, const Names &names, QObject *parent)
    : QObject(parent)
    , path_(QDir(folder).filePath(fileName(names)))
    , lock_(path_ + u".lock"_s, ProcessLock::Holding::Long)
{
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    server_.setMaxPendingConnections(MostWaiting);
    connect(&server_, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

SingleInstance::Outcome SingleInstance::enter(const Message &message, std::chrono::milliseconds patience)
{
    if (!QFileInfo(path_).isAbsolute()) {
        problem_ = u"there is no folder for it, which $XDG_RUNTIME_DIR would name"_s;
        return Outcome::Alone;
    }
    const QByteArray line = lineOf(message);
    const QDeadlineTimer deadline(patience);
    do {
        if (lock())
            return listen() ? Outcome::First : Outcome::Alone;
        if (lock_.error() != QLockFile::LockFailedError) {
            problem_ = u"%1 cannot be written"_s.arg(lock_.path());
            return Outcome::Alone;
        }
        // The other would take a part of it, or drop it all without a word.
        if (message.urls.size() > MaximumUrls || line.size() > MaximumMessageBytes) {
            problem_ = u"it takes at most %1 --open URLs, of %2 KiB together"_s.arg(MaximumUrls)
                           .arg(MaximumMessageBytes / 1024);
            return Outcome::TooMuch;
        }
        switch (handOver(line, deadline)) {
        case Handing::Done:
            return Outcome::HandedOver;
        case Handing::NoAnswer:
            return Outcome::NoAnswer;
        case Handing::NobodyThere:
            // It has just begun, or just ends.
            QThread::msleep(std::chrono::milliseconds(BetweenAttempts).count());
            break;
        }
    } while (!deadline.hasExpired());
    problem_ = u"%1 is locked by a program that does not listen"_s.arg(lock_.path());
    return Outcome::Alone;
}

bool SingleInstance::lock()
{
    if (!lock_.tryLock())
        return false;
    setPrivate(lock_.path());
    return true;
}

bool SingleInstance::listen()
{
    QLocalServer::removeServer(path_); // of one that was killed: nobody else has the lock
    if (!server_.listen(path_)) {
        problem_ = u"%1: %2"_s.arg(path_, server_.errorString());
        return false;
    }
    setPrivate(path_);
    return true;
}

SingleInstance::Handing SingleInstance::handOver(const QByteArray &message, const QDeadlineTimer &deadline)
{
    const auto remaining = [&deadline] { return std::max(1, int(deadline.remainingTime())); };
    QLocalSocket socket;
    socket.connectToServer(path_);
    if (!socket.waitForConnected(remaining()))
        return Handing::NobodyThere;
    socket.write(message);
    while (socket.bytesToWrite() > 0) {
        if (!socket.waitForBytesWritten(remaining()))
            return socket.state() == QLocalSocket::ConnectedState ? Handing::NoAnswer : Handing::NobodyThere;
    }
    while (socket.bytesAvailable() < Answer.size()) {
        if (!socket.waitForReadyRead(remaining()))
            // One that ended meanwhile has taken nothing.
            return deadline.hasExpired() ? Handing::NoAnswer : Handing::NobodyThere;
    }
    return socket.read(Answer.size()) == Answer ? Handing::Done : Handing::NoAnswer;
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = server_.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
        QTimer::singleShot(ReadingTime, socket, &QLocalSocket::abort);
        read(*socket);
    }
}

void SingleInstance::read(QLocalSocket &socket)
{
    if (!socket.canReadLine()) {
        if (socket.bytesAvailable() > MaximumMessageBytes)
            socket.abort();
        return;
    }
    const QByteArray line = socket.readLine(MaximumMessageBytes + 1);
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject()) {
        socket.abort();
        return;
    }
    QStringList urls;
    const QJsonArray open = document[u"open"_s].toArray();
    for (const QJsonValue &url : open) {
        if (urls.size() < MaximumUrls)
            urls.append(url.toString());
    }
    Q_EMIT received(urls, document[u"token"_s].toString().toLatin1());
    socket.write(Answer);
    socket.flush();
    socket.disconnectFromServer();
}

} // namespace helio
