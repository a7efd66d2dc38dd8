// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/redisgrouplog.h"

#include "hub/turns.h"

#include <QRandomGenerator>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// For Turns: what a log brings.
constexpr char TurnName[] = "group log";

} // namespace

/// Hands on to the hub's thread what the link reports in its own, in one order with its answers.
class RedisGroupLog::Relay : public GroupLogListener
{
public:
    Relay(RedisGroupLog &log, GroupLogListener &listener)
        : log_(log)
        , listener_(listener)
    {}

    void restoring(const LogHead &head) override
    {
        post([this, head] {
            listener_.restoring(head);
            log_.endRestoring();
        });
    }
    void joined(const LogJoined &joined) override
    {
        post([this, joined] { listener_.joined(joined); });
    }
    void arrived(const QList<LogEntry> &entries) override
    {
        post([this, entries] {
            listener_.arrived(entries);
            log_.post([](LogLink &link) { link.consumed(); });
        });
    }
    void looked(const LogHead &head, const StoreState &state) override
    {
        post([this, head, state] { listener_.looked(head, state); });
    }
    void emptied(const LogHead &head) override
    {
        post([this, head] { listener_.emptied(head); });
    }
    void left(const StoreState &state) override
    {
        post([this, state] { listener_.left(state); });
    }
    void bridgeChanged(const GroupInfo::Bridge &bridge) override
    {
        post([this, bridge] { listener_.bridgeChanged(bridge); });
    }
    void bridgeNoted(const QString &text) override
    {
        post([this, text] { listener_.bridgeNoted(text); });
    }

private:
    template <typename Work>
    void post(Work work)
    {
        QMetaObject::invokeMethod(
            &log_,
            [work = std::move(work)] {
                const Turn turn(TurnName);
                work();
            },
            Qt::QueuedConnection);
    }

    RedisGroupLog &log_;
    GroupLogListener &listener_;
};

RedisConnection::Options RedisGroupLog::usualOptions()
{
    RedisConnection::Options options;
    options.longestDelay = 1s;
    options.silence = 3s;
    return options;
}

RedisGroupLog::RedisGroupLog(RedisUrl url, RedisConnection::Options connection, QObject *parent)
    : QObject(parent)
    , link_(new LogLink(std::move(url), connection, [] { return QRandomGenerator::global()->generateDouble(); }))
{
    connect(link_, &LogLink::present, this, [this](const QList<HubPresence> &hubs) {
        const Turn turn(TurnName);
        if (lineListener_)
            lineListener_->hubsChanged(hubs);
    });
    connect(link_, &LogLink::bansRead, this, [this](const QList<BanInfo> &bans, bool areAll) {
        const Turn turn(TurnName);
        if (lineListener_)
            lineListener_->bansRead(bans, areAll);
    });
    connect(link_, &LogLink::heard, this, [this](const QByteArray &message) {
        const Turn turn(TurnName);
        if (lineListener_)
            lineListener_->heard(message);
    });
    connect(&thread_, &QThread::finished, link_, &QObject::deleteLater);
    thread_.setObjectName(QStringLiteral("helio log"));
    link_->moveToThread(&thread_);
    thread_.start();
}

RedisGroupLog::~RedisGroupLog()
{
    thread_.quit();
    thread_.wait();
}

/// Calls `work(link)` in the link's thread.
template <typename Work>
void RedisGroupLog::post(Work work)
{
    LogLink *const link = link_;
    QMetaObject::invokeMethod(
        link, [link, work = std::move(work)] { work(*link); }, Qt::QueuedConnection);
}

/// For the link's thread: has `done` called from this thread's event loop.
template <typename Result>
std::function<void(Result)> RedisGroupLog::here(std::function<void(Result)> done)
{
    using Value = std::decay_t<Result>;
    const quint64 number =
        await([done = std::move(done)](const void *result) { done(*static_cast<const Value *>(result)); });
    return [this, number](Result result) {
        QMetaObject::invokeMethod(
            this, [this, number, value = Value(result)] { give(number, &value); }, Qt::QueuedConnection);
    };
}

