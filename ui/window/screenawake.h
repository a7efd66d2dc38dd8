// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>

namespace helio {

/// Keeps the screen from going dark, by the desktop's screen saver (org.freedesktop.ScreenSaver), else by its portal
/// (org.freedesktop.portal.Inhibit). Where neither can, it says so. Nothing here waits.
class ScreenAwake : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Released,
        Asking,
        Held,
        Refused, ///< problem() says why
    };
    Q_ENUM(State)

    explicit ScreenAwake(const QDBusConnection &bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);
    /// Releases it.
    ~ScreenAwake() override;

    /// `reason` is what desktops show people. Asks once; held already, it does nothing.
    void hold(const QString &reason);
    void release();

    State state() const { return state_; }
    /// Why the screen may go dark, for people; empty otherwise.
    QString problem() const { return problem_; }

Q_SIGNALS:
    void stateChanged(helio::ScreenAwake::State state);

private:
    void askScreenSaver(const QString &reason);
    void askPortal(const QString &reason);
    void uninhibit(quint32 cookie);
    void closeRequest(const QString &path);
    void enter(State state, const QString &problem = {});

    QDBusConnection bus_;
    State state_ = State::Released;
    QString problem_;
    quint64 round_ = 0;  ///< of hold(); an answer to another one is given back
    quint32 cookie_ = 0; ///< the screen saver's
    QString request_;    ///< the portal's; empty when the screen saver holds it
};

} // namespace helio
