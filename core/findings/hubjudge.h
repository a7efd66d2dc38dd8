// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"
#include "findings/revisions.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace helio {

/// A hub's figures at one moment, filled by who knows it. Counters are since the hub's start and never fall.
struct JudgedHub
{
    /// Streams of one page's origin, address and program.
    struct Tabs
    {
        QByteArray origin;
        QByteArray address;
        QByteArray program;
        int streams = 0;
    };
    /// Who was closed.
    struct Client
    {
        QByteArray name;    ///< its address, or user, as people know it
        quint64 closed = 0; ///< how often
    };
    /// Requests that were refused.
    struct Refusal
    {
        QByteArray reason; ///< as the hub counts them
        quint64 count = 0;
    };
    struct Token
    {
        QByteArray name;
        std::chrono::seconds left; ///< until it ends
    };

    quint64 slowClosed = 0;                        ///< clients closed for reading too slowly, or taking nothing
    QList<Client> slowClients;                     ///< of them, those known
    quint64 gapsTold = 0;                          ///< `gap` events sent
    quint64 gapsTrimmedNow = 0;                    ///< of them, told for what was trimmed less than a minute before
    QList<Tabs> tabs;                              ///< those with the most streams
    std::optional<std::chrono::seconds> redisAway; ///< how long Redis has been away; nothing: it is there, or not used
    QString redisReason;                           ///< why; may be empty
    /// The log that it shares with other hubs, which keeps its history, too.
    struct Group
    {
        std::optional<std::chrono::seconds> away = {}; ///< how long it has been; nothing: it is there
        QString reason = {};                           ///< why; may be empty
        std::chrono::milliseconds lag{0};              ///< how late the hub reads it
        QString notice = {};                           ///< what is to be known although it works; empty: nothing
        struct Missing
        {
            QByteArray name = {};
            std::chrono::seconds time{0}; ///< for how long
            qint64 clients = 0;           ///< that it had
        };
        QList<Missing> missing = {};  ///< hubs that were there before
        QByteArrayList versions = {}; ///< of all its hubs, each once
        /// What one of its hubs is to do between it and Flask-SSE's channels.
        struct Bridge
        {
            QByteArrayList channels = {}; ///< names and globs
            bool isOurs = false;          ///< this hub does it
            bool isLed = false;           ///< this hub or another one does it
            bool isUnlike = false;        ///< the hub that does it has another list than this one
            QString problem = {};         ///< what is wrong with it here; may be empty
        };
        /// Hubs that are to be a bridge for the same channels, or for none.
        struct Alike
        {
            QByteArrayList channels = {}; ///< names and globs, in order
            QByteArrayList hubs = {};     ///< their names
        };
        QList<Alike> alike = {};           ///< without those that do not say it
        std::optional<Bridge> bridge = {}; ///< nothing: there is to be none, or nothing of it is known now
        quint64 bridgeDropped = 0;         ///< messages of Flask-SSE's channels that this hub could not take
    };
    std::optional<Group> group; ///< nothing: it is alone
    enum class Store { Ok, Away, Full, Broken };
    Store store = Store::Ok;
    QString storeReason;          ///< why it is not; may be empty
    QString storeDamage;          ///< what was done about damage of its file; empty: there was none
    QString storeElsewhere;       ///< why history is not kept where it was asked for; empty: it is
    quint64 commits = 0;          ///< groups of events that were written
    quint64 slowCommits = 0;      ///< of them, those that took longer than a quarter of a second
    bool isOpenToNetwork = false; ///< others reach it, and no rule says who may what
    QByteArray listensOn;         ///< addresses, for people
    QList<Token> tokens;          ///< those that end
    QList<Refusal> refusals;
    quint64 heldUp = 0;                       ///< how often a turn of the hub's thread took more than 100 ms
    std::chrono::milliseconds longestHold{0}; ///< the longest
    QByteArray heldUpBy;                      ///< what it was doing; may be empty
};

/// Says what is wrong with a hub. A value: fed with its figures now and then, asked at any time. Counters are judged by
/// what they gained within Window.
class HubJudge
{
public:
    static constexpr std::chrono::minutes Window{10};
    /// As many as a browser opens to one host over HTTP/1.1. Where there are more, nothing binds it.
    static constexpr int ManyTabs = 6;
    static constexpr quint64 ManyRefusals = 20; ///< within Window, for one reason
    static constexpr std::chrono::hours TokenEndsSoon{72};
    static constexpr std::chrono::seconds FarBehind{2}; ///< the others of a group
    /// So long the hubs of a group may take to agree on another bridge, and one that was started anew with another list
    /// stands beside itself.
    static constexpr std::chrono::seconds BridgePatience{10};
    static constexpr quint64 ManySlowCommits = 3; ///< within Window, if they are more than one of a hundred

    void onFigures(const JudgedHub &figures, std::chrono::nanoseconds now);
    /// Worst first.
    QList<Finding> findings();

private:
    void addStore(QList<Finding> &findings) const;
    void addGroup(QList<Finding> &findings, const JudgedHub::Group &group) const;
    void addLists(QList<Finding> &findings, const QList<JudgedHub::Group::Alike> &lists) const;
    void addBridge(QList<Finding> &findings, const JudgedHub::Group::Bridge &bridge) const;
    struct Sample
    {
        std::chrono::nanoseconds time;
        JudgedHub figures;
    };

    void addGained(QList<Finding> &findings) const;

    Revisions revisions_;
    QList<Sample> samples_;                               ///< at most one a minute beside the latest, which is last
    std::optional<std::chrono::nanoseconds> unledSince_;  ///< no hub of its group has been the bridge
    std::optional<std::chrono::nanoseconds> unlikeSince_; ///< the hubs of its group have had several lists
};

} // namespace helio
