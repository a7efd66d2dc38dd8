// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QJsonValue>
#include <QObject>

#include <vector>

namespace helio {

/// What one listener of EventSource::on() is connected to: Qt keeps its context and its thread.
class EventListener : public QObject
{
    Q_OBJECT
public:
    EventListener(QByteArray type, bool wantsJson, QObject *parent);

    QByteArray type; ///< empty: the default type
    bool wantsJson;

Q_SIGNALS:
    void arrived(const helio::Event &event, qint64 receivedAt);
    void jsonArrived(const QJsonValue &json, const helio::Event &event);
};

/// The data of an event as JSON: any value, not only objects and arrays. Where it is none, `problem` becomes a sentence
/// for people, and the answer is undefined.
QJsonValue jsonFrom(const QByteArray &data, QString &problem);

} // namespace helio
