// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hubanswers.h"
#include "remote/hubapi.h"

#include <QTimer>

namespace helio {

/// How a hub is that cannot be watched, as the first ones: asked now and then for all of it.
class HubPoll : public QObject
{
    Q_OBJECT
public:
    /// `api` is borrowed.
    explicit HubPoll(HubApi &api, QObject *parent = nullptr);

    void begin();
    /// Nothing is emitted after it.
    void end();

Q_SIGNALS:
    void figuresArrived(const helio::HubFigures &figures);
    void channelsArrived(const QList<helio::ChannelInfo> &channels);
    /// It does not answer any more; this has ended.
    void lost(int status, const QString &problem);

private:
    void askFigures();
    void askChannels();

    HubApi &api_;
    QTimer timer_;
    quint64 life_ = 0;
};

} // namespace helio
