// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/groupline.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>

namespace helio::test {

/// What joins the lines of some hubs in a test's thread, in place of Redis: messages come from the event loop, and the
/// second of presence is a few milliseconds.
class FakeExchange : public QObject
{
public:
    FakeExchange();
    ~FakeExchange() override;

    /// A line of the hub of that id.
    std::unique_ptr<GroupLine> makeLine(const QByteArray &hub);
    /// Nothing that the hub says is heard any more, though it is seen.
    void silence(const QByteArray &hub) { silenced_.insert(hub); }
    /// While it is away nobody is seen or heard, and no ban is kept.
    void setAway(bool isAway);
    /// Everybody hears it, as from a stranger.
    void shout(const QByteArray &message);
    /// Who is kept away, for hubs that come later.
    QHash<QString, qint64> bans;
    bool areAllBans = true; ///< for who joins; else they were lost
    QList<QByteArray> said; ///< all messages

private:
    class Line;

    void tick();
    void join(Line &line);

    QHash<QByteArray, Line *> lines_;
    QSet<QByteArray> silenced_;
    QTimer timer_;
    bool isAway_ = false;
};

} // namespace helio::test
