// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/systemfigures.h"
#include "sources/systemreader.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace helio {

class Publisher;

/// Publishes the figures of this machine at an interval: one event of the default type, its data the JSON object of
/// docs/sources.md. Lives in its publisher's thread.
class SystemSource : public QObject
{
    Q_OBJECT
public:
    struct Settings
    {
        QByteArray channel = "system";
        std::chrono::milliseconds interval = std::chrono::seconds(1);
        SystemReader reader; ///< of this machine, or in a test of recorded files
    };

    /// Shorter intervals than this are taken as this: the kernel counts in hundredths of a second.
    static constexpr std::chrono::milliseconds MinimumInterval{100};

    SystemSource(Publisher &publisher, Settings settings, QObject *parent = nullptr);

    /// Publishes from now on. The first event comes soon whatever the interval, but not at once: rates need two
    /// readings.
    void start();
    void stop();
    bool isRunning() const;

private:
    SystemCounters read() const;
    void publishFigures();

    Publisher &publisher_;
    Settings settings_;
    QElapsedTimer clock_;
    QTimer timer_;
    SystemCounters previous_;
};

} // namespace helio
