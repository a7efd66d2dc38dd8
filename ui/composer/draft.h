// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// What stands in the composer's fields, as it was written, placeholders and all.
struct Draft
{
    QString channel;
    bool isChannelSet = false; ///< by the user; else it is the one that the composer followed
    QString type;
    QString id;
    QString retry; ///< as written, whether it is a number or not
    QString data;

    bool operator==(const Draft &other) const = default;

    /// Nothing is written, whatever the channel is.
    bool isBlank() const { return type.isEmpty() && id.isEmpty() && retry.isEmpty() && data.isEmpty(); }
    /// What it takes in a file, about.
    qsizetype bytes() const { return channel.size() + type.size() + id.size() + retry.size() + data.size() * 2; }
};

} // namespace helio
