// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"

#include <QUrl>

namespace helio::contract {

/// What the harness wants of an event source.
struct ContractRequest
{
    QUrl stream;
    QUrl callback; ///< messages go to `/1`, `/2`, … behind it
    QString tag;   ///< names the test
    EventSourceOptions options;

    /// Nothing where `json` does not say it; `problem` then says to people why. Members that are null count as left
    /// out.
    static std::optional<ContractRequest> parse(const QByteArray &json, QString &problem);
};

} // namespace helio::contract
