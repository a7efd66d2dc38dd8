// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <toml++/toml.h>

namespace helio {

/// Something in the file is wrong; the line is the node's. Thrown while a file is read.
struct BadKey
{
    toml::source_index line;
    QString problem;
};

QString fromStd(std::string_view text);
/// A value of the file as text, as it would stand on the command line.
QString textOf(const toml::node &node);
/// The items of a list, or one value.
QStringList textsOf(const toml::node &node, bool isList);

/// The sections `[[name]]`: `node` is what the file has under that name, in that line.
const toml::array &sectionsOf(const QString &name, const toml::node &node, toml::source_index line);

} // namespace helio
