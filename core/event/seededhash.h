// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>

namespace helio {

/// For unordered containers whose keys come from outside: who chooses names cannot have them all meet in one bucket.
/// Not noexcept, which has libstdc++ keep the hash beside each key.
struct SeededHash
{
    size_t operator()(const QByteArray &key) const { return qHash(key, QHashSeed::globalSeed()); }
};

} // namespace helio
