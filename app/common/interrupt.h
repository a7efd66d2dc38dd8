// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace helio {

/// SIGINT and SIGTERM as a signal of Qt. One at a time per process, made before the event loop runs.
class Interrupt : public QObject
{
    Q_OBJECT
public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

    /// Becomes readable when the process is asked to end, for waits outside the event loop.
    int descriptor() const;

Q_SIGNALS:
    void came();

private:
    std::unique_ptr<QSocketNotifier> notifier_;
};

} // namespace helio
