// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/deliveryparts.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct Text
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
    add(acknowledged, Text::tr("%Ln acknowledged", nullptr, int(acknowledged)),
        Text::tr("acknowledged: the client's system has it"));
    add(written, Text::tr("%Ln written", nullptr, int(written)),
        Text::tr("written: this system has taken it for the connection, the client's has not acknowledged it"));
    add(queued, Text::tr("%Ln queued", nullptr, int(queued)),
        Text::tr("queued: it waits here, as the client has not read what came before"));
    add(lost, Text::tr("%Ln lost", nullptr, int(lost)),
        Text::tr("lost: the client went before it was sent, or history had dropped it when the client came to it"));
    return result;
}

bool DeliveryParts::isSettled(const DeliveryInfo &delivery)
{
    return delivery.problem.isEmpty() && (!delivery.isHeld || (delivery.queued == 0 && delivery.written == 0));
}

} // namespace helio
