// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace helio {

class Publisher;

/// Publishes what a page can be tried with: at each interval one event of type `value`, a random number, and one of
/// type `price`, the next step of a price that wanders. Their data is in docs/sources.md. Lives in its publisher's
/// thread.
class DemoSource : public QObject
{
    Q_OBJECT
public:
    /// A number from 0 on, less than 1.
    using Chance = std::function<double()>;

    struct Settings
    {
        QByteArray channel = "demo";
        std::chrono::milliseconds interval = std::chrono::seconds(2);
        Chance chance; ///< none: the system's
    };

    /// Shorter intervals than this are taken as this.
    static constexpr std::chrono::milliseconds MinimumInterval{1};

    DemoSource(Publisher &publisher, Settings settings, QObject *parent = nullptr);

    /// Publishes from now on, the first events as soon as the event loop runs.
    void start();
    void stop();
    bool isRunning() const;

private:
    void publishNext();

    Publisher &publisher_;
    Settings settings_;
    QTimer timer_;
    qint64 cents_; ///< the price: whole cents, so that no rounding adds up
};

} // namespace helio
