// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/networkmanagerpool.h"
#include "doctor/looplateness.h"
#include "ui/streams/streamconnection.h"

#include <QThread>

namespace helio {

/// Opens streams with EventSource, all in one thread of their own: the window is never held up by parsing. Must outlive
/// its connections.
class EventSourceOpener : public StreamOpener
{
public:
    EventSourceOpener();
    ~EventSourceOpener() override;

    std::unique_ptr<StreamConnection> connection(const StreamRequest &request) override;
    std::unique_ptr<StreamTest> test(const StreamRequest &request) override;

private:
    NetworkManagerPool managers_; ///< of the streams
    QThread thread_;
    LoopLateness *lateness_; ///< of the thread, which deletes it
};

} // namespace helio
