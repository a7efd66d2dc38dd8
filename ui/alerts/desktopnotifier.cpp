// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/desktopnotifier.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

namespace helio {

namespace {

const QString Service = QStringLiteral("org.freedesktop.Notifications");
const QString Path = QStringLiteral("/org/freedesktop/Notifications");
constexpr int MostShown = 100;
constexpr qsizetype MostCharacters = 1000;
constexpr int AnswerMs = 10'000;        ///< a desktop that hangs is no reason to wait for ever
constexpr int AsDesktopsUsuallyDo = -1; ///< of how long it is shown

QDBusMessage call(const char *member)
{
    return QDBusMessage::createMethodCall(Service, Path, Service, QLatin1String(member));
}

} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , bus_(bus)
{
    bus_.connect(Service, Path, Service, QStringLiteral("ActionInvoked"), this, SLOT(onActionInvoked(uint, QString)));
}

void DesktopNotifier::show(quint64 ticket, const QString &summary, const QString &body)
{
    const auto fail = [this, ticket](const QString &text) {
        QMetaObject::invokeMethod(
            this, [this, ticket, text] { Q_EMIT finished(ticket, false, text); }, Qt::QueuedConnection);
    };
    if (!bus_.isConnected()) {
        fail(tr("No notification was shown: there is no session bus here."));
        return;
    }
    if (underWay_ >= MostUnderWay) {
        fail(tr("No notification was shown: the desktop has not answered the last %1.").arg(MostUnderWay));
        return;
    }
    ++underWay_;
    // Where the desktop reads markup, what looks like it must not be.
    auto *watcher = new QDBusPendingCallWatcher(bus_.asyncCall(call("GetCapabilities"), AnswerMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, ticket, summary, body] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        const QString cut = body.left(MostCharacters);
        const bool readsMarkup = reply.isValid() && reply.value().contains(QStringLiteral("body-markup"));
        notify(ticket, summary.left(MostCharacters), readsMarkup ? cut.toHtmlEscaped() : cut);
    });
}

void DesktopNotifier::notify(quint64 ticket, const QString &summary, const QString &body)
{
    QDBusMessage message = call("Notify");
    // The menu entry's name is that of the icon, too.
    const QString entry = QGuiApplication::desktopFileName();
    message << QCoreApplication::applicationName() << 0U << entry << summary << body
            << QStringList{QStringLiteral("default"), tr("Show")}
            << QVariantMap{{QStringLiteral("desktop-entry"), entry}} << AsDesktopsUsuallyDo;
    auto *watcher = new QDBusPendingCallWatcher(bus_.asyncCall(message, AnswerMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, ticket] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError()) {
            finish(ticket, false,
                   reply.error().type() == QDBusError::ServiceUnknown
                       ? tr("No notification was shown: this desktop has no service for them.")
                       : tr("No notification was shown: %1").arg(reply.error().message()));
            return;
        }
        if (shown_.size() >= MostShown)
            shown_.clear();
        shown_.insert(reply.value());
        finish(ticket, true, tr("The notification is shown."));
    });
}

void DesktopNotifier::finish(quint64 ticket, bool isGood, const QString &text)
{
    --underWay_;
    Q_EMIT finished(ticket, isGood, text);
}

void DesktopNotifier::onActionInvoked(uint id, const QString &action)
{
    if (shown_.remove(id) && action == QLatin1String("default"))
        Q_EMIT activated();
}

} // namespace helio
