// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/deliveryline.h"

namespace helio {

using namespace std::chrono_literals;

DeliveryLine::DeliveryLine(HubControl &hub, QWidget *parent)
    : QLabel(parent)
    , hub_(hub)
{
    setObjectName(QStringLiteral("inspectorDelivery"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    again_.setInterval(2s);
    connect(&again_, &QTimer::timeout, this, &DeliveryLine::ask);
    connect(&hub, &HubControl::deliveryArrived, this, [this](const DeliveryInfo &delivery) {
        if (eventId_.isEmpty() || delivery.eventId != eventId_)
            return;
        delivery_ = delivery;
        tell();
    });
    retranslate();
}

void DeliveryLine::follow(const QByteArray &eventId)
{
    if (eventId != eventId_)
        delivery_.reset();
    eventId_ = eventId;
    setVisible(!eventId.isEmpty());
    tell();
    if (isVisible())
        ask();
}

void DeliveryLine::ask()
{
    if (!eventId_.isEmpty())
        hub_.requestDelivery(eventId_);
}

void DeliveryLine::tell()
{
    if (!delivery_) {
        setText(QString());
        setToolTip(QString());
        return;
    }
    if (!delivery_->isHeld) {
        setText(tr("What became of it is not known: history does not hold it any more."));
        setToolTip(QString());
        return;
    }
    if (delivery_->subscribers == 0) {
        setText(tr("no client was there to receive it"));
        setToolTip(QString());
        return;
    }
    QStringList parts;
    QStringList details;
    const auto add = [&](qint64 count, const QString &part, const QString &detail) {
        if (count == 0)
            return;
        parts.append(part);
        details.append(detail);
    };
    const auto &[id, isHeld, subscribers, queued, written, acknowledged, lost] = *delivery_;
    add(acknowledged, tr("%Ln acknowledged", nullptr, int(acknowledged)),
        tr("acknowledged: the client's system has it"));
    add(written, tr("%Ln written", nullptr, int(written)),
        tr("written: this system has taken it for the connection, the client's has not acknowledged it"));
    add(queued, tr("%Ln queued", nullptr, int(queued)),
        tr("queued: it waits here, as the client has not read what came before"));
    add(lost, tr("%Ln lost", nullptr, int(lost)),
        tr("lost: the client went before it was sent, or history had dropped it when the client came to it"));
    setText(tr("sent to %Ln client(s): %1", nullptr, int(subscribers)).arg(parts.join(QStringLiteral(", "))));
    setToolTip(details.join(u'\n'));
}

void DeliveryLine::showEvent(QShowEvent *event)
{
    QLabel::showEvent(event);
    ask();
    again_.start();
}

void DeliveryLine::hideEvent(QHideEvent *event)
{
    QLabel::hideEvent(event);
    again_.stop();
}

void DeliveryLine::retranslate()
{
    setAccessibleName(tr("What is known of its delivery"));
    tell();
}

} // namespace helio
