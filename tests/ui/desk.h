// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakehub.h"
#include "ui/composer/draftstore.h"
#include "ui/window/languages.h"
#include "ui/window/mainwindow.h"
#include "ui/window/monitor.h"

#include <QAction>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace helio {

/// The one with that object name below `parent`; the program ends where there is none.
template <typename T>
T *childOf(const QObject &parent, const char *name)
{
    T *found = parent.findChild<T *>(QLatin1String(name));
    if (!found)
        qFatal("no %s", name);
    return found;
}

/// Shows it, and waits until it has the keyboard, where the platform gives it.
inline void showActive(QWidget &widget)
{
    widget.show();
    widget.activateWindow();
    (void)QTest::qWaitForWindowActive(&widget);
}

/// Not hidden, and not behind another dock, which would have it outside of the window.
inline bool isInSight(const QWidget *widget)
{
    const QRect place(widget->mapTo(widget->window(), QPoint()), widget->size());
    return widget->isVisible() && widget->window()->rect().intersects(place);
}

/// What a window or one of its panels stands on, made anew for each test, in English and with settings of its own.
template <typename Hub, typename Opener>
struct Ground
{
    template <typename... HubArguments>
    explicit Ground(HubArguments &&...hubArguments)
        : hub(std::forward<HubArguments>(hubArguments)...)
        , monitor(hub, opener, "system")
    {
        languages.use(QStringLiteral("en"));
    }

    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    DraftStore drafts{directory.filePath(QStringLiteral("composer"))};
    Languages languages;
    Hub hub;
    Opener opener;
    Monitor monitor;
};

using FakeGround = Ground<FakeHub, FakeOpener>;

/// A window over it.
template <typename Hub, typename Opener>
struct DeskOver : Ground<Hub, Opener>
{
    using Ground<Hub, Opener>::Ground;

    /// Makes the window anew, as a restart of the program would.
    void openWindow()
    {
        window.reset();
        window = std::make_unique<MainWindow>(this->monitor, this->languages, this->settings, this->drafts);
        showActive(*window);
    }
    template <typename T>
    T *find(const char *name) const
    {
        return childOf<T>(*window, name);
    }
    void trigger(ActionId id) const { window->actionList()[id]->trigger(); }
    /// Shows the tab with this id, by its action.
    void showTab(const char *id) const { find<QAction>((QByteArray("showTab_") + id).constData())->trigger(); }

    /// Arranges the window by the layout with this id, by its action.
    void choose(const char *layout) const
    {
        find<QAction>((QByteArray("layout_") + layout).constData())->trigger();
        QCoreApplication::processEvents();
    }

    std::unique_ptr<MainWindow> window;
};

/// A window over a scripted hub that runs, or could not start because of `problem`.
struct Desk : DeskOver<FakeHub, FakeOpener>
{
    explicit Desk(const QString &problem = {})
    {
        hub.portTakenProblem = problem;
        hub.start();
        openWindow();
    }
    /// A client subscribes to `channel`, the only one, and the window has heard of it.
    void subscribe(const QByteArray &channel)
    {
        hub.snapshot.totals.lastSubscribedChannel = channel;
        listen({channel});
    }
    /// These channels have a client each, and the window has heard of it.
    void listen(const QByteArrayList &channels)
    {
        hub.snapshot.channels.clear();
        for (const QByteArray &channel : channels) {
            ChannelInfo info;
            info.name = channel;
            info.subscribers = 1;
            hub.snapshot.channels.append(info);
        }
        // Two: one may be under way that was asked for before.
        for (int i = 0; i < 2; ++i) {
            QSignalSpy heard(&monitor.hubState(), &HubState::changed);
            hub.requestSnapshot(false);
            QTRY_VERIFY(!heard.isEmpty());
        }
    }
    /// As it is when it starts on a screen of that size.
    void layOut(int width, int height)
    {
        window->resize(width, height);
        trigger(ActionId::ResetLayout);
        QTRY_COMPARE(window->size(), QSize(width, height));
        QCoreApplication::processEvents();
    }
};

} // namespace helio
