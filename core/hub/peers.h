// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QJsonObject>
#include <QObject>

#include <functional>

namespace helio {

/// What one hub of a group answered.
struct PeerAnswer
{
    QByteArray hub; ///< its id
    QJsonObject answer;
};

/// The hubs that have one history together, as one of them sees the others and speaks with them. Lives in the hub's
/// thread; no call blocks. Who owns it borrows the store that came with it.
class Peers : public QObject
{
    Q_OBJECT
public:
    using AnswerFunction = std::function<void(const QJsonObject &)>;

    using QObject::QObject;

    /// As known a second ago.
    virtual GroupInfo info() const = 0;
    /// How long an answer is waited for.
    static constexpr std::chrono::milliseconds Patience{2'000};
    /// Asks the hub of that id, or, where it is empty, all others. `done` comes once, with what was answered within
    /// Patience and who did not answer.
    virtual void ask(const QByteArray &hub, const QByteArray &question, const QJsonObject &arguments,
                     std::function<void(const QList<PeerAnswer> &, const QList<GroupInfo::Hub> &silent)> done) = 0;
    /// Tells all others, as far as they can be reached; nobody answers.
    virtual void tell(const QByteArray &what, const QJsonObject &arguments) = 0;

Q_SIGNALS:
    /// Another hub asks; who knows the question calls `answer`, once, from the hub's thread, perhaps later.
    void asked(const QByteArray &question, const QJsonObject &arguments, const helio::Peers::AnswerFunction &answer);
    void told(const QByteArray &what, const QJsonObject &arguments);
    /// For the log: who came and went; one line for people, translated.
    void noted(const QString &text);
};

} // namespace helio
