// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <vector>

namespace helio {

/// Measures how long the GUI thread's event loop is busy at a stretch: from the first event it delivers after waiting
/// until it waits again. Whatever is typed or clicked in that time waits as long.
///
/// The loop says when it begins to wait, but no dispatcher says reliably when the waiting is over: so the application
/// calls beginTurn() before it delivers an event. That is cheap enough for each one.
class TurnMeter : public QObject
{
    Q_OBJECT
public:
    /// Watches the loop of this thread, which must have an application.
    explicit TurnMeter(QObject *parent = nullptr);

    /// An event is about to be delivered.
    void beginTurn()
    {
        if (!busySince_.isValid())
            busySince_.start();
    }
    /// Turns count from now on.
    void start();

    struct Report
    {
        double seconds = 0; ///< since start()
        quint64 turns = 0;
        double longestMs = 0;
        double p999Ms = 0; ///< 999 of 1000 turns were no longer; exact to 0.1 ms
        quint64 over50Ms = 0;
    };
    Report report() const;

private:
    void endTurn();

    QElapsedTimer busySince_;     ///< not valid while the loop waits
    QElapsedTimer since_;         ///< not valid before start()
    std::vector<quint32> tenths_; ///< how many turns took so many tenths of a millisecond; the last: so many or more
    quint64 turns_ = 0;
    quint64 over50Ms_ = 0;
    qint64 longestNs_ = 0;
};

} // namespace helio
