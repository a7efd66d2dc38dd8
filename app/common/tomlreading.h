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

/// What is wrong with the value of a key, whose name stands before it.
BadKey badValue(toml::source_index line, const QString &key, const QString &problem);

QString fromStd(std::string_view text);
/// The value of `key` as text, as it would stand on the command line.
QString textOf(const QString &key, const toml::node &node);
/// The items of a list, each of which has this form, such as ADDRESS:PORT.
QStringList textsOf(const QString &key, const toml::node &node, const char *form);

/// The sections `[[name]]`: `node` is what the file has under that name, in that line.
const toml::array &sectionsOf(const QString &name, const toml::node &node, toml::source_index line);

} // namespace helio
