// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingsfile.h"

#include "settingstable.h"
#include "tomldocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// The text of a field as the values of its key.
QStringList valuesOf(const Setting &setting, const QString &text)
{
    if (!setting.value.isList)
        return {text.trimmed()};
    QStringList values;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            values.append(part.trimmed());
    }
    return values;
}

QString tomlValue(const Setting &setting, const QString &text)
{
    const QStringList values = valuesOf(setting, text);
    if (setting.value.isList)
        return tomlList(values);
    bool isNumber = false;
    values.constFirst().toLongLong(&isNumber);
    return isNumber && qstrcmp(setting.form, "N") == 0 ? values.constFirst() : tomlString(values.constFirst());
}

/// Null when there is none.
const Setting *settingOf(const SettingsControl::Change &change)
{
    const QList<Setting> &all = settingsTable();
    const auto found = std::find_if(all.cbegin(), all.cend(), [&change](const Setting &setting) {
        return change.section == setting.section && change.key == setting.key;
    });
    return found == all.cend() ? nullptr : &*found;
}

} // namespace

SettingsFile::SettingsFile(const Parts &parts, const Settings &settings, Options options, QObject *parent)
    : SettingsControl(parent)
    , hub_(parts.hub)
    , access_(parts.access)
    , redis_(parts.redis)
    , options_(std::move(options))
    , file_(options_.path)
    , running_(settings)
    , next_(settings)
{
    connect(&hub_, &HubControl::stateChanged, this, &SettingsFile::onHubState);
}

QList<Setting> SettingsFile::offered()
{
    QList<Setting> offered;
    for (const Setting &setting : settingsTable()) {
        const bool hasItsOwnWay = qstrcmp(setting.section, "redis") == 0;
        if (!hasItsOwnWay)
            offered.append(setting);
    }
    return offered;
}

Settings SettingsFile::readFile(QString &problem) const
{
    Settings settings = options_.defaults;
    const QFileInfo info(options_.path);
    if (info.exists() || info.isSymLink())
        problem = settings.readFile(options_.path);
    return settings;
}

QList<SettingInfo> SettingsFile::settings(QString &problem) const
{
    const Settings file = readFile(problem);
    Settings next = file;
    if (problem.isEmpty())
        problem = effective(next);
    if (!problem.isEmpty())
        return {};
    QList<SettingInfo> infos;
    const QList<Setting> all = offered();
    for (const Setting &setting : all) {
        SettingInfo info;
        info.section = setting.section;
        info.key = setting.key;
        info.form = setting.form;
        info.help = QCoreApplication::translate("helio::Settings", setting.help);
        info.text = setting.value.text(file);
        info.defaultText = setting.value.text(options_.defaults);
        if (const auto given = options_.given.constFind(setting.option()); given != options_.given.constEnd())
            info.overriddenBy = QStringLiteral("--%1 %2").arg(setting.option(), given->join(u' '));
        const bool isRunning = hub_.state() != HubControl::State::Stopped && hub_.state() != HubControl::State::Failed;
        info.isInForce = !isRunning || setting.value.text(next) == setting.value.text(running_);
        infos.append(info);
    }
    return infos;
}

QString SettingsFile::effective(Settings &settings) const
{
    const QString problem = settings.readOptions(options_.given);
    qsizetype &mostClients = settings.hub.server.maximumClients;
    mostClients = qsizetype(std::min<qint64>(mostClients, options_.mostClients));
    return problem;
}

QString SettingsFile::keptIn() const
{
    return QDir::toNativeSeparators(options_.path);
}

QString SettingsFile::assign(Settings &settings, const Change &change) const
{
    const Setting *setting = settingOf(change);
    if (!setting)
        return {};
    settings.places.remove(setting->option()); // it stands nowhere yet
    return setting->value.assign(settings, valuesOf(*setting, change.text), QFileInfo(options_.path).absoluteDir());
}

QString SettingsFile::problemOf(const Change &change) const
{
    Settings scratch;
    return assign(scratch, change);
}

QString SettingsFile::write(const QList<Change> &changes)
{
    QString problem;
    Settings wanted = readFile(problem);
    for (const Change &change : changes) {
        if (problem.isEmpty())
            problem = assign(wanted, change);
    }
    Settings next = wanted;
    if (problem.isEmpty())
        problem = effective(next);
    // The next start would be refused.
    if (problem.isEmpty())
        problem = next.redisProblem();
    if (problem.isEmpty())
        problem = next.exposureProblem();
    if (!problem.isEmpty())
        return problem;
    const Message refusal = file_.change(
        [&changes](TomlDocument &document) {
            return std::all_of(changes.cbegin(), changes.cend(), [&document](const Change &change) {
                return document.setEntries(change.section, {{change.key, tomlValue(*settingOf(change), change.text)}});
            });
        },
        [&](const Settings &written) {
            return std::all_of(changes.cbegin(), changes.cend(), [&](const Change &change) {
                const SettingValue &value = settingOf(change)->value;
                return value.text(written) == value.text(wanted);
            });
        },
        ConfigFile::Readers::AsBefore);
    // It was read a moment ago: whoever breaks it now has the hub go on as it was.
    problem = refusal.translated();
    if (problem.isEmpty())
        prepare(Rules::InForce);
    return problem;
}

QString SettingsFile::prepare(Rules rules)
{
    QString problem;
    Settings settings = readFile(problem);
    if (problem.isEmpty())
        problem = effective(settings);
    settings.group = running_.group; // it has its own way
    if (problem.isEmpty())
        problem = settings.exposureProblem();
    if (problem.isEmpty()) {
        // Those that were written by hand may not be in force yet.
        Settings before = settings;
        before.access = access_.rules();
        if (rules == Rules::OfFile || !before.exposureProblem().isEmpty())
            problem = access_.setRules(settings.access);
    }
    if (problem.isEmpty())
        problem = redis_.setMaximumDataBytes(settings.hub.server.maximumBodyBytes);
    if (!problem.isEmpty())
        return problem;
    next_ = settings;
    hub_.setNextConfig(settings.hubConfig());
    Q_EMIT changed();
    return {};
}

QString SettingsFile::restart()
{
    if (QString problem = prepare(Rules::OfFile); !problem.isEmpty())
        return problem;
    if (hub_.state() == HubControl::State::Stopped || hub_.state() == HubControl::State::Failed) {
        hub_.start();
        return {};
    }
    restarts_ = true;
    hub_.stop();
    return {};
}

void SettingsFile::onHubState(HubControl::State state)
{
    switch (state) {
    case HubControl::State::Starting:
        running_ = next_;
        Q_EMIT changed();
        return;
    case HubControl::State::Stopped:
        // Later: others are to hear of this state before the next, and may have the program end.
        if (restarts_)
            QMetaObject::invokeMethod(this, &SettingsFile::startAgain, Qt::QueuedConnection);
        Q_EMIT changed();
        return;
    case HubControl::State::Failed:
        restarts_ = false;
        return;
    case HubControl::State::Open:
    case HubControl::State::Draining:
    case HubControl::State::Away:
        return;
    }
}

void SettingsFile::startAgain()
{
    if (std::exchange(restarts_, false))
        hub_.start();
}

} // namespace helio
