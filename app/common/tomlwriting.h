// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QStringList>

namespace helio {

/// A string of a TOML file: in quotes, with what is special in them escaped. Without control characters, which are in
/// no name, no glob and no URL.
QString tomlString(const QString &text);
/// A list of strings, on one line.
QString tomlList(const QStringList &texts);
/// The same of texts in UTF-8.
QString tomlList(const QByteArrayList &texts);

} // namespace helio
