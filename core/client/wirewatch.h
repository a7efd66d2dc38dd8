// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <mutex>
#include <optional>

namespace helio {

/// Which connections of this process are watched, so that no two watches take the same. May be used from any thread;
/// must outlive the watches it is given to.
class WatchedWires
{
public:
    /// A connection as the kernel knows it.
    struct Wire
    {
        int descriptor = -1;
        quint64 cookie = 0; ///< the kernel's name for it, which no other ever has
    };

    /// Takes the connection to `port` of another host over which something was sent last, of those nobody has. Nothing
    /// when there is none.
    std::optional<Wire> take(quint16 port);
    /// Gives it back.
    void giveBack(const Wire &wire);

private:
    std::mutex mutex_;
    QSet<quint64> taken_; ///< cookies
};

/// Bounds what a server may send without saying anything: a head that does not end, interim answers without end, a
/// chunk size that does not end. Qt keeps all of it, and tells nothing of it until it is whole; so the kernel is asked
/// what came. Only on Linux; elsewhere it watches nothing.
class WireWatch : public QObject
{
    Q_OBJECT
public:
    /// So much may come between what is heard: the end of a head, bytes of a body.
    static constexpr quint64 MaximumUnheardBytes = 1024 * 1024;

    /// `wires` is borrowed; null: no other connection is watched at the same time.
    explicit WireWatch(WatchedWires *wires, QObject *parent = nullptr);
    ~WireWatch() override;

    /// A request goes out to the port that `port` answers, at the server or a proxy; it is asked later.
    void asks(std::function<quint16()> port);
    /// A head came, or bytes of a body.
    void heard() { isHeard_ = true; }
    /// There is no request, and no stream, any more.
    void stop();

Q_SIGNALS:
    /// More came. The connection is cut, and the watch has stopped.
    void exceeded();

private:
    void check();
    void giveBack();

    WatchedWires own_;
    WatchedWires &wires_;
    QTimer timer_;
    std::function<quint16()> port_;
    std::optional<WatchedWires::Wire> wire_; ///< nothing: not known yet
    quint64 baseline_ = 0;                   ///< what had come when something was heard last
    bool isHeard_ = false;                   ///< since the last check
    int strikes_ = 0; ///< how often in a row too much was there: who hears may just not have got to it
};

} // namespace helio
