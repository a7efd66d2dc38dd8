// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/channelspanel.h"

#include "ui/hub/channeltablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/look/emptypane.h"

#include <QToolBar>

namespace helio {

ChannelsPanel::ChannelsPanel(ChannelTableModel &channels, const HubState &hub, Actions &actions, QWidget *parent)
    : TablePanel(channels, QStringLiteral("channels"), parent)
{
    view().setSelectionMode(QAbstractItemView::SingleSelection);
    for (const ActionId id : {ActionId::PublishToChannel, ActionId::MuteChannel, ActionId::ClearChannel,
                              ActionId::CopyUrl, ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl}) {
        view().addAction(actions[id]);
        tools().addAction(actions[id]);
    }
    connect(view().selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, &channels] {
        const QList<int> rows = selectedRows();
        Q_EMIT channelSelected(rows.isEmpty() ? QByteArray() : channels.nameAt(rows.constFirst()));
    });
    connect(&view(), &QTableView::activated, this,
            [this, &channels](const QModelIndex &index) { Q_EMIT channelActivated(channels.nameAt(index.row())); });
    const auto showRedis = [this, &hub] {
        view().setColumnHidden(ChannelTableModel::OnRedis, !hub.backplane().has_value());
    };
    connect(&hub, &HubState::changed, this, showRedis);
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
