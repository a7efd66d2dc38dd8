// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"

#include <QLabel>
#include <QTimer>

namespace helio {

/// What the hub knows of an event's delivery, in one line: "sent to 36 clients: 35 acknowledged, 1 queued". Asks when
/// the selection rests, and again while it can be seen and something may still become of the event; never twice at a
/// time, as each answer makes the hub check every connection.
class DeliveryLine : public QLabel
{
    Q_OBJECT
public:
    /// `hub` is borrowed.
    explicit DeliveryLine(HubControl &hub, QWidget *parent = nullptr);

    /// Follows the event of this id; an empty id: none, and the line hides.
    void follow(const QByteArray &eventId);
    void retranslate();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void ask();
    void onDelivery(const DeliveryInfo &delivery);
    void showDelivery();

    HubControl &hub_;
    QByteArray eventId_;
    std::optional<DeliveryInfo> delivery_;
    QByteArray asked_; ///< what the hub has not answered yet; empty: nothing
    QTimer next_;      ///< to ask
    QTimer patience_;  ///< with the hub's answer
};

} // namespace helio
