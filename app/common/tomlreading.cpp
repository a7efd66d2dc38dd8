// SPDX-License-Identifier: GPL-3.0-or-later
#include "tomlreading.h"

#include "settingstext.h"

#include <QCoreApplication>

namespace helio {

QString fromStd(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString textOf(const toml::node &node)
{
    if (const auto *text = node.as_string())
        return fromStd(text->get());
    if (const auto *number = node.as_integer())
        return QString::number(number->get());
    throw BadKey{node.source().begin.line, SettingsText::tr("this must be a string or a whole number")};
}

QStringList textsOf(const toml::node &node, bool isList)
{
    const toml::array *array = node.as_array();
    if (isList != (array != nullptr))
        throw BadKey{node.source().begin.line, isList
                                                   ? SettingsText::tr("this must be a list such as [\"…\"]")
                                                   : SettingsText::tr("this must be one value, not a list or table")};
    if (!isList)
        return {textOf(node)};
    QStringList texts;
    for (const toml::node &item : *array)
        texts.append(textOf(item));
    return texts;
}

const toml::array &sectionsOf(const QString &name, const toml::node &node, toml::source_index line)
{
    const toml::array *sections = node.as_array();
    if (!sections || !sections->is_homogeneous(toml::node_type::table))
        throw BadKey{line, SettingsText::tr("\"%1\" must be a section [[%1]], in double brackets").arg(name)};
    return *sections;
}

} // namespace helio
