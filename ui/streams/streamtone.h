// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tone.h"
#include "ui/streams/streamlist.h"

namespace helio {

/// What the shape and the color of a stream's state stand for, wherever it is shown.
inline Tone streamTone(StreamList::State state)
{
    switch (state) {
    case StreamList::State::Connecting:
    case StreamList::State::Waiting:
        return Tone::Waiting;
    case StreamList::State::Open:
        return Tone::Open;
    case StreamList::State::Closed:
    case StreamList::State::Ended:
        return Tone::Idle;
    case StreamList::State::Refused:
        return Tone::Failed;
    }
    return Tone::None;
}

} // namespace helio
