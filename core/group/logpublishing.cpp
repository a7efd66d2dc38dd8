// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logpublishing.h"

#include "group/logreplies.h"
#include "history/selectiontext.h"
#include "redis/redisfailure.h"

#include <QCoreApplication>

namespace helio {

namespace {

bool isTooLarge(const LogRequest &request)
{
    return request.publications.size() > GroupLog::MaximumPublications;
}

LogAnswer tooLarge()
{
    return {.outcome = LogAnswer::Outcome::TooMany,
            .problem = QCoreApplication::translate("helio::LogPublishing",
                                                   "A group's log takes at most %1 events at once; publish them in "
                                                   "parts.")
                           .arg(GroupLog::MaximumPublications)};
}

void setAll(QList<LogAnswer> &answers, const LogAnswer &answer)
{
    for (LogAnswer &one : answers) {
        if (one.outcome != LogAnswer::Outcome::TooMany)
            one = answer;
    }
}

void addPublication(const LogKeys &keys, const Publication &publication, QByteArrayList &names,
                    QByteArrayList &arguments)
{
    QByteArray digest;
    if (!publication.id.isEmpty()) {
        names << keys.ownId(publication.id);
        digest = contentDigest(publication.type, publication.data);
    }
    arguments << publication.channel << publication.type << publication.id << publication.data
              << (publication.retry ? QByteArray::number(qint64(publication.retry->count())) : QByteArray()) << digest;
}

} // namespace

LogPublishing::LogPublishing(LogCalls &commands, const LogOptions &options, QByteArray fenceKey,
                             std::function<Position()> seen, std::function<void(const Message &)> onTrouble)
    : commands_(commands)
    , options_(options)
    , fenceKey_(std::move(fenceKey))
    , seen_(std::move(seen))
    , onTrouble_(std::move(onTrouble))
{}

void LogPublishing::begin(const QByteArray &fence)
{
    state_ = State::Open;
    fence_ = fence;
    trouble_ = {};
}

void LogPublishing::refuse(const LogAnswer &answer)
{
    state_ = State::Refusing;
    refusal_ = answer;
}

void LogPublishing::end()
{
    if (state_ != State::Fenced)
        state_ = State::Ended;
}

void LogPublishing::append(const QList<LogRequest> &requests, Done done)
{
    const auto group = std::make_shared<Group>(Group{requests, QList<LogAnswer>(requests.size()), std::move(done)});
    for (qsizetype i = 0; i < requests.size(); ++i) {
        if (isTooLarge(requests[i]))
            group->answers[i] = tooLarge();
    }
    waiting_.push_back(group);
    sendWaiting();
}

void LogPublishing::sendWaiting()
{
    while (!waiting_.empty() && underWay_ < (state_ == State::Open ? MaximumUnderWay : 1)) {
        const GroupPtr group = std::move(waiting_.front());
        waiting_.pop_front();
        if (group->note) {
            group->note();
        } else if (state_ == State::Open) {
            send(group);
        } else {
            setAll(group->answers,
                   state_ == State::Refusing ? refusal_ : LogAnswer{.outcome = LogAnswer::Outcome::NotYet});
            group->done(group->answers);
        }
    }
}

void LogPublishing::send(const GroupPtr &group)
{
    ++underWay_;
    const bool isWaitedFor = options_.replicas > 0;
    commands_.send(command(*group), [this, group, isWaitedFor](const RespValue &reply) {
        onReply(*group, reply);
        if (!isWaitedFor)
            finish(group);
    });
    if (!isWaitedFor)
        return;
    commands_.send({"WAIT", QByteArray::number(options_.replicas), QByteArray::number(qint64(ReplicaPatience.count()))},
                   [this, group](const RespValue &reply) {
                       onReplicas(*group, reply);
                       finish(group);
                   });
}

QByteArrayList LogPublishing::command(const Group &group) const
{
    const LogKeys keys{options_.stream};
    QByteArrayList names = {keys.log(), fenceKey_};
    QByteArrayList arguments = {fence_, options_.hub, seen_().toId(),
                                QByteArray::number(qint64(options_.idAge.count())),
                                QByteArray::number(options_.maximumEntries)};
    for (const LogRequest &request : group.requests) {
        if (isTooLarge(request))
            continue;
        arguments << QByteArray::number(request.publications.size()) << QByteArray::number(request.number)
                  << (request.isFlasks    ? "f"
                      : request.isArrival ? "a"
                                          : "");
        for (const Publication &publication : request.publications)
            addPublication(keys, publication, names, arguments);
    }
    QByteArrayList command = {"EVALSHA", LogScripts::sha1(LogScripts::Name::Publish), QByteArray::number(names.size())};
    command.reserve(command.size() + names.size() + arguments.size());
    return command << names << arguments;
}

void LogPublishing::onReply(Group &group, const RespValue &reply)
{
    const QByteArray word = reply.items.isEmpty() ? QByteArray() : reply.items[0].text;
    if (reply.isError()) {
        onError(group, reply);
    } else if (word == "FENCED" || word == "BEHIND") {
        setAll(group.answers, {.outcome = LogAnswer::Outcome::NotYet});
        onFenced(word);
    } else {
        qsizetype at = 1;
        for (qsizetype i = 0; i < group.requests.size(); ++i) {
            const LogRequest &request = group.requests[i];
            if (isTooLarge(request))
                continue;
            group.answers[i] = answerOf(reply.items.value(at++), request.publications.size());
            if (group.answers[i].outcome == LogAnswer::Outcome::Cut)
                troubled(State::Ended,
                         {"helio::LogPublishing",
                          QT_TRANSLATE_NOOP("helio::LogPublishing",
                                            "Redis gave an answer that no script of this program gives.")});
        }
    }
}

void LogPublishing::onFenced(const QByteArray &word)
{
    troubled(State::Fenced,
             {"helio::LogPublishing",
              word == "FENCED"
                  ? QT_TRANSLATE_NOOP("helio::LogPublishing",
                                      "This hub's place in the group is gone from Redis; it joins again.")
                  : QT_TRANSLATE_NOOP("helio::LogPublishing",
                                      "The log in Redis is not the one that was read; this hub joins again.")});
}

void LogPublishing::note(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done)
{
    const auto group = std::make_shared<Group>();
    group->note = [this, kind, of, done = std::move(done)] { sendNote(kind, of, done); };
    waiting_.push_back(group);
    sendWaiting();
}

void LogPublishing::sendNote(LogEntry::Kind kind, const Selection &of,
                             std::function<void(std::optional<Position>)> done)
{
    if (state_ != State::Open) {
        done({});
        return;
    }
    const LogKeys keys{options_.stream};
    const Position seen = seen_();
    ++underWay_;
    commands_.run(LogScripts::Name::Note, {keys.log(), fenceKey_},
                  {fence_, options_.hub, seen.toId(), nextPosition(seen).toId(),
                   QByteArray::number(options_.maximumEntries), kind == LogEntry::Kind::Clear ? "clear" : "loss",
                   textOf(of)},
                  [this, done = std::move(done)](const RespValue &reply) {
                      const QByteArray word = reply.items.isEmpty() ? QByteArray() : reply.items[0].text;
                      done(word == "OK" ? Position::fromId(reply.items.value(1).text) : std::nullopt);
                      if (word == "FENCED")
                          onFenced(word);
                      settle();
                  });
}

void LogPublishing::drain(std::function<void()> done)
{
    drained_ = std::move(done);
    ++underWay_;
    settle();
}

void LogPublishing::onError(Group &group, const RespValue &reply)
{
    const bool isLost = LogCalls::isLost(reply);
    const LogRefusal refusal = isLost ? LogRefusal{} : refusalOf(reply.text);
    if (state_ == State::Fenced) {
        setAll(group.answers, {.outcome = LogAnswer::Outcome::NotYet});
    } else if (refusal.outcome) {
        setAll(group.answers, {.outcome = *refusal.outcome, .problem = refusal.problem.translated()});
    } else {
        setAll(group.answers, {.outcome = LogAnswer::Outcome::Cut});
        if (!isLost)
            troubled(State::Ended, refusal.problem);
    }
}

void LogPublishing::onReplicas(Group &group, const RespValue &reply)
{
    const bool areThere = reply.kind == RespValue::Kind::Integer && reply.number >= options_.replicas;
    if (areThere)
        return;
    const bool isRefused = reply.isError() && !LogCalls::isLost(reply);
    const QString problem = isRefused
                                ? redisErrorText(reply.text).translated()
                                : QCoreApplication::translate("helio::LogPublishing",
                                                              "Only %1 of %n replicas said in time that they have it.",
                                                              nullptr, options_.replicas)
                                      .arg(reply.number);
    for (LogAnswer &answer : group.answers) {
        if (answer.outcome == LogAnswer::Outcome::Done) {
            answer.outcome = LogAnswer::Outcome::Unknown;
            answer.problem = problem;
        }
    }
}

void LogPublishing::finish(const GroupPtr &group)
{
    group->done(group->answers);
    settle();
}

/// One less is under way.
void LogPublishing::settle()
{
    --underWay_;
    sendWaiting();
    if (underWay_ > 0)
        return;
    if (!trouble_.isEmpty())
        onTrouble_(std::exchange(trouble_, {}));
    else if (const auto drained = std::exchange(drained_, {}))
        drained();
}

void LogPublishing::troubled(State state, const Message &why)
{
    state_ = state;
    if (trouble_.isEmpty())
        trouble_ = why;
}

} // namespace helio
