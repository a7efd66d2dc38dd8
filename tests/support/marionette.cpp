// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/marionette.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QTimer>

#include <tuple>

namespace helio::test {

namespace {

using Clock = std::chrono::steady_clock;

/// What Marionette calls a command of WebDriver's.
QString nameOf(WebDriver::Method method, const QString &path)
{
    using Method = WebDriver::Method;
    static const std::tuple<Method, QLatin1String, QLatin1String> Names[] = {
        {Method::Post, QLatin1String("url"), QLatin1String("WebDriver:Navigate")},
        {Method::Post, QLatin1String("execute/sync"), QLatin1String("WebDriver:ExecuteScript")},
        {Method::Get, QLatin1String("window/handles"), QLatin1String("WebDriver:GetWindowHandles")},
        {Method::Post, QLatin1String("window/new"), QLatin1String("WebDriver:NewWindow")},
        {Method::Post, QLatin1String("window"), QLatin1String("WebDriver:SwitchToWindow")},
        {Method::Delete, QLatin1String("window"), QLatin1String("WebDriver:CloseWindow")},
    };
    for (const auto &[named, where, name] : Names) {
        if (named == method && where == path)
            return name;
    }
    return {};
}

} // namespace

bool Marionette::start(quint16 port, std::chrono::milliseconds deadline)
{
    const auto until = Clock::now() + deadline;
    socket_.setProxy(QNetworkProxy::NoProxy);
    socket_.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    std::optional<QByteArray> greeting = takeMessage();
    while (!greeting && waitForMore(until))
        greeting = takeMessage();
    if (!greeting) {
        error_ = QStringLiteral("Firefox says nothing on port %1").arg(port);
        return false;
    }
    return send(QStringLiteral("WebDriver:NewSession"), {}, deadline).has_value();
}

std::optional<QJsonValue> Marionette::command(WebDriver::Method method, const QString &path, const QJsonObject &body,
                                              std::chrono::milliseconds deadline)
{
    const QString name = nameOf(method, path);
    if (name.isEmpty()) {
        error_ = QStringLiteral("%1: no command of Marionette's is known for it").arg(path);
        return std::nullopt;
    }
    const auto result = send(name, body, deadline);
    // Results are wrapped as WebDriver's are, but for those that are lists or have several members.
    if (result && result->isObject() && result->toObject().contains(QLatin1String("value")))
        return result->toObject().value(QLatin1String("value"));
    return result;
}

void Marionette::quit()
{
    send(QStringLiteral("Marionette:Quit"), {{QStringLiteral("flags"), QJsonArray{QStringLiteral("eForceQuit")}}},
         std::chrono::seconds(10));
}

QString Marionette::error() const
{
    return error_;
}

std::optional<QJsonValue> Marionette::send(const QString &name, const QJsonObject &parameters,
                                           std::chrono::milliseconds deadline)
{
    const auto until = Clock::now() + deadline;
    const int number = ++count_;
    const QByteArray message = QJsonDocument(QJsonArray{0, number, name, parameters}).toJson(QJsonDocument::Compact);
    socket_.write(QByteArray::number(message.size()) + ':' + message);
    do {
        while (const auto answer = takeMessage()) {
            const QJsonArray parts = QJsonDocument::fromJson(*answer).array(); // 1, number, error, result
            if (parts.at(1).toInt() != number)
                continue;
            if (!parts.at(2).isObject())
                return parts.at(3);
            error_ =
                QStringLiteral("%1: %2").arg(name, parts.at(2).toObject().value(QLatin1String("message")).toString());
            return std::nullopt;
        }
    } while (waitForMore(until));
    error_ = QStringLiteral("%1: no answer from Firefox in time").arg(name);
    return std::nullopt;
}

std::optional<QByteArray> Marionette::takeMessage()
{
    const qsizetype colon = received_.indexOf(':');
    const qsizetype size = colon < 0 ? 0 : received_.first(colon).toLongLong();
    if (colon < 0 || received_.size() < colon + 1 + size)
        return std::nullopt;
    const QByteArray message = received_.sliced(colon + 1, size);
    received_.remove(0, colon + 1 + size);
    return message;
}

bool Marionette::waitForMore(std::chrono::steady_clock::time_point until)
{
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    if (rest.count() <= 0)
        return false;
    if (socket_.bytesAvailable() == 0) {
        QEventLoop loop;
        QObject::connect(&socket_, &QTcpSocket::readyRead, &loop, &QEventLoop::quit);
        QObject::connect(&socket_, &QTcpSocket::disconnected, &loop, &QEventLoop::quit);
        QObject::connect(&socket_, &QTcpSocket::errorOccurred, &loop, &QEventLoop::quit);
        QTimer::singleShot(rest, &loop, &QEventLoop::quit);
        loop.exec();
    }
    const QByteArray more = socket_.readAll();
    received_ += more;
    return !more.isEmpty();
}

} // namespace helio::test
