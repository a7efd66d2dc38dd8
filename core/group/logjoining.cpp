// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logjoining.h"

#include "group/logkeys.h"
#include "group/logreplies.h"
#include "history/selectiontext.h"
#include "hub/store.h"
#include "redis/redisfailure.h"

#include <QTimer>

namespace helio {

namespace {

using namespace std::chrono_literals;

/// Between two looks while entries are put back.
constexpr auto AskInterval = 100ms;

Message joiningMessage(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::LogJoining", source, arguments};
}

/// Exclusive ends of ranges came with it.
constexpr std::pair<int, int> OldestVersion = {6, 2};

bool isTooOld(const QByteArray &version)
{
    const QByteArrayList parts = version.split('.');
    return std::pair(parts.value(0).toInt(), parts.value(1).toInt()) < OldestVersion;
}

} // namespace

LogJoining::LogJoining(LogCalls &commands, const LogOptions &options, QObject *parent)
    : QObject(parent)
    , commands_(commands)
    , options_(options)
    , timer_(new QTimer(this))
{
    timer_->setSingleShot(true);
    timer_->setInterval(AskInterval);
    connect(timer_, &QTimer::timeout, this, &LogJoining::ask);
}

void LogJoining::begin(std::optional<Position> cursor)
{
    end();
    cursor_ = cursor;
    isOn_ = true;
    prepare();
}

void LogJoining::beginAgain(std::optional<Position> cursor)
{
    if (isOn_)
        return;
    cursor_ = cursor;
    isOn_ = true;
    ask();
}

void LogJoining::end()
{
    isOn_ = false;
    isRestoring_ = false;
    ++attempt_;
    timer_->stop();
}

/// Scripts are a server's, not a connection's: nothing is under way yet, so all find them there.
void LogJoining::prepare()
{
    const auto listening = [this](void (LogJoining::*slot)(const RespValue &)) {
        return [this, slot, attempt = attempt_](const RespValue &reply) {
            if (attempt_ == attempt && isOn_)
                (this->*slot)(reply);
        };
    };
    const LogKeys keys{options_.stream};
    commands_.send({"INFO", "server"}, listening(&LogJoining::onServer));
    for (const LogScripts::Name name : LogScripts::all())
        commands_.send({"SCRIPT", "LOAD", LogScripts::source(name)}, listening(&LogJoining::check));
    commands_.run(LogScripts::Name::Rights, {keys.check(options_.hub)}, {keys.control("check")},
                  listening(&LogJoining::onRights));
    commands_.send({"INFO", "memory"}, listening(&LogJoining::onMemory));
}

void LogJoining::check(const RespValue &reply)
{
    if (reply.isError() && !LogCalls::isLost(reply))
        fail(redisErrorText(reply.text));
}

void LogJoining::onServer(const RespValue &reply)
{
    if (reply.isError()) {
        check(reply);
        return;
    }
    run_ = redisInfoValue(reply.text, "run_id");
    uptime_ = redisInfoValue(reply.text, "uptime_in_seconds").toLongLong();
    if (const QByteArray version = redisInfoValue(reply.text, "redis_version"); isTooOld(version))
        fail(joiningMessage(
            QT_TRANSLATE_NOOP("helio::LogJoining", "This Redis is of version %1; many hubs as one need 6.2 or later."),
            {QString::fromLatin1(version)}));
}

void LogJoining::onRights(const RespValue &reply)
{
    if (reply.isError()) {
        check(reply);
        return;
    }
    if (reply.items.size() < 2)
        return;
    const QByteArray error = reply.items[1].text;
    // What it takes nothing for now is not the user's rights.
    if (refusalOf(error).outcome)
        return;
    if (RedisFailure::ofError(RedisStage::Ready, error).cause == RedisFailure::Cause::Forbidden)
        fail(joiningMessage(
            QT_TRANSLATE_NOOP("helio::LogJoining",
                              "Redis does not allow this user the command %1 for the keys of `stream`; allow both."),
            {QString::fromLatin1(reply.items[0].text)}));
    else
        fail(redisErrorText(error, options_.stream));
}

void LogJoining::onMemory(const RespValue &reply)
{
    if (reply.isError()) {
        check(reply);
        return;
    }
    notice_ = redisEvictionNotice(reply.text).translated();
    ask();
}

void LogJoining::ask()
{
    const LogKeys keys{options_.stream};
    fence_ = QByteArray::number(++fences_);
    QByteArrayList arguments = {options_.hub,
                                fence_,
                                run_,
                                QByteArray::number(uptime_),
                                cursor_ ? cursor_->toId() : QByteArray(),
                                QByteArray::number(qint64(options_.restoreWindow.count())),
                                QByteArray::number(qint64(FenceAge.count())),
                                lastEvent_ > Position() ? lastEvent_.toId() : QByteArray(),
                                textOf(everyChannel()),
                                placedRun_};
    commands_.run(LogScripts::Name::Join, {keys.log(), keys.state(), keys.restore(), keys.fence(options_.hub)},
                  arguments << knownHubs_, [this, attempt = attempt_](const RespValue &reply) {
                      if (attempt_ == attempt && isOn_)
                          onReply(reply);
                  });
}

void LogJoining::onReply(const RespValue &reply)
{
    const QByteArray word = reply.items.isEmpty() ? QByteArray() : reply.items[0].text;
    if (reply.isError()) {
        check(reply);
    } else if (word == "TYPE") {
        fail(redisKeyTypeText(options_.stream, reply.items.value(1).text));
    } else if (word == "WAIT") {
        fail(joiningMessage(QT_TRANSLATE_NOOP("helio::LogJoining",
                                              "Redis was started anew with less than it had, and takes nothing now: "
                                              "this hub keeps what it holds, and puts it back when it can. %1"),
                            {redisErrorText(reply.items.value(1).text)}));
    } else if (const auto head = headOf(reply, 2); word == "RESTORE" && head) {
        isRestoring_ = true;
        Q_EMIT restoring(*head);
    } else if (word == "JOINED" && headOf(reply, 1) && reply.items.size() == 10) {
        onJoined(reply);
    } else {
        fail(joiningMessage(
            QT_TRANSLATE_NOOP("helio::LogJoining", "Redis gave an answer that no script of this program gives.")));
    }
}

void LogJoining::onJoined(const RespValue &reply)
{
    isOn_ = false;
    Place place;
    place.joined.head = *headOf(reply, 1);
    place.joined.isCursorThere = reply.items[6].number == 1;
    place.joined.wasRestarted = !joinedRun_.isEmpty() && joinedRun_ != run_;
    place.joined.mayMissMore = reply.items[9].number == 1;
    place.joined.isFinal = reply.items[8].number == 1;
    place.joined.notice = notice_;
    joinedRun_ = run_;
    const QByteArray error = reply.items[7].text;
    if (error.isEmpty() || placedRun_.isEmpty())
        placedRun_ = run_;
    if (error.isEmpty()) {
        place.fence = fence_;
    } else if (const LogRefusal refusal = refusalOf(error); refusal.outcome) {
        place.refusal = LogAnswer{.outcome = *refusal.outcome, .problem = refusal.problem.translated()};
        place.joined.state = refusal.state();
    } else {
        fail(refusal.problem);
        return;
    }
    Q_EMIT joined(place);
}

void LogJoining::putBack(Position from, bool hadOthersTime, const QList<LogEntry> &entries,
                         std::function<void(const PutBack &)> done)
{
    const LogKeys keys{options_.stream};
    QByteArrayList names = {keys.log(), keys.restore()};
    QByteArrayList arguments = {run_,
                                from.toId(),
                                QByteArray::number(qint64(options_.idAge.count())),
                                hadOthersTime ? "1" : "0",
                                textOf(everyChannel()),
                                options_.hub};
    for (const LogEntry &entry : entries) {
        const QByteArrayList fields = entry.fields();
        QByteArray digest;
        if (!entry.ownId.isEmpty()) {
            names << keys.ownId(entry.ownId);
            digest = contentDigest(entry.event.type, entry.event.data);
        }
        arguments << entry.position.toId() << entry.event.channel << digest << (entry.isOwnIdOnWire() ? "1" : "0")
                  << QByteArray::number(fields.size());
        arguments << fields;
    }
    commands_.run(LogScripts::Name::Restore, names, arguments, [done = std::move(done)](const RespValue &reply) {
        const QByteArray word = reply.items.isEmpty() ? QByteArray() : reply.items[0].text;
        if (word == "PUT")
            done({PutBack::Outcome::Done, Position::fromId(reply.items.value(2).text).value_or(Position())});
        else if (word == "HOLE")
            done({PutBack::Outcome::Hole, Position::fromId(reply.items.value(1).text).value_or(Position())});
        else
            done({PutBack::Outcome::Over, {}});
    });
}

/// Who asks again counts as one that has put back what it has.
void LogJoining::goOn()
{
    if (std::exchange(isRestoring_, false))
        timer_->start();
}

void LogJoining::addKnownHub(const QByteArray &hub)
{
    if (!knownHubs_.contains(hub))
        knownHubs_.append(hub);
}

void LogJoining::fail(const Message &problem)
{
    end();
    Q_EMIT failed(problem);
}

} // namespace helio
