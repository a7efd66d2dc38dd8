// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/publisher.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace helio::test {

/// Keeps what it is given.
class RecordingPublisher : public Publisher
{
public:
    using Publisher::Publisher;

    quint64 publish(const QList<Publication> &publications) override
    {
        published += publications;
        return ++ticket;
    }

    QJsonObject lastObject() const { return QJsonDocument::fromJson(published.last().data).object(); }

    QList<QJsonObject> objectsOf(const QByteArray &type) const
    {
        QList<QJsonObject> objects;
        for (const Publication &event : published) {
            if (event.type == type)
                objects.append(QJsonDocument::fromJson(event.data).object());
        }
        return objects;
    }

    QList<Publication> published;
    quint64 ticket = 0;
};

} // namespace helio::test
