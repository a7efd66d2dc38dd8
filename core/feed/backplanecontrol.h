// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/backplanesettings.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>

namespace helio {

/// That a hub has its history in Redis, together with others, as it is set.
struct SharedHistory
{
    QString stream;          ///< the key
    qint64 replicas = 0;     ///< of Redis, that have to have what a publisher is answered
    QStringList bridge = {}; ///< channels that go out to Flask-SSE's applications, too: names and globs
};

/// What joins a hub with others, as it is set; BackplaneInfo reports how it goes.
struct BackplaneOverview
{
    BackplaneSettings settings; ///< what the hub uses; with an empty URL the channels are a proposal
    QString environment;        ///< what `env` stands for, for people, without its password; empty: for nothing
    QString keptIn;             ///< for people: where settings can be kept
    /// Nothing: channels go by Redis. Else all of this is set in the file, from the program's next start on.
    std::optional<SharedHistory> shared = {};
    bool isOverridden = false; ///< what is kept does not count at the next start: the command line says another
};

/// A channel that a check found, and how many listen there.
struct BackplaneChannel
{
    QByteArray name;
    qint64 subscribers = 0;

    bool operator==(const BackplaneChannel &other) const = default;
};

/// With whom a hub is joined: to inspect, to check and to change. Calls return at once; signals answer.
class BackplaneControl : public QObject
{
    Q_OBJECT
public:
    enum class StepResult {
        Passed,
        Noted, ///< not as it could be, but no obstacle
        Failed,
    };
    Q_ENUM(StepResult)

    using QObject::QObject;

    virtual BackplaneOverview overview() const = 0;
    /// Joins the hub so, now or, while it is stopped, at its start; streams stay open. With an empty URL it leaves.
    /// `keeps`: it is written down for the next start of the program. changed() or failed() answers.
    virtual void apply(const BackplaneSettings &settings, bool keeps) = 0;

    /// Tries one step after the other, without touching the hub; one that runs is given up. checkFinished() answers.
    virtual void check(const BackplaneSettings &settings) = 0;
    /// Gives up; nothing is reported any more.
    virtual void stopCheck() = 0;

Q_SIGNALS:
    void changed();
    /// Nothing was changed; `problem` says why, for people, translated.
    void failed(const QString &problem);

    /// What is tried now; stepDone() or checkFinished() follows. Messages are for people, translated.
    void stepBegun(const QString &message);
    void stepDone(helio::BackplaneControl::StepResult result, const QString &message);
    /// Who publishes and listens there, by name.
    void channelsFound(const QList<helio::BackplaneChannel> &channels);
    void checkFinished(bool passed);
};

} // namespace helio
