// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace helio {

/// What is watched for, and what is done when it is so. A value.
struct AlertRule
{
    enum class Condition {
        Finding,   ///< something is found to be wrong with a stream or the hub
        Silence,   ///< no event of `filter` for `time`
        MoreThan,  ///< more than `rate` events of `filter` a second, over `time`
        FewerThan, ///< fewer
        Event,     ///< an event that `filter` meets
    };

    static constexpr std::chrono::seconds LeastTime{1};
    static constexpr std::chrono::seconds MostTime{86'400};
    static constexpr double MostRate = 1e6;

    QString name;
    bool isEnabled = true;
    Condition condition = Condition::Finding;
    std::optional<FindingCode> code; ///< nothing: any error or warning
    QString stream;                  ///< whose finding, by its name in the window; empty: of any, and of the hub
    QString filter;                  ///< as the field over the events table takes it; empty: every event
    double rate = 1;
    std::chrono::seconds time{60};
    std::chrono::seconds coolDown{60}; ///< so long it says nothing more after it said something
    bool notifies = true;              ///< by the desktop
    bool marks = true;                 ///< in the tray and the window's title
    QUrl url;                          ///< where it is posted to; empty: nowhere

    bool operator==(const AlertRule &other) const = default;
    /// Whether both watch for the same, whatever they do then.
    bool watchesSame(const AlertRule &other) const;
};

/// Why it cannot be used, for people, translated; empty when it can.
QString alertRuleProblem(const AlertRule &rule);

/// As the settings hold it: with the URL as it is.
QJsonObject settingsOf(const AlertRule &rule);
/// Nothing where it is none that this version can use.
std::optional<AlertRule> alertRuleFrom(const QJsonObject &settings);

} // namespace helio
