// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/rulepolicy.h"
#include "server/hubhost.h"

#include <QStringList>

class QCommandLineParser;

namespace helio {

/// One `[[source]]`: what publishes from within.
struct SourceSettings
{
    enum class Type {
        System, ///< this machine's figures
        Demo,   ///< random values and a price
    };
    Type type = Type::System;
    QByteArray channel = "system";
    std::chrono::milliseconds interval{1000};

    /// A source with the defaults of its type; nothing when there is no such type.
    static std::optional<SourceSettings> ofType(const QString &name);
    std::chrono::milliseconds leastInterval() const;
};

/// `[redis]`: the Redis that the hub shares with others.
struct RedisSettings
{
    QString url; ///< empty: none; `env`: from the environment
    QString mode = QStringLiteral("pubsub");
    QStringList channels{QStringLiteral("sse")}; ///< names and globs
};

/// All that the programs can be told about a hub. The defaults are those of docs/configuration.md.
struct Settings
{
    HubConfig hub;
    AccessRules access; ///< of the file
    QString store = QStringLiteral("memory");
    RedisSettings redis;
    QList<SourceSettings> sources; ///< what publishes from within

    /// Reads a TOML file over what is set. Answers what is wrong, with the file's name and the line; empty when all is
    /// well.
    QString readFile(const QString &path);
    /// The same for the file's content; `path` is what problems name, and where files it names are looked for from.
    QString readText(const QByteArray &text, const QString &path);

    /// The options of the command line that say the same as the keys of the file, as `--max-clients` for `max_clients`.
    static void addOptions(QCommandLineParser &parser);
    /// Reads those options over what is set. Answers what is wrong; empty when all is well.
    QString readOptions(const QCommandLineParser &parser);
    /// A table of those options for --help.
    static QString optionsHelp();

    /// Has the hub join the Redis that the settings name, if any; with `env` this is where the environment is read.
    /// Answers what is wrong; empty when all is well.
    QString joinRedis();
    /// Refuses a hub that others can reach (one that listens beyond loopback, or stands behind a proxy, as
    /// `allowed_hosts` and `trusted_proxies` say) while no rule says who may do what; empty when all is well.
    QString exposureProblem() const;
    /// The hub's, with the policy that the rules make.
    HubConfig hubConfig() const;
    /// Makes the sources in the hub's thread.
    SourceFactory sourceFactory() const;
};

/// `system` or `demo:500ms`. Answers what is wrong; empty when all is well.
QString parseSource(const QString &text, QList<SourceSettings> &sources);

} // namespace helio
