// SPDX-License-Identifier: GPL-3.0-or-later
#include "channelsettings.h"

#include "event/rules.h"
#include "settingstext.h"
#include "settingvalue.h"

namespace helio {

namespace {

using namespace std::chrono_literals;

Pattern patternOf(const toml::table &table)
{
    const toml::node *node = table.get("pattern");
    if (!node)
        throw BadKey{table.source().begin.line, SettingsText::tr("a [[channel]] needs a pattern")};
    const QByteArray glob = textOf(QStringLiteral("pattern"), *node).toUtf8();
    if (const Message problem = patternProblem(glob); !problem.isEmpty())
        throw badValue(node->source().begin.line, QStringLiteral("pattern"), problem.translated());
    return Pattern(glob);
}

} // namespace

ChannelLimits channelFrom(const toml::table &table)
{
    ChannelLimits limits{patternOf(table)};
    for (const auto &[key, node] : table) {
        const QString name = fromStd(key.str());
        const QString text = textOf(name, node);
        QString problem;
        if (name == QLatin1String("max_events"))
            problem = readCount(text, 0, limits.maximumEvents.emplace());
        else if (name == QLatin1String("max_bytes"))
            problem = readSize(text, 0, limits.maximumBytes.emplace());
        else if (name == QLatin1String("max_age"))
            problem = readDuration(text, 0ms, limits.maximumAge.emplace());
        else if (name != QLatin1String("pattern"))
            throw BadKey{key.source().begin.line,
                         SettingsText::tr("\"%1\" is not known in [%2]").arg(name, QLatin1String("[channel]"))};
        if (!problem.isEmpty())
            throw badValue(key.source().begin.line, name, problem);
    }
    return limits;
}

} // namespace helio
