// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/keychainstore.h"

#include <QFileInfo>
#include <qt6keychain/keychain.h>

namespace helio {

namespace {

/// Whether there can be a keychain at all. Without a session bus GLib would start one of its own, which nobody else
/// speaks to and nobody ends.
bool hasSessionBus()
{
#ifdef Q_OS_LINUX
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
#else
    return true;
#endif
}

SecretStore::Outcome outcomeOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return SecretStore::Outcome::Done;
    case QKeychain::EntryNotFound:
        return SecretStore::Outcome::NotThere;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return SecretStore::Outcome::Failed;
}

} // namespace

KeychainStore::KeychainStore(const QString &service, QObject *parent)
    : SecretStore(parent)
    , service_(service)
{
    if (!hasSessionBus()) {
        availability_ = Availability::None;
        return;
    }
    // The only way to ask is to ask for something.
    auto *job = new QKeychain::ReadPasswordJob(service_, this);
    job->setKey(QStringLiteral("is there a keychain"));
    connect(job, &QKeychain::Job::finished, this, [this](const QKeychain::Job *done) {
        setAvailability(outcomeOf(*done) == Outcome::Failed ? Availability::None : Availability::Available);
    });
    job->start();
}

void KeychainStore::setAvailability(Availability availability)
{
    if (availability_ == availability)
        return;
    availability_ = availability;
    Q_EMIT availabilityChanged();
}

QString KeychainStore::noKeychain() const
{
    return tr("There is no keychain here.");
}

void KeychainStore::read(const QString &key)
{
    if (availability_ == Availability::None) {
        QMetaObject::invokeMethod(
            this, [this, key] { Q_EMIT readFinished(key, Outcome::Failed, {}, noKeychain()); }, Qt::QueuedConnection);
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(service_, this);
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, this, [this, job, key] {
        const Outcome outcome = outcomeOf(*job);
        Q_EMIT readFinished(key, outcome, job->binaryData(),
                            outcome == Outcome::Failed ? job->errorString() : QString());
    });
    job->start();
}

void KeychainStore::write(const QString &key, const QByteArray &secret)
{
    if (availability_ == Availability::None) {
        QMetaObject::invokeMethod(
            this, [this, key] { Q_EMIT writeFinished(key, Outcome::Failed, noKeychain()); }, Qt::QueuedConnection);
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(service_, this);
    job->setKey(key);
    job->setBinaryData(secret);
    connect(job, &QKeychain::Job::finished, this, [this, job, key] {
        const Outcome outcome = outcomeOf(*job);
        Q_EMIT writeFinished(key, outcome, outcome == Outcome::Done ? QString() : job->errorString());
    });
    job->start();
}

void KeychainStore::remove(const QString &key)
{
    if (availability_ == Availability::None)
        return;
    auto *job = new QKeychain::DeletePasswordJob(service_, this);
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, this, [this, job, key] {
        const Outcome outcome = outcomeOf(*job);
        Q_EMIT removeFinished(key, outcome, outcome == Outcome::Failed ? job->errorString() : QString());
    });
    job->start();
}

} // namespace helio
