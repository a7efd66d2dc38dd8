// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include "accesssettings.h"
#include "event/rules.h"
#include "event/units.h"
#include "redissettings.h"
#include "server/listenaddress.h"
#include "settingstable.h"
#include "sources/demosource.h"
#include "sources/systemsource.h"
#include "store/memorystore.h"
#include "tomlreading.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace helio {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(helio::Settings)
};

QString noSuchSource(const QString &name)
{
    return Words::tr("there is no source \"%1\"; there are: system, demo").arg(name);
}

const toml::table &tableOf(const toml::node &node, const QString &name)
{
    const toml::table *table = node.as_table();
    if (!table)
        throw BadKey{node.source().begin.line, Words::tr("\"%1\" must be a section [%1]").arg(name)};
    return *table;
}

SourceSettings sourceFrom(const toml::table &table)
{
    SourceSettings source;
    const toml::node *type = table.get("type"); // first: the other keys' defaults are of the type
    if (!type)
        throw BadKey{table.source().begin.line, Words::tr("a [[source]] needs a type")};
    const QString typeName = textsOf(*type, false).constFirst();
    if (const auto ofType = SourceSettings::ofType(typeName))
        source = *ofType;
    else
        throw BadKey{type->source().begin.line, noSuchSource(typeName)};
    for (const auto &[key, node] : table) {
        const auto line = key.source().begin.line;
        const QString name = fromStd(key.str());
        const QString text = textsOf(node, false).constFirst();
        QString problem;
        if (name == QLatin1String("channel")) {
            source.channel = text.toUtf8();
            problem = channelProblem(source.channel);
        } else if (name == QLatin1String("interval")) {
            problem = assignSetting(DurationSetting{&source.interval, source.leastInterval()}, {text});
        } else if (name != QLatin1String("type")) {
            problem = Words::tr("\"%1\" is not known in [[source]]").arg(name);
        }
        if (!problem.isEmpty())
            throw BadKey{line, problem};
    }
    return source;
}

void readSection(Settings &settings, const QString &section, const toml::table &table, const QDir &folder)
{
    const QList<Setting> &known = settingsTable();
    if (std::none_of(known.cbegin(), known.cend(),
                     [&](const Setting &setting) { return section == QLatin1String(setting.section); }))
        throw BadKey{table.source().begin.line, Words::tr("the section [%1] is not known").arg(section)};
    for (const auto &[key, node] : table) {
        const QString name = fromStd(key.str());
        const auto setting = std::find_if(known.cbegin(), known.cend(), [&](const Setting &candidate) {
            return section == QLatin1String(candidate.section) && name == QLatin1String(candidate.key);
        });
        if (setting == known.cend())
            throw BadKey{key.source().begin.line, Words::tr("\"%1\" is not known in [%2]").arg(name, section)};
        const SettingPlace place = setting->place(settings);
        QStringList texts = textsOf(node, setting->isList());
        if (std::holds_alternative<FolderSetting>(place) && !texts.constFirst().isEmpty())
            texts = {folder.absoluteFilePath(texts.constFirst())};
        const QString problem = assignSetting(place, texts);
        if (!problem.isEmpty())
            throw BadKey{key.source().begin.line, name + QLatin1String(": ") + problem};
    }
}

} // namespace

std::optional<SourceSettings> SourceSettings::ofType(const QString &name)
{
    if (name == QLatin1String("system")) {
        const SystemSource::Settings defaults;
        return SourceSettings{Type::System, defaults.channel, defaults.interval};
    }
    if (name == QLatin1String("demo")) {
        const DemoSource::Settings defaults;
        return SourceSettings{Type::Demo, defaults.channel, defaults.interval};
    }
    return {};
}

std::chrono::milliseconds SourceSettings::leastInterval() const
{
    switch (type) {
    case Type::System:
        return SystemSource::MinimumInterval;
    case Type::Demo:
        return DemoSource::MinimumInterval;
    }
    return {};
}

QString Settings::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Words::tr("Cannot read %1: %2").arg(path, file.errorString());
    return readText(file.readAll(), path);
}

