// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientspanel.h"

#include "ui/hub/clienttablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/inspector/copyforms.h"
#include "ui/look/emptypane.h"

#include <QApplication>
#include <QClipboard>
#include <QToolBar>

namespace helio {

namespace {

QList<ColumnSpec> specs()
{
    return {
        {.id = QStringLiteral("id"), .characters = 5},
        {.id = QStringLiteral("address"), .characters = 16, .isWhole = true},
        {.id = QStringLiteral("program"), .characters = 14},
        {.id = QStringLiteral("origin"), .characters = 14, .elide = Qt::ElideMiddle},
        {.id = QStringLiteral("subject"), .characters = 8, .elide = Qt::ElideMiddle},
        {.id = QStringLiteral("channels"), .characters = 14, .stretches = true},
        {.id = QStringLiteral("since"), .characters = 9, .isWhole = true},
        {.id = QStringLiteral("lastEventId"), .characters = 10, .elide = Qt::ElideLeft},
        {.id = QStringLiteral("sent"), .characters = 14, .isWhole = true},
        {.id = QStringLiteral("queued"), .characters = 9, .isWhole = true},
    };
}

} // namespace

ClientsPanel::ClientsPanel(ClientTableModel &clients, HubState &hub, Actions &actions, QWidget *parent)
    : TablePanel(clients, QStringLiteral("clients"), specs(), parent)
    , clients_(clients)
    , hub_(hub)
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
        const QString url = hub_.streamUrl(hub_.systemChannel());
        empty().setCommand(url.isEmpty() ? QString() : curlSubscribe(url));
    };
    connect(&hub.control(), &HubControl::stateChanged, this, teach);
    teach();
    retranslate();
}

void ClientsPanel::copySelected()
{
    QStringList lines;
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        lines.append(clients_.textOf(row));
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void ClientsPanel::disconnectSelected()
{
    QByteArrayList ids;
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        ids.append(clients_.idAt(row));
    hub_.control().disconnectClients(ids, {});
}

void ClientsPanel::showEvent(QShowEvent *event)
{
    TablePanel::showEvent(event);
    hub_.setClientsWanted(true);
}

void ClientsPanel::hideEvent(QHideEvent *event)
{
    TablePanel::hideEvent(event);
    hub_.setClientsWanted(false);
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
