// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"
#include "settingvalue.h"

namespace helio {

/// `[history] store`: where a hub keeps its history.
struct StoreChoice
{
    QString file;         ///< of SQLite, absolute; empty: in memory
    bool isAsked = false; ///< somebody said so; else it is what the program does by itself

    bool isOnDisk() const { return !file.isEmpty(); }
    bool operator==(const StoreChoice &other) const = default;
};

/// Where `sqlite` alone keeps it: heliograph/history.db in the folder of the user's data ($XDG_DATA_HOME).
QString usualHistoryFile();

/// `memory`, `sqlite` or `sqlite:FILE`; FILE begins in `folder`. Answers what is wrong; empty when all is well.
QString readStore(const QString &text, const QDir &folder, StoreChoice &value);
/// The choice as readStore() takes it.
QString storeText(const StoreChoice &value);

/// What to do where the file cannot be used: another hub has it, it is none of ours, its folder is not there.
enum class WhenUnusable {
    Refuse,
    InMemory, ///< history is kept in memory, and that is said
};
StoreFactory storeFactory(const StoreChoice &choice, WhenUnusable whenUnusable);

template <typename Place>
SettingValue store(Place place)
{
    return {false,
            [=](Settings &settings, const QStringList &texts, const QDir &folder) {
                return readStore(texts.constFirst(), folder, place(settings));
            },
            [=](const Settings &settings) { return storeText(place(settings)); }};
}

} // namespace helio
