// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"
#include "ui/look/tablepanel.h"

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

    void resetColumns() override;

Q_SIGNALS:
    /// Empty: none.
    void channelSelected(const QByteArray &channel);
    void channelActivated(const QByteArray &channel);

protected:
    void retranslate() override;
};

} // namespace helio
