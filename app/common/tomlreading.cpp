// SPDX-License-Identifier: GPL-3.0-or-later
#include "tomlreading.h"

#include "settingstext.h"

#include <QCoreApplication>

namespace helio {

QString fromStd(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

BadKey badValue(toml::source_index line, const QString &key, const QString &problem)
{
    return {line, key + QLatin1String(": ") + problem};
}

QString textOf(const QString &key, const toml::node &node)
{
    if (const auto *text = node.as_string())
        return fromStd(text->get());
    if (const auto *number = node.as_integer())
        return QString::number(number->get());
    throw badValue(node.source().begin.line, key,
                   node.is_array() || node.is_table() ? SettingsText::tr("this must be one value, not a list or table")
                                                      : SettingsText::tr("this must be a string or a whole number"));
}

QStringList textsOf(const QString &key, const toml::node &node, const char *form)
{
    const toml::array *array = node.as_array();
    if (!array)
        throw badValue(node.source().begin.line, key,
                       SettingsText::tr("this must be a list such as [\"%1\"]").arg(QLatin1String(form)));
    QStringList texts;
    for (const toml::node &item : *array)
        texts.append(textOf(key, item));
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
