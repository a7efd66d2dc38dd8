// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

namespace helio {

/// Which hubs of a group are not there any more: a group forgets who is silent within seconds, be it stopped, frozen or
/// cut off. A value, told of each snapshot's group.
class MissingHubs
{
public:
    struct Hub
    {
        GroupInfo::Hub last;  ///< as it was known last
        qint64 missingAt = 0; ///< when it was first missed; milliseconds since 1970
    };
    static constexpr qsizetype MostHubs = 50;
    static constexpr qint64 MostMilliseconds = qint64(10) * 60 * 1000; ///< after that it is forgotten

    void onGroup(const std::optional<GroupInfo> &group, qint64 now);
    /// The latest first.
    const QList<Hub> &hubs() const { return missing_; }

private:
    QList<GroupInfo::Hub> present_; ///< the others, as known last
    QList<Hub> missing_;
    QByteArray self_;
};

} // namespace helio
