// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/deliveryparts.h"

#include "event/pluralform.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct DeliveryPartsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::DeliveryParts)
};

} // namespace

DeliveryParts DeliveryParts::of(const DeliveryInfo &delivery)
{
    DeliveryParts result;
    const auto add = [&result](qint64 count, const QString &part, const QString &detail) {
        if (count == 0)
            return;
        result.parts.append(part);
        result.details.append(detail);
    };
    const auto &[id, isHeld, subscribers, queued, written, acknowledged, lost, problem] = delivery;
    add(acknowledged, DeliveryPartsText::tr("%Ln acknowledged", nullptr, pluralCount(acknowledged)),
        DeliveryPartsText::tr("acknowledged: the client's system has it"));
    add(written, DeliveryPartsText::tr("%Ln written", nullptr, pluralCount(written)),
        DeliveryPartsText::tr(
            "written: this system has taken it for the connection, the client's has not acknowledged it"));
    add(queued, DeliveryPartsText::tr("%Ln queued", nullptr, pluralCount(queued)),
        DeliveryPartsText::tr("queued: it waits here, as the client has not read what came before"));
    add(lost, DeliveryPartsText::tr("%Ln lost", nullptr, pluralCount(lost)),
        DeliveryPartsText::tr(
            "lost: the client went before it was sent, or history had dropped it when the client came to it"));
    return result;
}

bool DeliveryParts::isSettled(const DeliveryInfo &delivery)
{
    return delivery.problem.isEmpty() && (!delivery.isHeld || (delivery.queued == 0 && delivery.written == 0));
}

} // namespace helio
