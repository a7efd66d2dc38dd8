// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QByteArrayList>
#include <QList>
#include <QObject>
#include <QString>

namespace helio {

/// What became of one publish() call.
struct PublishReceipt
{
    quint64 ticket = 0;     ///< as publish() returned it
    QByteArrayList ids;     ///< of the events, in order; empty when refused
    qint64 subscribers = 0; ///< to how many clients the last of them went (the dashboard's own tap is none)
    QString error;          ///< for people, translated; empty when all were accepted. A refused call published nothing.
};

/// Takes events for a hub: the hub inside, or later one far away. publish() returns at once; the answer comes as a
/// signal, in this object's thread.
class Publisher : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Publishes all of `publications`, or, if one is bad, none. Returns the ticket that finished() will carry.
    virtual quint64 publish(const QList<Publication> &publications) = 0;

Q_SIGNALS:
    /// What became of a publish() call.
    void finished(const helio::PublishReceipt &receipt);
};

} // namespace helio

Q_DECLARE_METATYPE(helio::PublishReceipt)
