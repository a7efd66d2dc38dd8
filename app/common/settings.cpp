// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include "accesssettings.h"
#include "channelsettings.h"
#include "configfile.h"
#include "redissettings.h"
#include "server/listenaddress.h"
#include "settingstable.h"
#include "settingstext.h"
#include "sourcesettings.h"
#include "tomlreading.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace helio {

namespace {

void readSection(Settings &settings, const QString &section, const toml::table &table, const QString &path)
{
    const QList<Setting> &known = settingsTable();
    if (std::none_of(known.cbegin(), known.cend(),
                     [&](const Setting &setting) { return section == QLatin1String(setting.section); }))
        throw BadKey{table.source().begin.line, SettingsText::tr("the section [%1] is not known").arg(section)};
    for (const auto &[key, node] : table) {
        const QString name = fromStd(key.str());
        const auto setting = std::find_if(known.cbegin(), known.cend(), [&](const Setting &candidate) {
            return section == QLatin1String(candidate.section) && name == QLatin1String(candidate.key);
        });
        if (setting == known.cend())
            throw BadKey{key.source().begin.line, SettingsText::tr("\"%1\" is not known in [%2]").arg(name, section)};
        const SettingValue &value = setting->value;
        const QStringList texts = value.isList ? textsOf(name, node, setting->form) : QStringList{textOf(name, node)};
        const QString problem = value.assign(settings, texts, QFileInfo(path).absoluteDir());
        if (!problem.isEmpty())
            throw badValue(key.source().begin.line, name, problem);
        settings.places.insert(setting->option(), {path, key.source().begin.line});
    }
}

/// "listen: " where the line gives `listen` a value; what is no TOML is named by it.
QString keyInLine(const QByteArray &text, toml::source_index line)
{
    static const QRegularExpression Form(QStringLiteral("\\A\\s*([A-Za-z0-9_-]+)\\s*="));
    const auto match = Form.match(QString::fromUtf8(text.split('\n').value(qsizetype(line) - 1)));
    return match.hasMatch() ? match.captured(1) + QLatin1String(": ") : QString();
}

QString inFile(const QString &path, qint64 line, const QString &problem)
{
    return SettingsText::tr("%1, line %2: %3").arg(path).arg(line).arg(problem);
}

} // namespace

QByteArrayList inUtf8(const QStringList &texts)
{
    QByteArrayList bytes;
    for (const QString &text : texts)
        bytes.append(text.toUtf8());
    return bytes;
}

QString optionLine(const QString &option, const QString &help, const QString &value)
{
    const QString shown = value.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, value);
    return QStringLiteral("  %1 %2\n").arg(QStringLiteral("--") + option, -32).arg(shown);
}

QString Settings::readFile(const QString &path)
{
    QString problem;
    const auto text = fileContent(path, problem);
    return text ? readText(*text, path) : problem;
}

QString Settings::readText(const QByteArray &text, const QString &path, qint64 *mistakeLine)
{
    const auto mistake = [&](qint64 line, const QString &problem) {
        if (mistakeLine)
            *mistakeLine = line;
        return inFile(path, line, problem);
    };
    try {
        const toml::table root = toml::parse(std::string_view(text.constData(), size_t(text.size())));
        access = {};
        for (const auto &[key, node] : root) {
            const QString name = fromStd(key.str());
            if (isAccessSection(name)) {
                readAccessSection(access, name, node, key.source().begin.line, QFileInfo(path).absoluteDir());
            } else if (name == QLatin1String("source")) {
                sources.clear();
                for (const toml::node &source : sectionsOf(name, node, key.source().begin.line))
                    sources.append(sourceFrom(*source.as_table()));
            } else if (name == QLatin1String("channel")) {
                hub.history.channels.clear();
                for (const toml::node &channel : sectionsOf(name, node, key.source().begin.line))
                    hub.history.channels.append(channelFrom(*channel.as_table()));
            } else {
                const toml::table *table = node.as_table();
                if (!table)
                    throw BadKey{key.source().begin.line,
                                 SettingsText::tr("\"%1\" is not known outside a section such as [server]").arg(name)};
                readSection(*this, name, *table, path);
            }
        }
    } catch (const toml::parse_error &error) {
        const auto line = error.source().begin.line;
        return mistake(line, keyInLine(text, line) + fromStd(error.description()));
    } catch (const BadKey &bad) {
        return mistake(bad.line, bad.problem);
    }
    return {};
}

void Settings::addOptions(QCommandLineParser &parser)
{
    for (const Setting &setting : settingsTable())
        parser.addOption({setting.option(), QString(), QString::fromLatin1(setting.form)});
    parser.addOption({QStringLiteral("config"), QString(), QStringLiteral("FILE")});
}

QString Settings::readOptions(const QCommandLineParser &parser)
{
    if (parser.values(QStringLiteral("config")).size() > 1) // the rules of all but one would not count
        return SettingsText::tr("--config: give one file");
    return readOptions(givenOptions(parser));
}

