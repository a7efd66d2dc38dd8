// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/watchedwires.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace helio {

/// Bounds what a server may send without saying anything: a head that does not end, interim answers without end, a
/// chunk size that does not end. Qt keeps all of it, and reports nothing of it until it is whole; so the kernel is
/// asked what came. Only on Linux; elsewhere it watches nothing.
class WireWatch : public QObject
{
    Q_OBJECT
public:
    explicit WireWatch(QObject *parent = nullptr);
    ~WireWatch() override;

    /// A request is about to go out to the port that `port` answers, at the server or a proxy; it is asked again later.
    /// To be called before the request is made.
    void asks(std::function<quint16()> port);
    /// A head came, or so many bytes of a body, as they came over the connection.
    void heard(qint64 bytes = 0);
    /// The connection carries other answers, too, as HTTP/2 has it: it is not watched any more.
    void shares();
    /// The connection came to an end: whether it was cut, without exceeded() since others might have been meant.
    bool wasCut() { return wires_.wasCut(request_); }
    /// There is no request, and no stream, any more.
    void stop();

Q_SIGNALS:
    /// More than WatchedWires::MaximumUnheardBytes came. The connection is cut, and the watch has stopped.
    void exceeded();

private:
    void check();

    WatchedWires &wires_ = WatchedWires::ofProcess();
    WatchedRequest request_;
    QTimer timer_;
    std::function<quint16()> port_;
};

} // namespace helio
