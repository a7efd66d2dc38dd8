// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/rulepolicy.h"
#include "group/groupstorefactory.h"
#include "server/hubhost.h"
#include "sources/sourcetable.h"
#include "storesettings.h"

#include <QMap>
#include <QStringList>

class QCommandLineParser;

namespace helio {

/// One `[[source]]`: what publishes from within.
struct SourceSettings
{
    const SourceKind *kind; ///< of sourceTable(), never null
    QByteArray channel;
    std::chrono::milliseconds interval;

    /// A source with the defaults of its kind; nothing when there is no such kind.
    static std::optional<SourceSettings> ofKind(const QString &name);
};

/// `[redis]`: the Redis that the hub shares with others.
struct RedisSettings
{
    enum class Mode {
        PubSub,  ///< some channels, in Flask-SSE's form
        Streams, ///< all channels and their history, with the hubs that use the same stream
    };
    QString url; ///< empty: none; `env`: from the environment
    Mode mode = Mode::PubSub;
    QStringList channels{QStringLiteral("sse")};  ///< PubSub: names and globs
    QString stream{QStringLiteral("heliograph")}; ///< Streams: the key, which all others begin with
    qint64 replicas = 0;                          ///< Streams: so many have to have what a publisher is answered
    QStringList bridge;                           ///< Streams: names and globs spoken in Flask-SSE's form, too
};

/// Options of the command line that say the same as keys of the file, without their hyphens, with all their values.
using GivenOptions = QMap<QString, QStringList>;

/// Where a value was set.
struct SettingPlace
{
    QString file; ///< empty: on the command line
    qint64 line = 0;
};

/// All that can be set for a hub. The defaults are those of docs/configuration.md.
struct Settings
{
    HubConfig hub;
    StoreChoice store;
    WhenUnusable whenUnusable = WhenUnusable::Refuse; ///< what the program does then
    AccessRules access;                               ///< of the file
    RedisSettings redis;
    std::optional<GroupOptions> group; ///< by joinRedis(): with whom the hub has its history, instead of `store`
    QList<SourceSettings> sources;     ///< what publishes from within
    /// Whether a store on disk keeps this machine's figures where no `[[channel]]` speaks of them: they would have it
    /// written each second for ever.
    bool keepsFigures = true;
    /// By the option that says the same; what is not there was not set, or not by file or command line.
    QMap<QString, SettingPlace> places;

    /// Reads a TOML file over what is set. Answers what is wrong, with the file's name and the line; empty when all is
    /// well.
    QString readFile(const QString &path);
    /// The same for the file's content; `path` is what problems name, and what paths in it are relative to.
    /// `mistakeLine`: the line alone.
    QString readText(const QByteArray &text, const QString &path, qint64 *mistakeLine = nullptr);

    /// The options of the command line that say the same as the keys of the file, as `--max-clients` for `max_clients`.
    static void addOptions(QCommandLineParser &parser);
    /// Reads those options over what is set. Answers what is wrong; empty when all is well.
    QString readOptions(const QCommandLineParser &parser);
    /// The same of options that were taken from it.
    QString readOptions(const GivenOptions &given);
    static GivenOptions givenOptions(const QCommandLineParser &parser);
    /// A table of those options for --help, with what is set here as their defaults.
    QString optionsHelp() const;

    /// What does not go together in what is said of Redis and of history, and where that was set; empty when all is
    /// well.
    QString redisProblem() const;
    /// Has the hub join the Redis that the settings name, if any; with `env` this is where the environment is read.
    /// Answers what is wrong, redisProblem() too, and where it was set; empty when all is well.
    QString joinRedis();
    /// Refuses a hub that others can reach (one that listens beyond loopback, or stands behind a proxy, as
    /// `allowed_hosts` and `trusted_proxies` say) while no rule says who may do what, and says where that was set;
    /// empty when all is well.
    QString exposureProblem() const;
    /// With whom the hub has its history; nothing where it has it alone.
    std::optional<GroupOptions> groupOptions() const;
    /// The hub's, with the store that was chosen and the policy that the rules make.
    HubConfig hubConfig() const;
    /// Makes the sources in the hub's thread.
    SourceFactory sourceFactory() const;
    /// Where this machine's figures are published, by the first source of that kind; empty where they are not.
    QByteArray systemChannel() const;

private:
    QString withPlace(const char *option, const QString &problem) const;
};

/// `system` or `demo:500ms`, as --source has it. Answers what is wrong; empty when all is well.
QString parseSource(const QString &text, QList<SourceSettings> &sources);
/// The option --source of each kind, for --help.
QString sourcesHelp();

QByteArrayList inUtf8(const QStringList &texts);

/// One line of --help: the option without its hyphens, and its default where `value` is not empty.
QString optionLine(const QString &option, const QString &help, const QString &value);

} // namespace helio