QString Settings::readText(const QByteArray &text, const QString &path)
{
    try {
        const toml::table root = toml::parse(std::string_view(text.constData(), size_t(text.size())));
        access = {};
        for (const auto &[key, node] : root) {
            const QString name = fromStd(key.str());
            if (isAccessSection(name)) {
                readAccessSection(access, name, node, key.source().begin.line, QFileInfo(path).absoluteDir());
            } else if (name == QLatin1String("source")) {
                const toml::array *list = node.as_array();
                if (!list || !list->is_homogeneous(toml::node_type::table))
                    throw BadKey{key.source().begin.line,
                                 Words::tr("a source is a section [[source]], in double brackets")};
                sources.clear();
                for (const toml::node &source : *list)
                    sources.append(sourceFrom(*source.as_table()));
            } else {
                if (!node.is_table())
                    throw BadKey{key.source().begin.line,
                                 Words::tr("\"%1\" is not known outside a section such as [server]").arg(name)};
                readSection(*this, name, tableOf(node, name), QFileInfo(path).absoluteDir());
            }
        }
    } catch (const toml::parse_error &error) {
        return Words::tr("%1, line %2: %3").arg(path).arg(error.source().begin.line).arg(fromStd(error.description()));
    } catch (const BadKey &bad) {
        return Words::tr("%1, line %2: %3").arg(path).arg(bad.line).arg(bad.problem);
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
    for (const Setting &setting : settingsTable()) {
        if (!parser.isSet(setting.option()))
            continue;
        QStringList texts = parser.values(setting.option());
        if (!setting.isList())
            texts = {texts.constLast()};
        const QString problem = assignSetting(setting.place(*this), texts);
        if (!problem.isEmpty())
            return QStringLiteral("--%1: %2").arg(setting.option(), problem);
    }
    return {};
}

QString Settings::optionsHelp()
{
    QString help;
    for (const Setting &setting : settingsTable()) {
        const QString option = QStringLiteral("--%1 %2").arg(setting.option(), QString::fromLatin1(setting.form));
        help += QStringLiteral("  %1 %2\n").arg(option, -32).arg(Words::tr(setting.help));
    }
    return help;
}

QString Settings::joinRedis()
{
    return backplaneFor(redis, hub.server.maximumBodyBytes, hub.makeBackplane);
}

QString Settings::exposureProblem() const
{
    if (!access.isEmpty())
        return {};
    for (const QString &text : hub.listen) {
        QString problem;
        const auto address = ListenAddress::parse(text, problem);
        if (address && !address->isLoopback())
            return Words::tr(
                       "Not listening on %1: it can be reached from other machines, and no access rule says who may "
                       "read and publish. Listen on 127.0.0.1, write rules ([anonymous], [[token]], [[jwt]]), or allow "
                       "everybody with --open-access.")
                .arg(text);
    }
    return {};
}

HubConfig Settings::hubConfig() const
{
    HubConfig config = hub;
    config.makeStore = makeMemoryStore;
    config.server.access = policyFor(access);
    return config;
}

SourceFactory Settings::sourceFactory() const
{
    return [wanted = sources](Publisher &publisher, QObject *parent) {
        for (const SourceSettings &source : wanted) {
            switch (source.type) {
            case SourceSettings::Type::System:
                (new SystemSource(publisher, {source.channel, source.interval, {}}, parent))->start();
                break;
            case SourceSettings::Type::Demo:
                (new DemoSource(publisher, {source.channel, source.interval, {}}, parent))->start();
                break;
            }
        }
    };
}

QString parseSource(const QString &text, QList<SourceSettings> &sources)
{
    const qsizetype colon = text.indexOf(u':');
    const QString type = colon < 0 ? text : text.left(colon);
    auto source = SourceSettings::ofType(type);
    if (!source)
        return noSuchSource(type);
    if (colon >= 0) {
        const QString problem =
            assignSetting(DurationSetting{&source->interval, source->leastInterval()}, {text.mid(colon + 1)});
        if (!problem.isEmpty())
            return problem;
    }
    sources.append(*source);
    return {};
}

} // namespace helio
