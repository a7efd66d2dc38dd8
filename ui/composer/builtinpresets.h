// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/draft.h"

#include <QList>

namespace helio {

/// A draft to begin with. Its channel is empty: it leaves the one that is there.
struct BuiltinPreset
{
    QString id;   ///< never changes
    QString name; ///< translated
    Draft draft;
};

/// Notification, price tick, progress, chat message, model delta; names in the present language.
QList<BuiltinPreset> builtinPresets();

} // namespace helio
