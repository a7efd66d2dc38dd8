// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/navigatormodel.h"
#include "ui/models/streamlist.h"

namespace helio {

/// What the shape and the colour of a stream's state stand for, wherever it is shown.
inline NavigatorModel::Tone streamTone(StreamList::State state)
{
    switch (state) {
    case StreamList::State::Connecting:
    case StreamList::State::Waiting:
        return NavigatorModel::Tone::Waiting;
    case StreamList::State::Open:
        return NavigatorModel::Tone::Open;
    case StreamList::State::Closed:
    case StreamList::State::Ended:
        return NavigatorModel::Tone::Idle;
    case StreamList::State::Refused:
        return NavigatorModel::Tone::Failed;
    }
    return NavigatorModel::Tone::None;
}

} // namespace helio
