// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace helio {

class EventSource;

/// Bounds what a server may send without saying anything: a head that does not end, a chunk size that does not. Qt
/// keeps all of it, and tells nothing of it until it is whole; so the kernel is asked what came. Works where the source
/// is the only one in the program that connects to others by TCP, as in `helio listen`.
class WireWatch : public QObject
{
    Q_OBJECT
public:
    /// So much may come between what the source hears of: the end of a head, bytes of the body.
    static constexpr quint64 MaximumUnheardBytes = 1024 * 1024;

    /// `source` is borrowed.
    explicit WireWatch(const EventSource &source);

Q_SIGNALS:
    /// More came. Said once for each time the source hears something again.
    void exceeded();

private:
    void check();
    void onHeard();

    const EventSource &source_;
    QTimer timer_;
    quint64 heard_ = 0;    ///< what the source had received when it was looked at last
    quint64 baseline_ = 0; ///< what had come by then
    int strikes_ = 0;      ///< how often in a row too much was there: the source may just not have got to it
};

} // namespace helio
