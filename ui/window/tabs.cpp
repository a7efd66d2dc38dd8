// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tabs.h"

#include "ui/charts/chartspanel.h"
#include "ui/events/eventspanel.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientstab.h"
#include "ui/look/format.h"
#include "ui/streams/connectionpanel.h"
#include "ui/window/monitor.h"

namespace helio {

std::span<const Tab> Tabs::all()
{
    static const Tab tabs[] = {
        {"events", QT_TR_NOOP("Events"), QT_TR_NOOP("&Events"), QT_TR_NOOP("Show the events"), "Ctrl+1",
         [](const TabParts &p) -> QWidget * {
             return new EventsPanel(p.monitor.events(), p.monitor.hubState().systemChannel(), p.actions);
         }},
        {"clients", QT_TR_NOOP("Clients %1"), QT_TR_NOOP("&Clients"), QT_TR_NOOP("Show who is connected to the hub"),
         "Ctrl+2",
         [](const TabParts &p) -> QWidget * {
             return new ClientsTab(p.monitor.clients(), p.monitor.hubState(), p.actions, p.settings);
         },
         [](Monitor &monitor) { return quint64(monitor.hubState().totals().clients); }},
        {"channels", QT_TR_NOOP("Channels %1"), QT_TR_NOOP("C&hannels"), QT_TR_NOOP("Show the channels of the hub"),
         "Ctrl+3",
         [](const TabParts &p) -> QWidget * {
             return new ChannelsPanel(p.monitor.channels(), p.monitor.hubState(), p.actions);
         },
         [](Monitor &monitor) { return quint64(monitor.channels().rowCount()); }},
        {"charts", QT_TR_NOOP("Charts"), QT_TR_NOOP("Ch&arts"), QT_TR_NOOP("Show the charts"), "Ctrl+4",
         [](const TabParts &p) -> QWidget * {
             return new ChartsPanel({p.monitor.figures(), p.monitor.values(), p.monitor.streams(), p.monitor.events()},
                                    p.settings);
         }},
        {"connection", QT_TR_NOOP("Connection"), QT_TR_NOOP("C&onnection"),
         QT_TR_NOOP("Show what happened to the connection of a stream"), "Ctrl+6",
         [](const TabParts &p) -> QWidget * { return new ConnectionPanel(p.monitor.streams(), p.actions); }},
    };
    return tabs;
}

Tabs::Tabs(const TabParts &parts, QWidget *parent)
    : QTabWidget(parent)
    , monitor_(parts.monitor)
{
    setObjectName(QStringLiteral("tabs"));
    setDocumentMode(true);
    for (const Tab &tab : all()) {
        QWidget *panel = tab.make(parts);
        addTab(panel, QString());
        auto *action = new QAction(this);
        action->setObjectName(QStringLiteral("showTab_") + QLatin1String(tab.id));
        Actions::setKeys(*action, tab.keys);
        parts.actions.insert(action, MenuId::View, ActionId::Pause);
        connect(action, &QAction::triggered, panel, [this, panel] {
            setCurrentWidget(panel);
            panel->setFocus();
        });
        actions_.append(action);
    }
    connect(&monitor_.hubState(), &HubState::changed, this, &Tabs::showTitles);
    retranslate();
}

QString Tabs::current() const
{
    return QLatin1String(all()[size_t(currentIndex())].id);
}

void Tabs::showTab(const QString &id)
{
    for (int i = 0; i < count(); ++i) {
        if (QLatin1String(all()[size_t(i)].id) == id)
            setCurrentIndex(i);
    }
}

void Tabs::showTitles()
{
    for (int i = 0; i < count(); ++i) {
        const Tab &tab = all()[size_t(i)];
        setTabText(i, tab.count ? tr(tab.title).arg(format::count(tab.count(monitor_))) : tr(tab.title));
    }
}

void Tabs::retranslate()
{
    setAccessibleName(tr("Views"));
    for (int i = 0; i < count(); ++i) {
        const Tab &tab = all()[size_t(i)];
        Actions::setTexts(*actions_[i], tr(tab.text), tr(tab.tip));
    }
    showTitles();
}

} // namespace helio
