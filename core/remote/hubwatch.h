// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hubanswers.h"
#include "remote/hubapi.h"

#include <memory>

namespace helio {

class EventSource;
struct Event;

/// One stream of `/api/watch`: how the hub is, each second. It does not come back by itself.
class HubWatch : public QObject
{
    Q_OBJECT
public:
    explicit HubWatch(QObject *parent = nullptr);
    ~HubWatch() override;

    bool isOpen() const { return source_ != nullptr; }
    /// Totals, channels and departures; one that was open is closed.
    void open(const HubAddress &address);
    /// The rows of some clients, at most MaximumClients.
    void openFor(const HubAddress &address, const QByteArrayList &clients);
    /// Nothing is emitted after it.
    void close();

    static constexpr qsizetype MaximumClients = 200;

Q_SIGNALS:
    void figuresArrived(const helio::HubFigures &figures);
    void channelsArrived(const helio::ChannelNews &news);
    void departuresArrived(const QList<helio::DepartureInfo> &departures);
    void clientsArrived(const QList<helio::ClientInfo> &clients);
    /// It has ended, or was refused: it is closed. `status`: of the answer; 0: there was none. `problem` is for people.
    void lost(int status, const QString &problem);

private:
    void openAt(const HubAddress &address, const QByteArray &target);
    void onEvent(const Event &event);
    void lose(int status, const QString &problem);

    std::unique_ptr<EventSource> source_;
};

} // namespace helio
