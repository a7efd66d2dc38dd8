// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/deliveryline.h"

#include "event/pluralform.h"
#include "ui/inspector/deliveryparts.h"

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Who holds an arrow key down wants to know nothing of the rows in between.
constexpr auto Rest = 200ms;
constexpr auto Pause = 2s;
/// A hub that does not know does not answer.
constexpr auto Patience = 10s;

} // namespace

DeliveryLine::DeliveryLine(HubControl &hub, QWidget *parent)
    : QLabel(parent)
    , hub_(hub)
{
    setObjectName(QStringLiteral("inspectorDelivery"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    next_.setParent(this);
    next_.setObjectName(QStringLiteral("inspectorDeliveryNext"));
    for (QTimer *timer : {&next_, &patience_})
        timer->setSingleShot(true);
    connect(&next_, &QTimer::timeout, this, &DeliveryLine::ask);
    connect(&patience_, &QTimer::timeout, this, [this] {
        asked_.clear();
        ask();
    });
    connect(&hub, &HubControl::deliveryArrived, this, &DeliveryLine::onDelivery);
    retranslate();
}

void DeliveryLine::follow(const QByteArray &eventId)
{
    if (eventId != eventId_)
        delivery_.reset();
    eventId_ = eventId;
    next_.stop();
    setVisible(!eventId.isEmpty());
    showDelivery();
    if (isVisible())
        next_.start(Rest);
}

void DeliveryLine::ask()
{
    if (eventId_.isEmpty() || !isVisible() || !asked_.isEmpty())
        return; // what is asked already is answered first, see onDelivery()
    if (window()->isMinimized()) {
        next_.start(Pause);
        return;
    }
    asked_ = eventId_;
    patience_.start(Patience);
    hub_.requestDelivery(asked_);
}

void DeliveryLine::onDelivery(const DeliveryInfo &delivery)
{
    if (delivery.eventId == asked_) {
        asked_.clear();
        patience_.stop();
    }
    if (!eventId_.isEmpty() && delivery.eventId == eventId_) {
        delivery_ = delivery;
        showDelivery();
        if (isVisible() && !DeliveryParts::isSettled(delivery) && !next_.isActive())
            next_.start(Pause);
    } else if (!next_.isActive()) {
        ask(); // its turn came while another was asked for
    }
}

void DeliveryLine::showDelivery()
{
    if (!delivery_) {
        setText(QString());
        setToolTip(QString());
        return;
    }
    if (!delivery_->problem.isEmpty()) {
        setText(delivery_->problem);
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
    const auto [parts, details] = DeliveryParts::of(*delivery_);
    setText(tr("sent to %Ln client(s): %1", nullptr, pluralCount(delivery_->subscribers))
                .arg(parts.join(QStringLiteral(", "))));
    setToolTip(details.join(u'\n'));
}

void DeliveryLine::showEvent(QShowEvent *event)
{
    QLabel::showEvent(event);
    next_.start(Rest);
}

void DeliveryLine::hideEvent(QHideEvent *event)
{
    QLabel::hideEvent(event);
    next_.stop();
}

void DeliveryLine::retranslate()
{
    setAccessibleName(tr("What is known of its delivery"));
    showDelivery();
}

} // namespace helio
