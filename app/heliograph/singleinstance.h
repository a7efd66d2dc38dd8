// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/processlock.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QLocalServer>
#include <QStringList>

#include <chrono>

namespace helio {

/// One window for each user and each hub: the first start holds a lock and listens on a socket beside it; a later one
/// of the same names gives it what it was asked for, and ends. Both files are the user's alone. What a program left
/// that was killed is taken over.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    /// What a start asks for. Windows are the same when all of it is; empty where it is left open.
    struct Names
    {
        QStringList listen;
        QString hub;
        QString config;
    };
    /// What a later start gives to the first.
    struct Message
    {
        QStringList urls;           ///< to be opened
        QByteArray activationToken; ///< of the desktop, so that the window may come to the front; may be empty
    };
    static constexpr qsizetype MaximumMessageBytes = 64 * 1024;
    static constexpr qsizetype MaximumUrls = 100;

    enum class Outcome {
        First,      ///< this is the window; messages come as received()
        HandedOver, ///< another has it
        NoAnswer,   ///< another has the lock, and did not answer in time
        TooMuch,    ///< another has it, and takes no message of that size: nothing was given to it; problem() says why
        Alone,      ///< neither was possible: this is a window, but nobody finds it; problem() says why
    };

    /// `folder`: where lock and socket are; the user's own.
    SingleInstance(const QString &folder, const Names &names, QObject *parent = nullptr);

    Outcome enter(const Message &message, std::chrono::milliseconds patience);
    /// The program ends: a later start waits until it has, and is the first then.
    void stopListening() { server_.close(); }
    /// For people; empty unless the outcome was Alone or TooMuch.
    const QString &problem() const { return problem_; }

Q_SIGNALS:
    void received(const QStringList &urls, const QByteArray &activationToken);

private:
    enum class Handing { NobodyThere, NoAnswer, Done };

    bool lock();
    bool listen();
    Handing handOver(const QByteArray &message, const QDeadlineTimer &deadline);
    void onConnection();
    void read(QLocalSocket &socket);

    QString path_; ///< of the socket; the lock is beside it, with `.lock` behind its name
    ProcessLock lock_;
    QLocalServer server_;
    QString problem_;
};

} // namespace helio
