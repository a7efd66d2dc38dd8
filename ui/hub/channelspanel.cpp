// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/channelspanel.h"

#include "ui/look/emptypane.h"
#include "ui/window/monitor.h"

#include <QToolBar>

namespace helio {

ChannelsPanel::ChannelsPanel(Monitor &monitor, Actions &actions, QWidget *parent)
    : TablePanel(monitor.channels(), QStringLiteral("channels"), parent)
    , monitor_(monitor)
    , actions_(actions)
{
    view().setSelectionMode(QAbstractItemView::SingleSelection);
    for (const ActionId id : {ActionId::PublishToChannel, ActionId::MuteChannel, ActionId::CopyUrl,
                              ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl}) {
        view().addAction(actions[id]);
        tools().addAction(actions[id]);
    }
    connect(view().selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QList<int> rows = selectedRows();
        Q_EMIT channelSelected(rows.isEmpty() ? QByteArray() : monitor_.channels().nameAt(rows.constFirst()));
    });
    connect(&view(), &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT channelActivated(monitor_.channels().nameAt(index.row())); });
    const auto showRedis = [this] {
        view().setColumnHidden(ChannelTableModel::OnRedis, !monitor_.backplane().has_value());
    };
    connect(&monitor_, &Monitor::snapshotTaken, this, showRedis);
    retranslate();
    resetColumns();
    showRedis();
}

void ChannelsPanel::resetColumns()
{
    setColumnWidths({22, 10, 10, 9, 10, 17, 18, 10});
}

void ChannelsPanel::retranslate()
{
    view().setAccessibleName(tr("Channels"));
    empty().setTexts(tr("No channels yet"),
                     tr("A channel is made when it is first used: publish to it in the composer below, or let a "
                        "client subscribe to it."));
}

} // namespace helio
