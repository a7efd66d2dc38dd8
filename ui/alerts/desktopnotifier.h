// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QSet>

namespace helio {

/// Shows notifications of the desktop, by org.freedesktop.Notifications on the session bus. Nothing here waits.
class DesktopNotifier : public QObject
{
    Q_OBJECT
public:
    /// So many may wait for the desktop's answer; beyond it none is shown.
    static constexpr int MostUnderWay = 20;

    explicit DesktopNotifier(const QDBusConnection &bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    /// finished() follows, from the event loop. Both are plain texts.
    void show(quint64 ticket, const QString &summary, const QString &body);

Q_SIGNALS:
    /// `text` says what came of it, for people, translated.
    void finished(quint64 ticket, bool isGood, const QString &text);
    /// The user clicked one of ours.
    void activated();

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &action);

private:
    void notify(quint64 ticket, const QString &summary, const QString &body);
    void finish(quint64 ticket, bool isGood, const QString &text);

    QDBusConnection bus_;
    int underWay_ = 0;
    QSet<uint> shown_; ///< by the desktop's ids; the last of them
};

} // namespace helio
