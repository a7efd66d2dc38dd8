// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

namespace helio {

/// Where secrets are kept between two starts. Nothing of it waits: answers come as signals, from the event loop.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    enum class Availability {
        Unknown, ///< it is being asked
        Available,
        None, ///< nothing can be kept
    };
    Q_ENUM(Availability)

    enum class Outcome {
        Done,
        NotThere, ///< read(), remove(): there is no such secret
        Failed,   ///< the store is locked, was denied, or is not there
    };
    Q_ENUM(Outcome)

    using QObject::QObject;

    virtual Availability availability() const = 0;
    virtual void read(const QString &key) = 0;
    virtual void write(const QString &key, const QByteArray &secret) = 0;
    /// Where nothing can be kept, nothing is said.
    virtual void remove(const QString &key) = 0;

Q_SIGNALS:
    void availabilityChanged();
    /// `problem` is for people, empty when it is done.
    void readFinished(const QString &key, helio::SecretStore::Outcome outcome, const QByteArray &secret,
                      const QString &problem);
    void writeFinished(const QString &key, helio::SecretStore::Outcome outcome, const QString &problem);
    void removeFinished(const QString &key, helio::SecretStore::Outcome outcome, const QString &problem);
};

} // namespace helio