GivenOptions Settings::givenOptions(const QCommandLineParser &parser)
{
    GivenOptions given;
    for (const Setting &setting : settingsTable()) {
        if (parser.isSet(setting.option()))
            given.insert(setting.option(), parser.values(setting.option()));
    }
    return given;
}

QString Settings::readOptions(const GivenOptions &given)
{
    for (const Setting &setting : settingsTable()) {
        QStringList texts = given.value(setting.option());
        if (texts.isEmpty())
            continue;
        if (!setting.value.isList)
            texts = {texts.constLast()};
        const QString problem = setting.value.assign(*this, texts, QDir::current());
        if (!problem.isEmpty())
            return QStringLiteral("--%1: %2").arg(setting.option(), problem);
        places.insert(setting.option(), {});
    }
    return {};
}

QString Settings::optionsHelp() const
{
    QString help;
    for (const Setting &setting : settingsTable())
        help += optionLine(setting.option() + u' ' + QLatin1String(setting.form), SettingsText::tr(setting.help),
                           setting.value.text(*this));
    return help;
}

QString Settings::redisProblem() const
{
    if (redis.mode != RedisSettings::Mode::Streams) {
        if (!redis.bridge.isEmpty())
            return withPlace("redis-bridge", SettingsText::tr("bridge is for mode \"streams\" of Redis; with mode "
                                                              "\"pubsub\", channels says what goes by it"));
        return {};
    }
    if (redis.url.isEmpty())
        return withPlace("redis-mode", SettingsText::tr("mode \"streams\" keeps history in Redis; name it with url"));
    if (store.isOnDisk() && store.isAsked)
        return withPlace("store", SettingsText::tr("with mode \"streams\" of Redis, history is there and not in a "
                                                   "file; leave out one of the two"));
    if (places.contains(QLatin1String("redis-channels")))
        return withPlace("redis-channels", SettingsText::tr("with mode \"streams\" of Redis, all channels go by it; "
                                                            "leave out channels, and name those of a Flask-SSE "
                                                            "application in bridge"));
    return {};
}

QString Settings::joinRedis()
{
    if (QString problem = redisProblem(); !problem.isEmpty())
        return problem;
    group.reset();
    return withPlace("redis", redis.mode == RedisSettings::Mode::Streams
                                  ? groupFor(redis, group)
                                  : backplaneFor(redis, hub.server.maximumBodyBytes, hub.makeBackplane));
}

/// A problem that shows only when all is read.
QString Settings::withPlace(const char *option, const QString &problem) const
{
    const auto place = places.constFind(QLatin1String(option));
    if (problem.isEmpty() || place == places.cend())
        return problem;
    return place->file.isEmpty() ? QStringLiteral("--%1: %2").arg(QLatin1String(option), problem)
                                 : inFile(place->file, place->line, problem);
}

QString Settings::exposureProblem() const
{
    if (!access.isEmpty())
        return {};
    if (const QString address = reachableAddress(hub.listen); !address.isEmpty())
        return withPlace("listen",
                         SettingsText::tr("Not listening on %1: it can be reached from other machines, and no access "
                                          "rule says who may read and publish. Listen on 127.0.0.1, or write rules "
                                          "([anonymous], [[token]], [[jwt]]).")
                             .arg(address));
    for (const auto &[isSet, key, option] :
         {std::tuple(!hub.server.allowedHosts.isEmpty(), "allowed_hosts", "allowed-hosts"),
          std::tuple(!hub.server.trustedProxies.isEmpty(), "trusted_proxies", "trusted-proxies")}) {
        if (isSet)
            return withPlace(option,
                             SettingsText::tr("Not starting: %1 is for a hub that others reach, through a proxy or by "
                                              "a name, and no access rule says who may read and publish. Write rules "
                                              "([anonymous], [[token]], [[jwt]]).")
                                 .arg(QLatin1String(key)));
    }
    return {};
}

std::optional<GroupOptions> Settings::groupOptions() const
{
    std::optional<GroupOptions> options = group;
    if (options)
        options->maximumDataBytes = hub.server.maximumBodyBytes;
    return options;
}

HubConfig Settings::hubConfig() const
{
    HubConfig config = hub;
    config.makeStore = group ? makeGroupStore(*groupOptions()) : storeFactory(store, whenUnusable);
    const bool staysAfterTheEnd = group || store.isOnDisk();
    if (const QByteArray figures = systemChannel(); staysAfterTheEnd && !keepsFigures && !figures.isEmpty())
        config.history.channels.append({Pattern(figures), 0});
    config.server.access = policyFor(access);
    return config;
}

SourceFactory Settings::sourceFactory() const
{
    return [wanted = sources](Publisher &publisher, QObject *parent) {
        for (const SourceSettings &source : wanted)
            source.kind->start(publisher, source.channel, source.interval, parent);
    };
}

QByteArray Settings::systemChannel() const
{
    const auto isSystem = [](const SourceSettings &source) {
        return qstrcmp(source.kind->name, SystemSourceName) == 0;
    };
    const auto found = std::find_if(sources.cbegin(), sources.cend(), isSystem);
    return found == sources.cend() ? QByteArray() : found->channel;
}

} // namespace helio
