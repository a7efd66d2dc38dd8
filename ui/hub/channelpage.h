// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/hubstate.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QStringListModel;
class QTreeView;

namespace helio {

class ChannelTableModel;
class ClientTableModel;

/// One channel of the hub whole: its figures, and who is subscribed to it. It is brought up to date with each snapshot
/// while it is shown.
class ChannelPage : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumListed = 500; ///< subscribers; how many there are is always said

    /// All are borrowed.
    ChannelPage(HubState &hub, const ChannelTableModel &channels, const ClientTableModel &clients,
                QWidget *parent = nullptr);

    /// One that the hub does not know has no figures. Before the first one it says how to get there.
    void showChannel(const QByteArray &channel);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// In the order of the rows.
    enum Figure { Clients, OnRedis, InGroup, Events, Rate, Bytes, History, Age, LastEventId, OldestId, FigureCount };

    void refresh();
    void showWhatThereIs(bool isThere);
    void listSubscribers();
    QString value(const ChannelInfo &channel, Figure figure) const;
    static QString title(Figure figure);
    void retranslate();

    const HubState &hub_;
    ClientsWish wish_;
    const ChannelTableModel &channels_;
    const ClientTableModel &clients_;
    QByteArray channel_;
    QLabel *hint_; ///< while there is no channel
    QLabel *name_;
    QFormLayout *form_;
    QLabel *figures_[FigureCount];
    QLabel *subscribersTitle_;
    QStringListModel *subscribers_;
    QTreeView *list_;
};

} // namespace helio
