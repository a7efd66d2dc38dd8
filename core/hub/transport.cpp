// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/transport.h"

namespace helio {

FramePtr controlFrame(QByteArray bytes)
{
    Frame frame;
    frame.bytes = std::move(bytes);
    return std::make_shared<const Frame>(std::move(frame));
}

} // namespace helio
