// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settingvalue.h"

namespace helio {

/// One key of the file, and the option of the same name: the one list that the file's reader, the command line's and
/// --help are made from.
struct Setting
{
    const char *section;
    const char *key;
    const char *form; ///< for --help, e.g. `DURATION`
    SettingValue value;
    const char *help; ///< marked for translation in the context helio::Settings; the default follows by itself

    QString option() const; ///< the key with hyphens; of [redis] with the section's name, `--redis` for the URL
};

const QList<Setting> &settingsTable();

} // namespace helio
