// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"
#include "ui/look/tablepanel.h"

class QToolButton;

namespace helio {

class ChannelTableModel;
class HubState;

/// The tab *Channels*: what is published where.
class ChannelsPanel : public TablePanel
{
    Q_OBJECT
public:
    /// All are borrowed.
    ChannelsPanel(ChannelTableModel &channels, const HubState &hub, Actions &actions, QWidget *parent = nullptr);

    /// Selects its row, in sight; does nothing where there is none.
    void selectChannel(const QByteArray &channel);

Q_SIGNALS:
    /// Empty: none.
    void channelSelected(const QByteArray &channel);
    void channelActivated(const QByteArray &channel);

protected:
    void retranslate() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QByteArray channelOf(const QList<int> &rows) const;

    ChannelTableModel &channels_;
    const HubState &hub_;
    QToolButton *copy_;
};

} // namespace helio
