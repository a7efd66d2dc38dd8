// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/tone.h"

namespace helio {

QString toneShape(Tone tone)
{
    switch (tone) {
    case Tone::None:
        return {};
    case Tone::Open:
        return QStringLiteral("●");
    case Tone::Waiting:
        return QStringLiteral("◐");
    case Tone::Failed:
        return QStringLiteral("✕");
    case Tone::Idle:
        return QStringLiteral("○");
    }
    return {};
}

} // namespace helio
