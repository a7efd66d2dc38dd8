// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace helio {

/// What the reading of settings says, in words of one place (a translation's context).
struct SettingsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Settings)
};

} // namespace helio
