// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QStringList>

#include <array>
#include <optional>

namespace helio {

struct Grant;

/// Why a request was refused, where somebody who tries again and again would not notice.
enum class Refused {
    UnknownHost, ///< its Host names no machine of ours
    ForeignPage, ///< a page of elsewhere
    NoToken,     ///< none was shown, and one is needed
    BadToken,
    NotGranted, ///< its token does not allow it
    BadQuery,   ///< of a stream
};

/// What the HTTP front knows of what goes wrong at a hub: who is refused, which tokens end, whether others reach it
/// while nothing is restricted. A value, and bounded.
class Troubles
{
public:
    /// Tokens that live shorter are renewed by whoever uses them.
    static constexpr qint64 LongLivedMs = qint64(30) * 24 * 60 * 60 * 1000;

    void count(Refused why) { ++refused_[size_t(why)]; }
    /// One that was let in. `now`: milliseconds since 1970.
    void noteGrant(const Grant &grant, qint64 now);
    /// Whether everything is open to everybody.
    void setOpen(bool isOpen) { isOpen_ = isOpen; }

    /// Writes its part; `urls`: where the hub is served.
    void addTo(HubTroubles &troubles, const QStringList &urls, qint64 now) const;

private:
    static constexpr size_t Reasons = size_t(Refused::BadQuery) + 1;

    /// A token that was made to last.
    struct LongLived
    {
        QByteArray name;
        qint64 endsAt = 0;
    };

    std::array<quint64, Reasons> refused_{};
    QList<LongLived> tokens_;
    bool isOpen_ = false;
};

} // namespace helio
