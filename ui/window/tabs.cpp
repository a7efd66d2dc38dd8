// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tabs.h"

#include "ui/charts/chartspanel.h"
#include "ui/doctor/problemspanel.h"
#include "ui/events/eventspanel.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientstab.h"
#include "ui/lens/conversationpanel.h"
#include "ui/look/columnmenu.h"
#include "ui/look/format.h"
#include "ui/look/tablecolumns.h"
#include "ui/streams/connectionpanel.h"
#include "ui/window/monitor.h"

#include <QApplication>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

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
             return new ClientsTab({p.monitor.clients(), p.monitor.hubState(), p.actions, p.confirmations}, p.settings);
         },
         [](Monitor &monitor) { return quint64(monitor.hubState().clientsOfAll()); }},
        {"channels", QT_TR_NOOP("Channels %1"), QT_TR_NOOP("C&hannels"), QT_TR_NOOP("Show the channels of the hub"),
         "Ctrl+3",
         [](const TabParts &p) -> QWidget * {
             return new ChannelsPanel(p.monitor.channels(), p.monitor.hubState(), p.actions);
         },
         [](Monitor &monitor) { return quint64(monitor.channels().rowCount()); }},
        {"charts", QT_TR_NOOP("Charts"), QT_TR_NOOP("Ch&arts"), QT_TR_NOOP("Show the charts"), "Ctrl+4",
         [](const TabParts &p) -> QWidget * {
             auto *panel = new ChartsPanel(
                 {p.monitor.figures(), p.monitor.values(), p.monitor.streams(), p.monitor.events()}, p.settings);
             p.actions.insert(&panel->onWallAction(), MenuId::View, ActionId::CommandPalette);
             return panel;
         }},
        {"connection", QT_TR_NOOP("Connection"), QT_TR_NOOP("C&onnection"),
         QT_TR_NOOP("Show what happened to the connection of a stream"), "Ctrl+5",
         [](const TabParts &p) -> QWidget * { return new ConnectionPanel(p.monitor.streams(), p.actions); }},
        {"conversation", QT_TR_NOOP("Conversation"), QT_TR_NOOP("Conversa&tion"),
         QT_TR_NOOP("Show the messages that a stream's events make"), "Ctrl+6",
         [](const TabParts &p) -> QWidget * {
             return new ConversationPanel(
                 p.monitor.events().ring(), p.monitor.streams(),
                 [&monitor = p.monitor](EventFeed *feed, int stream) { monitor.join(feed, stream); }, p.actions,
                 p.settings);
         }},
        {"problems", QT_TR_NOOP("Problems %1"), QT_TR_NOOP("&Problems"),
         QT_TR_NOOP("Show what is wrong with streams and the hub, and what to do"), "Ctrl+7",
         [](const TabParts &p) -> QWidget * {
             p.monitor.problems().ignored().keepIn(p.settings);
             return new ProblemsPanel({p.monitor.problems(), p.monitor.streams(), p.actions, p.settings});
         },
         [](Monitor &monitor) { return quint64(monitor.problems().count()); }},
    };
    return tabs;
}

Tabs::Tabs(const TabParts &parts, QWidget *parent)
    : QTabWidget(parent)
    , monitor_(parts.monitor)
    , columns_(new QAction(this))
{
    setObjectName(QStringLiteral("tabs"));
    setDocumentMode(true);
    for (const Tab &tab : all()) {
        QWidget *panel = tab.make(parts);
        panels_.append(panel);
        addTab(panel, QString());
        auto *action = new QAction(this);
        action->setObjectName(QStringLiteral("showTab_") + QLatin1String(tab.id));
        Actions::setKeys(*action, tab.keys);
        parts.actions.insert(action, MenuId::View, ActionId::Pause);
        connect(action, &QAction::triggered, panel, [this, panel] {
            showPanel(panel);
            panel->setFocus();
        });
        actions_.append(action);
    }
    columns_->setObjectName(QStringLiteral("tableColumns"));
    parts.actions.insert(columns_, MenuId::View, ActionId::CommandPalette);
    connect(columns_, &QAction::triggered, this, &Tabs::openColumns);
    const auto enable = [this] { columns_->setEnabled(tableColumns()); };
    connect(this, &QTabWidget::currentChanged, columns_, enable);
    connect(this, &QTabWidget::currentChanged, this, &QWidget::updateGeometry);
    enable();
    connect(&monitor_.hubState(), &HubState::changed, this, &Tabs::showTitles);
    connect(&monitor_.problems(), &ProblemsModel::countChanged, this, &Tabs::showTitles);
    retranslate();
}

