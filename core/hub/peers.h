// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <optional>

namespace helio {

/// The hubs that have one history together, as one of them sees the others and speaks with them. Lives in the hub's
/// thread; no call blocks. Who owns it borrows the store that came with it.
class Peers : public QObject
{
    Q_OBJECT
public:
    using AnswerFunction = std::function<void(const QJsonObject &)>;

    using QObject::QObject;

    /// As known a second ago; while what joins them is away, as known last.
    virtual GroupInfo info() const = 0;
    /// What the others are told of this hub from the next second on: all of `self` but its id, version and lag, which
    /// are known here; its name, too, unless it was given one before.
    virtual void setSelf(const GroupInfo::Hub &self) = 0;
    /// How long an answer is waited for.
    static constexpr std::chrono::milliseconds Patience{2'000};
    /// Asks the hub of that id. `done` comes once, later than the call, with its answer, or with nothing when there was
    /// none within Patience.
    virtual void ask(const QByteArray &hub, const QByteArray &question, const QJsonObject &arguments,
                     std::function<void(const std::optional<QJsonObject> &)> done) = 0;
    /// Tells all others that somebody is kept away, and those that come later; `endsAt` 0: no more. While they cannot
    /// be reached, it waits.
    virtual void keepAway(const BanInfo &ban) = 0;

Q_SIGNALS:
    /// Another hub asks; who knows the question calls `answer`, once, from the hub's thread, perhaps later.
    void asked(const QByteArray &question, const QJsonObject &arguments, const helio::Peers::AnswerFunction &answer);
    /// The group keeps somebody away; `endsAt` 0: no more.
    void keptAway(const helio::BanInfo &ban);
    /// For the log: who came and went; one line for people, translated.
    void noted(const QString &text);
};

} // namespace helio
