// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"

#include <QByteArray>
#include <QHash>

#include <map>

namespace helio {

/// What a bridge published on a channel comes back to it there, once. What of it did not yet, whatever became of its
/// entry in the log meanwhile.
class BridgeEchoes
{
public:
    void clear();
    /// An event goes out.
    void add(Position position, const QByteArray &channel, const QByteArray &message);
    /// It did not, after all.
    void remove(Position position);
    /// Whether that is one which comes back; it does so once.
    bool take(const QByteArray &channel, const QByteArray &message, const QByteArray &id);

    /// Of more, the oldest are forgotten; those that have their position for an id are known by that.
    static constexpr size_t Most = 20'000;

private:
    QHash<QByteArray, Position> byText_;
    std::map<Position, QByteArray> byPosition_;
    Position oldest_;        ///< of this term
    Position forgottenUpTo_; ///< 0-0: none was
};

} // namespace helio
