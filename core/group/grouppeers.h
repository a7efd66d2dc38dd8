// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/groupline.h"
#include "hub/peers.h"

#include <QHash>

class QTimer;

namespace helio {

/// The other hubs of a group, by a GroupLine. A message is JSON: `{"q":question,"n":number,"hub":who asks,"args":…}`,
/// its answer `{"a":number,"hub":who answers,"answer":…}`; what all hear and nobody answers is
/// `{"t":"ban","hub":who says it,"key":…,"endsAt":…}`. What is none of these is passed over.
class GroupPeers : public Peers, private GroupLineListener
{
    Q_OBJECT
public:
    /// `self`: what is known of this hub at the start, its id, version and what it bridges for good, and its name where
    /// it has one.
    /// `health`: asked whenever it is shown; all of a GroupInfo but the hubs, and as their only one this hub with its
    /// lag, where that is known.
    GroupPeers(GroupLine &line, GroupInfo::Hub self, std::function<GroupInfo()> health, QObject *parent = nullptr);
    ~GroupPeers() override;

    GroupInfo info() const override;
    void setSelf(const GroupInfo::Hub &self) override;
    void ask(const QByteArray &hub, const QByteArray &question, const QJsonObject &arguments,
             std::function<void(const std::optional<QJsonObject> &)> done) override;
    void keepAway(const BanInfo &ban) override;

    /// Who is there beyond that number is not seen.
    static constexpr qsizetype MaximumHubs = 1'000;
    /// So many bans are remembered as the group's.
    static constexpr qsizetype MaximumBans = 10'000;

private:
    struct Question
    {
        QByteArray hub;
        qint64 endsAt = 0; ///< as QDeadlineTimer::deadline()
        std::function<void(const std::optional<QJsonObject> &)> done;
    };

    void heard(const QByteArray &message) override;
    void hubsChanged(const QList<HubPresence> &hubs) override;
    void bansRead(const QList<BanInfo> &bans, bool areAll) override;

    void sayAnswer(const QByteArray &hub, const QJsonValue &number, const QJsonObject &answer);
    void takeAnswer(quint64 number, const QByteArray &hub, const QJsonValue &answer);
    void takeBan(const BanInfo &ban);
    void remember(const BanInfo &ban);
    void send(const BanInfo &ban);
    void sendAgain(const BanInfo &ban);
    void noteChanges(const QList<GroupInfo::Hub> &now);
    void endQuestions(bool all);
    GroupInfo::Hub knownSelf() const;

    GroupLine &line_;
    GroupInfo::Hub self_;
    bool isNamed_; ///< for good
    std::function<GroupInfo()> health_;
    QByteArray presence_;        ///< as it was given to the line last
    QList<GroupInfo::Hub> hubs_; ///< the others, as known last
    bool isReachable_ = false;   ///< they can be heard
    bool hasSeenHubs_ = false;
    QHash<QString, qint64> bans_;   ///< that the group is known to have, with their ends
    QHash<QString, qint64> unsent_; ///< made here while nobody could be reached
    QHash<quint64, Question> questions_;
    quint64 lastNumber_ = 0;
    QTimer *patience_; ///< runs while there are questions
};

} // namespace helio
