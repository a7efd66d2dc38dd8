// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientspanel.h"

#include "ui/inspector/copyforms.h"
#include "ui/look/emptypane.h"
#include "ui/window/monitor.h"

#include <QApplication>
#include <QClipboard>
#include <QToolBar>

namespace helio {

ClientsPanel::ClientsPanel(Monitor &monitor, Actions &actions, QWidget *parent)
    : TablePanel(monitor.clients(), QStringLiteral("clients"), parent)
    , monitor_(monitor)
    , actions_(actions)
    , copy_(new QAction(glyphIcon(Glyph::Copy), QString(), this))
{
    QAction *disconnectAction = actions[ActionId::DisconnectClients];
    copy_->setObjectName(QStringLiteral("copyClients"));
    copy_->setShortcut(QKeySequence::Copy);
    copy_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    for (QAction *action : {disconnectAction, copy_}) {
        view().addAction(action);
        tools().addAction(action);
    }
    connect(disconnectAction, &QAction::triggered, this, &ClientsPanel::disconnectSelected);
    connect(copy_, &QAction::triggered, this, &ClientsPanel::copySelected);
    const auto enable = [this] {
        const bool any = !selectedRows().isEmpty();
        actions_[ActionId::DisconnectClients]->setEnabled(any);
        copy_->setEnabled(any);
    };
    connect(view().selectionModel(), &QItemSelectionModel::selectionChanged, this, enable);
    enable();

    const auto teach = [this] {
        const QString url = monitor_.streamUrl(Monitor::SystemChannel);
        empty().setCommand(url.isEmpty() ? QString() : curlSubscribe(url));
    };
    connect(&monitor.hub(), &HubControl::stateChanged, this, teach);
    teach();
    retranslate();
    resetColumns();
}

void ClientsPanel::resetColumns()
{
    setColumnWidths({4, 14, 12, 12, 8, 12, 8, 14, 10, 6});
}

void ClientsPanel::copySelected()
{
    QStringList lines;
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        lines.append(monitor_.clients().textOf(row));
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void ClientsPanel::disconnectSelected()
{
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        monitor_.hub().disconnectClient(monitor_.clients().idAt(row));
}

void ClientsPanel::showEvent(QShowEvent *event)
{
    TablePanel::showEvent(event);
    monitor_.setClientsWanted(true);
}

void ClientsPanel::hideEvent(QHideEvent *event)
{
    TablePanel::hideEvent(event);
    monitor_.setClientsWanted(false);
}

void ClientsPanel::retranslate()
{
    view().setAccessibleName(tr("Clients"));
    copy_->setText(tr("Copy"));
    copy_->setToolTip(tr("Copy the selected rows as text"));
    empty().setTexts(tr("No clients are connected"),
                     tr("A browser's EventSource, curl or any other client of the hub appears here. Try it in a "
                        "terminal:"));
}

} // namespace helio
