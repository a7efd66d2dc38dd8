// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace helio::test {

/// What things cost in a group of hubs, in microseconds of processor time unless a name says otherwise. Events that are
/// published together (in one request, or by many publishers at the same moment) share what counts for each round.
/// The figures here are the means of two runs of `model_group check` on a small virtual machine, but for readerEvent:
/// its small groups hardly tell that from nothing, so it is what a hub costs Redis in a rush. costs=FILE gives others.
struct GroupCosts
{
    double redisRound = 215;   ///< Redis, to take a round
    double redisEvent = 12;    ///< Redis, for each event of it
    double redisOwnId = 13;    ///< Redis, more for an event with an id of its publisher's
    double readerRound = 42;   ///< Redis, to give a round to one hub
    double readerEvent = 1.5;  ///< Redis, to give an event of it to one hub
    double publishRound = 470; ///< the hub that is asked, for a round
    double publishEvent = 14;  ///< the same hub, for each event, with its reading
    double hubRound = 215;     ///< each other hub, for a round it reads
    double hubEvent = 10;      ///< each other hub, for each event
    double clientRound = 8.2;  ///< a hub, for a round to one client
    double clientEvent = 0.4;  ///< a hub, for each event of it to one client
    double connect = 70;       ///< a hub, for a client that comes
    double clientKiB = 1.5;    ///< memory of a hub for a client
    double kernelKiB = 12;     ///< assumed, not measured: memory of the kernel for a connection

    /// By its name as above; nothing where there is none of that name.
    double *find(const std::string &name);
    /// Lines of `NAME VALUE`.
    std::string text() const;
};

/// What a group is to carry.
struct GroupLoad
{
    double subscribers = 10'000;
    double events = 100;     ///< published a second
    double share = 0.01;     ///< of the subscribers, that each event goes to
    double together = 1;     ///< events in a round
    double ownIds = 0;       ///< share of events with ids of their publishers'
    double bytes = 200;      ///< of an event, as a client gets it
    double minutes = 60;     ///< how long history holds an event
    double fullness = 0.6;   ///< of a core, that a hub or a Redis is to use at most
    double clients = 20'000; ///< of one hub at most (its max_clients)
    double gigabits = 1;     ///< a second, that the network of a machine carries
};

/// How many seconds of a core, bytes and so on each part of a group needs in a second, with so many hubs.
struct GroupUse
{
    double hubs = 0;
    double redis = 0;         ///< of one core; what Redis has
    double hub = 0;           ///< of one core, of each hub
    double hubNetwork = 0;    ///< share of its network
    double redisNetwork = 0;  ///< share of its network
    double hubMiB = 0;        ///< a hub's clients, with the kernel's part
    double redisMiB = 0;      ///< the log
    double returnSeconds = 0; ///< until the clients of a hub that died have come back to the others, at full load
    double spreadSeconds =
        0; ///< until an event is out to all of a hub's clients that it goes to, with nothing else to do

    /// What of these is nearest to its end, and how near: 1 is the end.
    std::pair<std::string, double> fullest() const;
};

struct GroupPlan
{
    int groups = 1; ///< each with a Redis and channels of its own
    GroupUse use;   ///< of each group
};

class GroupModel
{
public:
    explicit GroupModel(const GroupCosts &costs)
        : costs_(costs)
    {}

    GroupUse use(const GroupLoad &load, double hubs) const;
    /// The fewest hubs of one group, and more than one group where its Redis could not feed them.
    GroupPlan plan(const GroupLoad &load) const;
    /// How many times the load that many hubs carry before the first part is full, and which.
    std::pair<std::string, double> breaksFirst(const GroupLoad &load, double hubs) const;

    // For a round of so many events, each to `clients` clients of each hub, in microseconds.
    double redisOf(double events, double hubs) const;
    double publisherOf(double events, double clients) const;
    double hubOf(double events, double clients) const;

private:
    GroupCosts costs_;
};

} // namespace helio::test
