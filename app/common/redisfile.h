// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "configfile.h"
#include "feed/backplanecontrol.h"
#include "server/localhub.h"
#include "settings.h"

namespace helio {

class RedisCheck;

/// The Redis of the hub inside, kept in `[redis]` of its configuration file. A change that is to be kept is written to
/// the file first, the whole or nothing, with all else in it left as it was, and then given to the hub.
class RedisFile : public BackplaneControl
{
    Q_OBJECT
public:
    struct Options
    {
        QString path;                                    ///< of the file, which need not exist yet
        bool isOverridden = false;                       ///< the command line says another than the file
        std::chrono::milliseconds checkPatience{10'000}; ///< for each step of a check
    };

    /// `settings`: what the hub was started with. The hub is borrowed.
    RedisFile(LocalHub &hub, const Settings &settings, Options options, QObject *parent = nullptr);
    ~RedisFile() override;

    BackplaneOverview overview() const override;
    void apply(const BackplaneSettings &settings, bool keeps) override;
    void check(const BackplaneSettings &settings) override;
    void stopCheck() override;

    /// How long an event from elsewhere may be, as `max_body` says for those from here: has the hub use it from its
    /// next start on. Answers what is wrong, when nothing was changed; empty when all is well.
    QString setMaximumDataBytes(qsizetype bytes);

private:
    QString keep(const RedisSettings &wanted, bool hasPassword);
    static QString urlProblemOf(const BackplaneSettings &settings);
    /// What is wrong with them, as a message for people; empty when all is well.
    static QString problemOf(const BackplaneSettings &settings);

    LocalHub &hub_;
    RedisSettings redis_; ///< of the hub
    qsizetype maximumDataBytes_;
    Options options_;
    ConfigFile file_;
    std::unique_ptr<RedisCheck> check_;
};

} // namespace helio
