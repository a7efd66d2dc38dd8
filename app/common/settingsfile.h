// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accessfile.h"
#include "configfile.h"
#include "feed/settingscontrol.h"
#include "redisfile.h"
#include "server/localhub.h"
#include "settings.h"

#include <limits>

namespace helio {

struct Setting;

/// The configuration file of the hub inside, as far as a window changes it key by key; access rules, Redis and sources
/// have their own ways. What the file says is what the hub is started with the next time.
class SettingsFile : public SettingsControl
{
    Q_OBJECT
public:
    /// All are borrowed.
    struct Parts
    {
        LocalHub &hub;
        AccessFile &access; ///< of the same file
        RedisFile &redis;   ///< the same
    };
    struct Options
    {
        QString path;                                            ///< of the file, which need not exist yet
        GivenOptions given;                                      ///< on the command line: they win over the file
        qint64 mostClients = std::numeric_limits<qint64>::max(); ///< that the system has room for
        Settings defaults = {};                                  ///< of the program
    };

    /// `settings`: what the hub was made with.
    SettingsFile(const Parts &parts, const Settings &settings, Options options, QObject *parent = nullptr);

    QList<SettingInfo> settings(QString &problem) const override;
    QString keptIn() const override;
    QString problemOf(const Change &change) const override;
    QString write(const QList<Change> &changes) override;
    /// With the file's access rules, too.
    QString restart() override;
    /// A hub that is being ended for a restart stays stopped: the program ends.
    void cancelRestart() { restarts_ = false; }

private:
    enum class Rules {
        InForce, ///< stay, unless others would reach a hub without any
        OfFile,
    };

    static QList<Setting> offered();
    /// The file's over the program's defaults.
    Settings readFile(QString &problem) const;
    /// Has what the command line says win over `settings`. Answers what is wrong with it.
    QString effective(Settings &settings) const;
    /// Gives the hub what it is started with the next time. Answers why not, when it stays as it was.
    QString prepare(Rules rules);
    void onHubState(HubControl::State state);
    void startAgain();
    QString assign(Settings &settings, const Change &change) const;

    LocalHub &hub_;
    AccessFile &access_;
    RedisFile &redis_;
    Options options_;
    ConfigFile file_;
    Settings running_; ///< what the hub was started with
    Settings next_;    ///< what it is started with the next time
    bool restarts_ = false;
};

} // namespace helio
