// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/look/tone.h"

#include <QSet>

#include <deque>

namespace helio {

/// What is done to clients, and what came of it, in words. The hub answers in the order in which it is asked.
class ClientRemoval : public QObject
{
    Q_OBJECT
public:
    /// Longer ones the hub refuses.
    static constexpr std::chrono::seconds LongestBan{365 * 24 * 3600};

    /// What came of the last thing that was done; empty while nothing was, from the next request to its answer, and
    /// when the hub stopped.
    struct Answer
    {
        Tone tone = Tone::None;
        QString text;           ///< one sentence or two, translated
        QString details;        ///< what the hub said of each that it refused, one a line; empty when it refused none
        QStringList undoneKeys; ///< of those that undo() lets come again; empty where there is nothing to undo
    };

    /// `hub` is borrowed.
    explicit ClientRemoval(HubControl &hub, QObject *parent = nullptr);

    /// They may come back at once.
    void disconnectClients(const QList<ClientInfo> &clients);
    /// Disconnects them, and keeps them away for `time`, of at least a second. Where that is in vain (see BanReach) the
    /// hub is not asked, and the answer says so at once.
    void keepAway(const QList<ClientInfo> &clients, std::chrono::seconds time);
    /// Whether keepAway() would be in vain; then says so, instead of a question.
    bool refusesToKeepAway(const QList<ClientInfo> &clients);
    /// Lets them come again, by keys as BanInfo has them.
    void letCome(const QStringList &keys);
    /// Lets those come again that the last answer is about.
    void undo() { letCome(answer_.undoneKeys); }

    const Answer &answer() const { return answer_; }
    /// Says it in the present language.
    void retranslate();

Q_SIGNALS:
    /// answer() is another.
    void answered();

private:
    struct Request
    {
        QList<ClientInfo> clients;
        std::chrono::seconds ban{0};
    };

    void ask(const QList<ClientInfo> &clients, std::chrono::seconds ban);
    void onDisconnected(const DisconnectOutcome &outcome);
    void onBans(const QList<BanInfo> &bans);
    void forget();
    QList<ClientInfo> disconnected() const;
    void say();

    HubControl &hub_;
    std::deque<Request> inFlight_; ///< asked, not answered
    Request last_;                 ///< what the answer is about
    DisconnectOutcome outcome_;
    QString inVain_;            ///< by what nobody is kept away, where that is what the answer is about
    QStringList bannedKeys_;    ///< of last_, as the hub calls them
    QSet<QString> lettingCome_; ///< asked to come again, not answered
    QStringList letCome_;       ///< what the answer is about, when it is about an end to keeping away
    bool wantsKeys_ = false;
    Answer answer_;
};

} // namespace helio
