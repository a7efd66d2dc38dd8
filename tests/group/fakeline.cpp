// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeline.h"

namespace helio::test {

class FakeExchange::Line : public GroupLine
{
public:
    Line(FakeExchange &exchange, const QByteArray &hub)
        : exchange_(exchange)
        , hub_(hub)
    {}
    ~Line() override { exchange_.lines_.remove(hub_); }

    void setLineListener(GroupLineListener *heardBy) override { listener = heardBy; }
    void setPresence(const QByteArray &json) override { presence = json; }
    void say(const QByteArray &hub, const QByteArray &message) override
    {
        exchange_.said.append(message);
        if (exchange_.isAway_ || exchange_.silenced_.contains(hub_))
            return;
        QMetaObject::invokeMethod(
            &exchange_,
            [exchange = &exchange_, hub, message] {
                const auto lines = exchange->lines_;
                for (auto line = lines.cbegin(); line != lines.cend(); ++line) {
                    if ((hub.isEmpty() || hub == line.key()) && (*line)->listener)
                        (*line)->listener->heard(message);
                }
            },
            Qt::QueuedConnection);
    }
    void keepBan(const BanInfo &ban) override
    {
        if (exchange_.isAway_)
            return;
        if (ban.endsAt == 0)
            exchange_.bans.remove(ban.key);
        else
            exchange_.bans.insert(ban.key, ban.endsAt);
    }

    GroupLineListener *listener = nullptr;
    QByteArray presence;
    bool hasJoined = false;

private:
    FakeExchange &exchange_;
    QByteArray hub_;
};

FakeExchange::FakeExchange()
{
    connect(&timer_, &QTimer::timeout, this, &FakeExchange::tick);
    timer_.start(std::chrono::milliseconds(5));
}

FakeExchange::~FakeExchange() = default;

std::unique_ptr<GroupLine> FakeExchange::makeLine(const QByteArray &hub)
{
    auto line = std::make_unique<Line>(*this, hub);
    lines_.insert(hub, line.get());
    return line;
}

void FakeExchange::setAway(bool isAway)
{
    isAway_ = isAway;
    for (Line *line : std::as_const(lines_)) {
        line->hasJoined = false;
        if (isAway && line->listener)
            line->listener->hubsChanged({});
    }
}

void FakeExchange::shout(const QByteArray &message)
{
    for (Line *line : std::as_const(lines_)) {
        if (line->listener)
            line->listener->heard(message);
    }
}

void FakeExchange::tick()
{
    if (isAway_)
        return;
    QList<HubPresence> hubs;
    for (auto line = lines_.cbegin(); line != lines_.cend(); ++line)
        hubs.append({line.key(), (*line)->presence});
    const auto lines = lines_;
    for (Line *line : lines) {
        if (!line->listener)
            continue;
        if (!std::exchange(line->hasJoined, true))
            join(*line);
        line->listener->hubsChanged(hubs);
    }
}

void FakeExchange::join(Line &line)
{
    QList<BanInfo> kept;
    for (auto ban = bans.cbegin(); ban != bans.cend(); ++ban)
        kept.append({ban.key(), *ban});
    line.listener->bansRead(kept, areAllBans);
}

} // namespace helio::test
