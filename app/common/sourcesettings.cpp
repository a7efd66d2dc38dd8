// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcesettings.h"

#include "event/rules.h"
#include "settingstext.h"
#include "settingvalue.h"

#include <QCoreApplication>

namespace helio {

namespace {

QString noSuchSource(const QString &name)
{
    QStringList names;
    for (const SourceKind &kind : sourceTable())
        names.append(QLatin1String(kind.name));
    return SettingsText::tr("there is no source \"%1\"; there are: %2").arg(name, names.join(QLatin1String(", ")));
}

QString readInterval(const QString &text, SourceSettings &source)
{
    return readDuration(text, source.kind->leastInterval, source.interval);
}

} // namespace

std::optional<SourceSettings> SourceSettings::ofKind(const QString &name)
{
    for (const SourceKind &kind : sourceTable()) {
        if (name == QLatin1String(kind.name))
            return SourceSettings{&kind, kind.channel, kind.interval};
    }
    return {};
}

SourceSettings sourceFrom(const toml::table &table)
{
    const toml::node *type = table.get("type"); // first: the other keys' defaults are of the type
    if (!type)
        throw BadKey{table.source().begin.line, SettingsText::tr("a [[source]] needs a type")};
    const QString typeName = textOf(QStringLiteral("type"), *type);
    auto source = SourceSettings::ofKind(typeName);
    if (!source)
        throw badValue(type->source().begin.line, QStringLiteral("type"), noSuchSource(typeName));
    for (const auto &[key, node] : table) {
        const QString name = fromStd(key.str());
        const QString text = textOf(name, node);
        QString problem;
        if (name == QLatin1String("channel")) {
            source->channel = text.toUtf8();
            problem = channelProblem(source->channel).translated();
        } else if (name == QLatin1String("interval")) {
            problem = readInterval(text, *source);
        } else if (name != QLatin1String("type")) {
            throw BadKey{key.source().begin.line, SettingsText::tr("\"%1\" is not known in [[source]]").arg(name)};
        }
        if (!problem.isEmpty())
            throw badValue(key.source().begin.line, name, problem);
    }
    return *source;
}

QString parseSource(const QString &text, QList<SourceSettings> &sources)
{
    const qsizetype colon = text.indexOf(u':');
    const QString name = colon < 0 ? text : text.left(colon);
    auto source = SourceSettings::ofKind(name);
    if (!source)
        return noSuchSource(name);
    if (colon >= 0) {
        if (QString problem = readInterval(text.mid(colon + 1), *source); !problem.isEmpty())
            return problem;
    }
    sources.append(*source);
    return {};
}

QString sourcesHelp()
{
    QString help;
    for (const SourceKind &kind : sourceTable())
        help += optionLine(QStringLiteral("source %1[:INTERVAL]").arg(QLatin1String(kind.name)),
                           QCoreApplication::translate("helio::Sources", kind.help), durationText(kind.interval));
    return help;
}

} // namespace helio