QSize Tabs::minimumSizeHint() const
{
    const auto heightOf = [](const QWidget *page) {
        return page ? std::max(page->minimumSizeHint().height(), page->minimumHeight()) : 0;
    };
    int tallest = 0;
    for (int i = 0; i < count(); ++i)
        tallest = std::max(tallest, heightOf(widget(i)));
    const QSize hint = QTabWidget::minimumSizeHint();
    return {hint.width(), hint.height() - tallest + heightOf(currentWidget())};
}

qsizetype Tabs::placeOf(const QString &id)
{
    const auto tabs = all();
    const auto found =
        std::find_if(tabs.begin(), tabs.end(), [&id](const Tab &tab) { return QLatin1String(tab.id) == id; });
    return found == tabs.end() ? -1 : found - tabs.begin();
}

QString Tabs::current() const
{
    const qsizetype place = panels_.indexOf(currentWidget());
    return place < 0 ? QString() : QString::fromLatin1(all()[size_t(place)].id);
}

void Tabs::showTab(const QString &id)
{
    const qsizetype place = placeOf(id);
    if (place >= 0 && indexOf(panels_[place]) >= 0)
        setCurrentWidget(panels_[place]);
}

void Tabs::showPanel(QWidget *panel)
{
    if (indexOf(panel) >= 0)
        setCurrentWidget(panel);
    else
        Q_EMIT panelWanted(panel);
}

QWidget *Tabs::take(const QString &id)
{
    const qsizetype place = placeOf(id);
    const int index = place < 0 ? -1 : indexOf(panels_[place]);
    if (index < 0)
        return nullptr;
    removeTab(index);
    return panels_[place];
}

void Tabs::putBack(const QString &id)
{
    const qsizetype place = placeOf(id);
    if (place < 0 || indexOf(panels_[place]) >= 0)
        return;
    int index = 0;
    for (qsizetype before = 0; before < place; ++before)
        index += indexOf(panels_[before]) >= 0 ? 1 : 0;
    insertTab(index, panels_[place], titleAt(place));
}

QString Tabs::title(const QString &id) const
{
    const qsizetype place = placeOf(id);
    return place < 0 ? QString() : titleAt(place);
}

QString Tabs::titleAt(qsizetype place) const
{
    const Tab &tab = all()[size_t(place)];
    return tab.count ? tr(tab.title).arg(format::count(tab.count(monitor_))) : tr(tab.title);
}

TableColumns *Tabs::tableColumns() const
{
    if (!currentWidget())
        return nullptr;
    // Where there are two, that which has the keyboard.
    const auto all = currentWidget()->findChildren<TableColumns *>();
    for (TableColumns *columns : all) {
        if (columns->parent() == QApplication::focusWidget())
            return columns;
    }
    return all.value(0);
}

void Tabs::openColumns()
{
    if (const TableColumns *columns = tableColumns()) {
        const QHeaderView *header = qobject_cast<QTableView *>(columns->parent())->horizontalHeader();
        columns->menu()->popup(header->mapToGlobal(header->rect().bottomLeft()));
    }
}

void Tabs::showTitles()
{
    for (qsizetype place = 0; place < panels_.size(); ++place) {
        if (const int index = indexOf(panels_[place]); index >= 0)
            setTabText(index, titleAt(place));
    }
    Q_EMIT titlesChanged();
}

void Tabs::retranslate()
{
    setAccessibleName(tr("Views"));
    for (qsizetype place = 0; place < actions_.size(); ++place) {
        const Tab &tab = all()[size_t(place)];
        Actions::setTexts(*actions_[place], tr(tab.text), tr(tab.tip));
    }
    Actions::setTexts(*columns_, tr("Col&umns…"), tr("Choose the columns of the table that is shown"));
    showTitles();
}

} // namespace helio
