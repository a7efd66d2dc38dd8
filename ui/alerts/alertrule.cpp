// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertrule.h"

#include "client/answer.h"
#include "findings/findingtable.h"
#include "ui/events/filter/eventfilter.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace helio {

using namespace Qt::StringLiterals;

namespace {

struct AlertRuleText
{
    Q_DECLARE_TR_FUNCTIONS(helio::AlertRule)
};

/// As the settings name the conditions, in the order of the enum.
constexpr QLatin1String ConditionNames[] = {"finding"_L1, "silence"_L1, "more-than"_L1, "fewer-than"_L1, "event"_L1};

bool isWithin(std::chrono::seconds time)
{
    return time >= AlertRule::LeastTime && time <= AlertRule::MostTime;
}

std::chrono::seconds secondsIn(const QJsonObject &settings, QLatin1String key, std::chrono::seconds usual)
{
    const double seconds = settings[key].toDouble(double(usual.count()));
    return std::chrono::seconds(qint64(std::clamp(seconds, 0.0, double(AlertRule::MostTime.count()))));
}

} // namespace

bool AlertRule::watchesSame(const AlertRule &other) const
{
    return condition == other.condition && code == other.code && stream == other.stream && filter == other.filter &&
           rate == other.rate && time == other.time && isEnabled == other.isEnabled;
}

QString alertRuleProblem(const AlertRule &rule)
{
    using Condition = AlertRule::Condition;
    if (rule.name.trimmed().isEmpty())
        return AlertRuleText::tr("Give the alert a name.");
    EventFilter::Mistake mistake;
    if (rule.condition != Condition::Finding && !EventFilter::parse(rule.filter, &mistake))
        return AlertRuleText::tr("The filter cannot be used: %1").arg(mistake.what);
    const bool hasRate = rule.condition == Condition::MoreThan || rule.condition == Condition::FewerThan;
    if (hasRate && (!std::isfinite(rule.rate) || rule.rate < 0 || rule.rate > AlertRule::MostRate))
        return AlertRuleText::tr("The rate is a number of events a second, from 0 to 1,000,000.");
    if (rule.condition == Condition::FewerThan && rule.rate == 0)
        return AlertRuleText::tr("There are never fewer than 0 events a second.");
    if ((hasRate || rule.condition == Condition::Silence) && !isWithin(rule.time))
        return AlertRuleText::tr("The time is from one second to one day.");
    if (!isWithin(rule.coolDown))
        return AlertRuleText::tr("The pause after an alert is from one second to one day.");
    if (!rule.url.isEmpty() && !isHttpUrl(rule.url))
        return AlertRuleText::tr("What is posted to is an address that begins with http:// or https://.");
    if (!rule.notifies && !rule.marks && rule.url.isEmpty())
        return AlertRuleText::tr("Say what is to be done when it happens.");
    return {};
}

QJsonObject settingsOf(const AlertRule &rule)
{
    QJsonObject settings{{u"name"_s, rule.name},
                         {u"enabled"_s, rule.isEnabled},
                         {u"condition"_s, ConditionNames[size_t(rule.condition)]},
                         {u"coolDown"_s, qint64(rule.coolDown.count())},
                         {u"notifies"_s, rule.notifies},
                         {u"marks"_s, rule.marks}};
    if (!rule.url.isEmpty())
        settings.insert("url"_L1, rule.url.toString(QUrl::FullyEncoded));
    if (rule.condition == AlertRule::Condition::Finding) {
        settings.insert("code"_L1, rule.code ? QLatin1String(codeName(*rule.code)) : QLatin1String());
        settings.insert("stream"_L1, rule.stream);
        return settings;
    }
    settings.insert("filter"_L1, rule.filter);
    settings.insert("rate"_L1, rule.rate);
    settings.insert("time"_L1, qint64(rule.time.count()));
    return settings;
}

std::optional<AlertRule> alertRuleFrom(const QJsonObject &settings)
{
    const QString condition = settings["condition"_L1].toString();
    const auto known = std::find(std::begin(ConditionNames), std::end(ConditionNames), condition);
    if (known == std::end(ConditionNames))
        return {};
    AlertRule rule;
    rule.name = settings["name"_L1].toString();
    rule.isEnabled = settings["enabled"_L1].toBool(true);
    rule.condition = AlertRule::Condition(known - std::begin(ConditionNames));
    if (const QByteArray code = settings["code"_L1].toString().toUtf8(); !code.isEmpty()) {
        rule.code = codeFromName(code);
        if (!rule.code)
            return {};
    }
    rule.stream = settings["stream"_L1].toString();
    rule.filter = settings["filter"_L1].toString();
    rule.rate = settings["rate"_L1].toDouble(rule.rate);
    rule.time = secondsIn(settings, "time"_L1, rule.time);
    rule.coolDown = secondsIn(settings, "coolDown"_L1, rule.coolDown);
    rule.notifies = settings["notifies"_L1].toBool(rule.notifies);
    rule.marks = settings["marks"_L1].toBool(rule.marks);
    rule.url = QUrl(settings["url"_L1].toString());
    return alertRuleProblem(rule).isEmpty() ? std::optional(rule) : std::nullopt;
}

} // namespace helio
