// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/channelspanel.h"

#include "ui/hub/channeltablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/look/columns.h"
#include "ui/look/emptypane.h"
#include "ui/look/tablecolumns.h"

#include <QMenu>
#include <QToolBar>
#include <QToolButton>

namespace helio {

namespace {

QList<ColumnSpec> channelColumns()
{
    return {
        {.id = QStringLiteral("name"), .characters = 22, .elide = Qt::ElideMiddle},
        {.id = QStringLiteral("clients"), .isWhole = true},
        {.id = QStringLiteral("inGroup"), .isWhole = true},
        {.id = QStringLiteral("events"), .isWhole = true},
        {.id = QStringLiteral("rate"), .characters = 9, .isWhole = true},
        {.id = QStringLiteral("bytes"), .isWhole = true},
        {.id = QStringLiteral("history"), .characters = 17, .isWhole = true},
        {.id = QStringLiteral("age"), .characters = 11, .isWhole = true},
        {.id = QStringLiteral("lastEventId"), .characters = 18, .elide = Qt::ElideLeft, .stretches = true},
        {.id = QStringLiteral("onRedis"), .isWhole = true},
    };
}

} // namespace

ChannelsPanel::ChannelsPanel(ChannelTableModel &channels, const HubState &hub, Actions &actions, QWidget *parent)
    : TablePanel(channels, QStringLiteral("channels"), channelColumns(), new ColumnDelegate, parent)
    , channels_(channels)
    , hub_(hub)
    , copy_(new QToolButton)
{
    view().setSelectionMode(QAbstractItemView::SingleSelection);
    for (const ActionId id : {ActionId::PublishToChannel, ActionId::MuteChannel, ActionId::ClearChannel}) {
        view().addAction(actions[id]);
        tools().addAction(actions[id]);
    }
    auto *copies = new QMenu(copy_);
    for (const ActionId id : {ActionId::CopyUrl, ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl}) {
        view().addAction(actions[id]);
        copies->addAction(actions[id]);
    }
    copy_->setObjectName(QStringLiteral("channelsCopy"));
    copy_->setMenu(copies);
    copy_->setPopupMode(QToolButton::InstantPopup);
    tools().addWidget(copy_);
    connect(view().selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { Q_EMIT channelSelected(channelOf(selectedRows())); });
    connect(&view(), &QTableView::activated, this,
            [this, &channels](const QModelIndex &index) { Q_EMIT channelActivated(channels.nameAt(index.row())); });
    const auto showRedis = [this, &hub] {
        columns().setAvailable(ChannelTableModel::OnRedis, hub.backplane().has_value());
        columns().setAvailable(ChannelTableModel::InGroup, hub.group().has_value());
    };
    connect(&hub, &HubState::changed, this, showRedis);
    retranslate();
    showRedis();
}

void ChannelsPanel::selectChannel(const QByteArray &channel)
{
    const int row = channels_.rowOf(channel);
    if (row < 0 || channelOf(selectedRows()) == channel)
        return;
    const QModelIndex index = channels_.index(row, ChannelTableModel::Name);
    view().selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    view().scrollTo(index);
}

QByteArray ChannelsPanel::channelOf(const QList<int> &rows) const
{
    return rows.isEmpty() ? QByteArray() : channels_.nameAt(rows.constFirst());
}

void ChannelsPanel::showEvent(QShowEvent *event)
{
    TablePanel::showEvent(event);
    hub_.control().setChannelsShown(true);
}

void ChannelsPanel::hideEvent(QHideEvent *event)
{
    TablePanel::hideEvent(event);
    hub_.control().setChannelsShown(false);
}

void ChannelsPanel::retranslate()
{
    view().setAccessibleName(tr("Channels"));
    copy_->setText(tr("Copy"));
    copy_->setToolTip(tr("What subscribes to the channel: its URL, JavaScript or curl"));
    empty().setTexts(tr("No channels yet"),
                     tr("A channel is made when it is first used: publish to it in the composer below, or let a "
                        "client subscribe to it."));
}

} // namespace helio