quint64 RedisGroupLog::await(std::function<void(const void *)> give)
{
    awaited_.emplace(++lastAwaited_, std::move(give));
    return lastAwaited_;
}

void RedisGroupLog::give(quint64 number, const void *result)
{
    const Turn turn(TurnName);
    if (auto awaited = awaited_.extract(number))
        awaited.mapped()(result);
}

void RedisGroupLog::open(GroupLogListener &listener, const LogOptions &options)
{
    relay_ = std::make_unique<Relay>(*this, listener);
    post([relay = relay_.get(), options](LogLink &link) { link.open(*relay, options); });
}

void RedisGroupLog::close(std::chrono::milliseconds deadline, std::function<void()> done)
{
    const auto closed = here<bool>([done = std::move(done)](bool) { done(); });
    post([deadline, closed](LogLink &link) { link.close(deadline, [closed] { closed(true); }); });
}

void RedisGroupLog::append(const QList<LogRequest> &group, std::function<void(const QList<LogAnswer> &)> done)
{
    post([group, done = here(std::move(done))](LogLink &link) { link.append(group, done); });
}

void RedisGroupLog::note(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done)
{
    post([kind, of, done = here(std::move(done))](LogLink &link) { link.note(kind, of, done); });
}

void RedisGroupLog::range(Position after, Position upTo, qsizetype count, std::function<void(const LogPiece &)> done)
{
    post([after, upTo, count, done = here(std::move(done))](LogLink &link) { link.range(after, upTo, count, done); });
}

void RedisGroupLog::pick(const QList<Position> &positions, std::function<void(const LogPiece &)> done)
{
    post([positions, done = here(std::move(done))](LogLink &link) { link.pick(positions, done); });
}

void RedisGroupLog::index(std::optional<Position> before, std::function<void(const IndexPiece &)> done)
{
    post([before, done = here(std::move(done))](LogLink &link) { link.index(before, done); });
}

void RedisGroupLog::findOwn(const QByteArray &channel, const QByteArray &ownId,
                            std::function<void(const IdPlace &)> done)
{
    post([channel, ownId, done = here(std::move(done))](LogLink &link) { link.findOwn(channel, ownId, done); });
}

void RedisGroupLog::findOnWire(const QByteArray &ownId, std::function<void(const IdPlace &)> done)
{
    post([ownId, done = here(std::move(done))](LogLink &link) { link.findOnWire(ownId, done); });
}

void RedisGroupLog::putBack(Position from, bool hadOthersTime, const QList<LogEntry> &entries,
                            std::function<void(const PutBack &)> done)
{
    ++putBacks_;
    const auto onDone = [this, done = std::move(done)](const PutBack &result) {
        done(result); // and perhaps the next
        --putBacks_;
        endRestoring();
    };
    post([from, hadOthersTime, entries, done = here<const PutBack &>(onDone)](LogLink &link) {
        link.putBack(from, hadOthersTime, entries, done);
    });
}

void RedisGroupLog::endRestoring()
{
    if (putBacks_ == 0)
        post([](LogLink &link) { link.restored(); });
}

void RedisGroupLog::trim(Position below)
{
    post([below](LogLink &link) { link.trim(below); });
}

void RedisGroupLog::remove(const QList<Position> &positions, std::function<void(qsizetype)> done)
{
    post([positions, done = here(std::move(done))](LogLink &link) { link.remove(positions, done); });
}

void RedisGroupLog::hold(bool isHeld)
{
    post([isHeld](LogLink &link) { link.hold(isHeld); });
}

void RedisGroupLog::setPresence(const QByteArray &presence)
{
    post([presence](LogLink &link) { link.setPresence(presence); });
}

void RedisGroupLog::say(const QByteArray &hub, const QByteArray &message)
{
    post([hub, message](LogLink &link) { link.say(hub, message); });
}

void RedisGroupLog::keepBan(const BanInfo &ban)
{
    post([ban](LogLink &link) { link.keepBan(ban); });
}

} // namespace helio
