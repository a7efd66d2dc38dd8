// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/screenawake.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace helio {

namespace {

const QString SaverService = QStringLiteral("org.freedesktop.ScreenSaver");
const QString SaverPath = QStringLiteral("/org/freedesktop/ScreenSaver");
const QString PortalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString PortalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString PortalInterface = QStringLiteral("org.freedesktop.portal.Inhibit");
const QString RequestInterface = QStringLiteral("org.freedesktop.portal.Request");
constexpr quint32 InhibitIdle = 8; // the portal's flag

} // namespace

ScreenAwake::ScreenAwake(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , bus_(bus)
{}

ScreenAwake::~ScreenAwake()
{
    release();
}

void ScreenAwake::hold(const QString &reason)
{
    if (state_ == State::Asking || state_ == State::Held)
        return;
    ++round_;
    if (!bus_.isConnected()) {
        enter(State::Refused, tr("There is no session bus here by which the screen could be kept on."));
        return;
    }
    enter(State::Asking);
    askScreenSaver(reason);
}

void ScreenAwake::askScreenSaver(const QString &reason)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(SaverService, SaverPath, SaverService, QStringLiteral("Inhibit"));
    call << QCoreApplication::applicationName() << reason;
    auto *watcher = new QDBusPendingCallWatcher(bus_.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, reason, round = round_] {
        watcher->deleteLater();
        const QDBusPendingReply<quint32> reply = *watcher;
        const bool isWanted = round == round_ && state_ == State::Asking;
        if (reply.isError()) {
            if (isWanted)
                askPortal(reason);
            return;
        }
        if (!isWanted) {
            uninhibit(reply.value());
            return;
        }
        cookie_ = reply.value();
        enter(State::Held);
    });
}

void ScreenAwake::askPortal(const QString &reason)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(PortalService, PortalPath, PortalInterface, QStringLiteral("Inhibit"));
    call << QString() << InhibitIdle << QVariantMap{{QStringLiteral("reason"), reason}};
    auto *watcher = new QDBusPendingCallWatcher(bus_.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, round = round_] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        const bool isWanted = round == round_ && state_ == State::Asking;
        if (reply.isError()) {
            if (isWanted)
                enter(State::Refused,
                      tr("This desktop offers neither a screen saver's nor a portal's way to keep the screen on."));
            return;
        }
        if (!isWanted) {
            closeRequest(reply.value().path());
            return;
        }
        request_ = reply.value().path();
        enter(State::Held);
    });
}

void ScreenAwake::release()
{
    if (state_ == State::Held) {
        if (request_.isEmpty())
            uninhibit(cookie_);
        else
            closeRequest(std::exchange(request_, {}));
    }
    ++round_;
    enter(State::Released);
}

void ScreenAwake::uninhibit(quint32 cookie)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(SaverService, SaverPath, SaverService, QStringLiteral("UnInhibit"));
    call << cookie;
    bus_.send(call);
}

void ScreenAwake::closeRequest(const QString &path)
{
    bus_.send(QDBusMessage::createMethodCall(PortalService, path, RequestInterface, QStringLiteral("Close")));
}

void ScreenAwake::enter(State state, const QString &problem)
{
    problem_ = problem;
    if (state_ == state)
        return;
    state_ = state;
    Q_EMIT stateChanged(state);
}

} // namespace helio
