// SPDX-License-Identifier: GPL-3.0-or-later
#include "redishubs.h"

#include "group/redisgrouplog.h"

#include <QEventLoop>
#include <QTest>

namespace helio::test {

namespace {

/// What `call` answers; nothing after 30 s.
template <typename Result, typename Call>
std::optional<Result> answerTo(const Call &call)
{
    const auto answer = std::make_shared<std::optional<Result>>();
    call([answer](const Result &result) { *answer = result; });
    static_cast<void>(QTest::qWaitFor([&] { return answer->has_value(); }, 30'000));
    return *answer;
}

} // namespace

RedisHub::RedisHub(const RedisServer &server, const QByteArray &hub, const HistoryLimits &limits)
{
    QString problem;
    auto log = std::make_unique<RedisGroupLog>(*RedisUrl::parse(server.url(), problem));
    store = std::make_unique<GroupStore>(limits, clock, std::move(log), LogOptions{.hub = hub});
    store->open(*this, [this](const OpenResult &result) {
        isOpen_ = true;
        state = result.state;
    });
    QObject::connect(&second_, &QTimer::timeout, &second_, [this] { store->trimByAge(); });
    second_.start(1'000);
}

RedisHub::~RedisHub() = default;

bool RedisHub::waitUntilOk()
{
    return QTest::qWaitFor([this] { return isOpen_ && state.kind == StoreState::Kind::Ok; }, 20'000);
}

bool RedisHub::waitUntilAway()
{
    return QTest::qWaitFor([this] { return isOpen_ && state.kind == StoreState::Kind::Away; }, 20'000);
}

QByteArray RedisHub::publish(const QByteArray &channel, const QByteArray &text, const QByteArray &ownId)
{
    lastResult = answerTo<AppendResult>([&](auto done) {
                     store->append(1, {{channel, {}, text, ownId, {}}}, done);
                 }).value_or(AppendResult{.outcome = AppendResult::Outcome::Unknown});
    return lastResult.entries.isEmpty() ? QByteArray() : lastResult.entries.constFirst().event->event.id;
}

QByteArrayList RedisHub::readAll(const QByteArrayList &entries, const Start &start)
{
    const Selection selection = select(entries);
    const auto located = answerTo<LocateResult>([&](auto done) { store->locate(selection, start, done); });
    if (!located || located->outcome == ReadOutcome::Failed)
        return {"(failed)"};
    QByteArrayList texts;
    bool gap = !located->known;
    ReadRequest request{selection, located->after, located->trims};
    while (true) {
        const auto read = answerTo<ReadResult>([&](auto done) { store->read(request, done); });
        if (!read || read->outcome == ReadOutcome::Failed)
            return {"(failed)"};
        if (gap || read->gap)
            texts.append("(gap)");
        gap = false;
        for (const StoredEventPtr &event : read->events)
            texts.append(event->event.data);
        if (read->atEnd)
            return texts;
        request.after = read->next;
        request.trims = read->trims;
    }
}

void RedisHub::committed(const QList<Committed> &events)
{
    for (const Committed &one : events)
        data.append(one.event->event.data);
}

} // namespace helio::test
