// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakehub.h"
#include "ui/hub/clientpage.h"
#include "ui/hub/clientstab.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/look/actions.h"
#include "ui/look/confirmations.h"
#include "ui/window/languages.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace helio {

inline ClientInfo client(int number)
{
    ClientInfo info;
    info.id = QByteArray::number(number);
    info.remoteAddress = QStringLiteral("10.0.0.%1:%2").arg(number % 250).arg(40'000 + number);
    info.userAgent = number % 2 ? "curl/7.88.1" : "okhttp/4.12.0";
    info.channels = {"orders"};
    info.connectedAt = 1'763'000'000'000 + number;
    return info;
}

inline DepartureInfo departure(quint64 number, const QByteArray &reason)
{
    DepartureInfo info;
    info.number = number;
    info.client = client(int(1000 + number));
    info.endedAt = info.client.connectedAt + 90'000;
    info.reason = reason;
    return info;
}

/// The tab over a hub that serves, with so many clients in its table.
struct ClientsDesk
{
    explicit ClientsDesk(int count)
    {
        languages.use(QStringLiteral("en"));
        // As the window's monitor does.
        QObject::connect(&hub, &HubControl::snapshotArrived, &state, [this](const HubSnapshot &snapshot) {
            if (snapshot.clients)
                clients.assign(*snapshot.clients);
            state.setSnapshot(snapshot);
        });
        hub.start();
        QList<ClientInfo> &all = hub.snapshot.clients.emplace();
        for (int i = 1; i <= count; ++i)
            all.append(client(i));
        openTab();
        QTRY_COMPARE(table()->model()->rowCount(), count);
    }
    /// Makes the tab anew, as a restart of the program would.
    void openTab()
    {
        tab.reset();
        actions = std::make_unique<Actions>(nullptr);
        tab = std::make_unique<ClientsTab>(ClientsTab::Parts{clients, state, *actions, confirmations}, settings);
        tab->resize(1000, 700);
        QObject::connect(tab.get(), &ClientsTab::publishRequested, tab.get(),
                         [this](const QByteArray &channel) { publishedTo.append(channel); });
        QObject::connect(tab.get(), &ClientsTab::pageFilled, tab.get(), [this] { ++filled; });
        QObject::connect(tab.get(), &ClientsTab::pageOpened, tab.get(), [this] { ++opened; });
        tab->show();
        tab->activateWindow();
        (void)QTest::qWaitForWindowActive(tab.get());
    }
    template <typename T>
    T *find(const char *name) const
    {
        T *found = tab->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void trigger(ActionId id) const { (*actions)[id]->trigger(); }
    QTableView *table() const { return find<QTableView>("clientsTable"); }
    QTableView *leftTable() const { return find<QTableView>("departuresTable"); }
    QString answer() const { return find<QLabel>("clientsAnswerText")->text(); }
    /// The page stands in a window of its own, with the room that it has in the inspector.
    ClientPage *showPage() const
    {
        auto *page = static_cast<ClientPage *>(tab->page());
        page->resize(300, 600);
        page->show();
        return page;
    }
    /// Another snapshot has come.
    void refresh()
    {
        QSignalSpy changed(&state, &HubState::changed);
        state.requestSnapshot();
        QTRY_VERIFY(!changed.isEmpty());
    }
    void click(const char *button) const { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }

    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    Confirmations confirmations{settings};
    Languages languages;
    FakeHub hub;
    HubState state{hub, "system"};
    ClientTableModel clients;
    std::unique_ptr<Actions> actions;
    std::unique_ptr<ClientsTab> tab;
    QByteArrayList publishedTo;
    int filled = 0; ///< times
    int opened = 0;
};

} // namespace helio
