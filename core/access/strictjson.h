// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <nlohmann/json.hpp>

namespace helio {

/// Parses JSON that is to be an object. Nothing when it is not valid UTF-8 and JSON, is nested deeper than 16 levels,
/// or says a member twice: two readers of a doubled claim may believe different ones.
std::optional<nlohmann::json> parseStrictObject(QByteArrayView text);

} // namespace helio
