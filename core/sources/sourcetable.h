// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>

class QObject;

namespace helio {

class Publisher;

/// One kind of source: the one list that `--source`, `[[source]]` and --help are made from.
struct SourceKind
{
    const char *name;                   ///< as `--source` and `type` name it
    const char *help;                   ///< what it publishes, marked for translation in the context helio::Sources
    QByteArray channel;                 ///< where it publishes by default
    std::chrono::milliseconds interval; ///< how often, by default
    std::chrono::milliseconds leastInterval; ///< shorter ones are refused
    /// Makes one that publishes from now on, in the publisher's thread; `parent` owns it.
    void (*start)(Publisher &publisher, const QByteArray &channel, std::chrono::milliseconds interval, QObject *parent);
};

/// The kind whose events the System charts show.
inline constexpr char SystemSourceName[] = "system";

const QList<SourceKind> &sourceTable();

} // namespace helio
