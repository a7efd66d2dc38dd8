// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

#include <variant>

namespace helio {

/// Where a setting's value is kept, by the form in which it is written.
struct DurationSetting
{
    std::chrono::milliseconds *value;
    std::chrono::milliseconds least;
};
struct SizeSetting
{
    qint64 *value;
    qint64 least;
};
struct CountSetting
{
    qint64 *value;
    qint64 least;
};
struct ListenSetting
{
    QStringList *value;
};
struct OriginsSetting
{
    QStringList *value;
};
struct HostsSetting
{
    QStringList *value;
};
struct NetworksSetting
{
    QList<std::pair<QHostAddress, int>> *value;
};
struct StoreSetting
{
    QString *value;
};
struct FolderSetting
{
    QString *value;
};
struct RedisUrlSetting
{
    QString *value;
};
struct RedisModeSetting
{
    QString *value;
};
struct RedisChannelsSetting
{
    QStringList *value;
};
using SettingPlace =
    std::variant<DurationSetting, SizeSetting, CountSetting, ListenSetting, OriginsSetting, HostsSetting,
                 NetworksSetting, StoreSetting, FolderSetting, RedisUrlSetting, RedisModeSetting, RedisChannelsSetting>;

/// One key of the file, and the option of the same name: the one list that the file's reader, the command line's and
/// --help are made from.
struct Setting
{
    const char *section;
    const char *key;
    const char *form; ///< for --help, e.g. `DURATION`
    SettingPlace (*place)(Settings &settings);
    const char *help; ///< marked for translation in the context helio::Settings

    QString option() const; ///< the key with hyphens; of [redis] with the section's name, `--redis` for the URL
    bool isList() const;
};

const QList<Setting> &settingsTable();

QByteArrayList inUtf8(const QStringList &texts);

/// Sets one value from its text; lists get all their items. Answers what is wrong; empty when all is well.
QString assignSetting(const SettingPlace &place, const QStringList &texts);

} // namespace helio
