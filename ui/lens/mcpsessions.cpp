// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/mcpsessions.h"

#include "client/redirects.h"
#include "event/timeforpeople.h"
#include "feed/walltime.h"
#include "json/jsonvalue.h"
#include "json/utf8.h"
#include "ui/lens/lensfeed.h"
#include "ui/look/format.h"
#include "ui/look/tone.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"

#include <algorithm>
#include <utility>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr qint64 NanosecondsPerSecond = 1'000'000'000;
constexpr int NotFound = 404;
constexpr int MethodNotAllowed = 405;
constexpr quint64 MaximumCounted = quint64(1) << 52; ///< any reader of JSON knows such a number from the next
constexpr char Initialize[] = "initialize";
constexpr char Initialized[] = "notifications/initialized";

QByteArray headerOf(const QList<std::pair<QByteArray, QByteArray>> &headers, const char *wanted)
{
    for (const auto &[name, value] : headers) {
        if (name.compare(wanted, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString since(qint64 nanoseconds)
{
    return timeForPeople(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(wallNow() - nanoseconds)));
}

} // namespace

McpSessions::McpSessions(StreamList &streams, LensFeed &feed, const Join &join, QObject *parent)
    : QObject(parent)
    , streams_(streams)
    , feed_(feed)
    , join_(join)
    , startSeconds_(quint64(wallNow() / NanosecondsPerSecond))
{
    clock_.setInterval(1s);
    connect(&clock_, &QTimer::timeout, this, &McpSessions::stateChanged);
    const QList<int> ids = streams_.ids();
    for (const int id : ids)
        noteRequest(id);
    connect(&streams_, &StreamList::added, this, &McpSessions::noteRequest);
    connect(&streams_, &StreamList::edited, this, [this](int id) {
        noteRequest(id);
        OfStream &of = all_[id];
        of.kept.reset();
        of.lent.clear();
        of.version.clear();
        of.overId.clear();
        of.subjects = {};
        of.editedAt = wallNow();
    });
    connect(&streams_, &StreamList::changed, this, &McpSessions::onStreamChanged);
    connect(&streams_, &StreamList::removed, this, [this](int id) {
        const QList<Running> running = running_;
        for (const Running &each : running) {
            if (each.stream == id)
                each.call->cancel();
        }
        all_.erase(id);
    });
}

McpSessions::~McpSessions() = default;

int McpSessions::stream() const
{
    return feed_.subject().events.source.value_or(HubSource);
}

const McpSessions::OfStream &McpSessions::ofStream() const
{
    static const OfStream none{};
    const auto found = all_.find(stream());
    return found == all_.end() ? none : found->second;
}

/// As the heads of its own connections say.
McpSession McpSessions::ownSession(const OfStream &of) const
{
    const McpLens *mcp = feed_.lens().mcp();
    // Where the stream was edited, the session before may be another server's.
    if (!mcp || feed_.headTime() < of.editedAt)
        return {};
    return {mcp->sessionId(), mcp->protocolVersion()};
}

McpSessions::OfStream *McpSessions::find(int stream)
{
    const auto found = all_.find(stream);
    return found == all_.end() ? nullptr : &found->second;
}

McpSession McpSessions::session() const
{
    const OfStream &of = ofStream();
    McpSession session = ownSession(of);
    const bool isBegunHere = of.kept && of.kept->ofStream == session.id;
    if (isBegunHere)
        session.id = of.kept->id;
    if (!of.version.isEmpty())
        session.protocolVersion = of.version;
    const auto headers = streams_.request(stream()).headers;
    if (session.id.isEmpty() && !isBegunHere)
        session.id = headerOf(headers, "mcp-session-id");
    if (session.protocolVersion.isEmpty())
        session.protocolVersion = headerOf(headers, "mcp-protocol-version");
    return !of.overId.isEmpty() && session.id == of.overId ? McpSession() : session;
}

quint64 McpSessions::nextId() const
{
    // Of a session that was begun elsewhere nobody knows which ids it has seen: no clock counts them twice.
    const QByteArray given = headerOf(streams_.request(stream()).headers, "mcp-session-id");
    const bool isOfOthers = !given.isEmpty() && session().id == given;
    return std::max(ofStream().lastId, isOfOthers ? startSeconds_ : 0) + 1;
}

QString McpSessions::nextMethod() const
{
    const OfStream &of = ofStream();
    const Sent *last = of.sent.isEmpty() ? nullptr : &of.sent.last();
    // Each connection of the old form names another place, and is a session of its own.
    if (last && !endpoint().isEmpty() && last->request.url != target())
        last = nullptr;
    const QByteArray method = last && of.overId.isEmpty() ? mcpMethodOf(last->request.body) : QByteArray();
    if (method == Initialize && last->problem.isEmpty())
        return QLatin1String(Initialized);
    if (const QByteArray next = McpSubjects::methodBehind(method); !next.isEmpty() && last->problem.isEmpty())
        return QLatin1String(next);
    const bool hasBegun =
        !method.isEmpty() || !session().id.isEmpty() || mcpMethodOf(streams_.request(stream()).body) == Initialize;
    return hasBegun ? QStringLiteral("tools/list") : QLatin1String(Initialize);
}

QString McpSessions::nextSubject() const
{
    return decodeUtf8(ofStream().subjects.of(nextMethod().toUtf8()));
}

QString McpSessions::nextArguments() const
{
    return decodeUtf8(ofStream().subjects.argumentsOf(nextMethod().toUtf8()));
}

QByteArray McpSessions::endpoint() const
{
    const McpLens *mcp = feed_.lens().mcp();
    return mcp && feed_.headTime() >= ofStream().editedAt ? mcp->endpoint() : QByteArray();
}

QUrl McpSessions::target() const
{
    const QUrl url = streams_.url(stream());
    const QByteArray named = endpoint();
    return named.isEmpty() ? url : url.resolved(QUrl(decodeUtf8(named)));
}

void McpSessions::noteIds(OfStream &of, const QByteArray &body)
{
    for (const QByteArray &id : jsonRpcIds(body).requests) {
        of.usedIds.insert(id);
        if (const quint64 number = id.toULongLong(); number <= MaximumCounted)
            of.lastId = std::max(of.lastId, number);
    }
}

/// The ids in the stream's own request are used, too.
void McpSessions::noteRequest(int stream)
{
    noteIds(all_[stream], streams_.request(stream).body);
}

/// The stream's own GET goes by the session that was begun beside it.
void McpSessions::lendSession(int stream)
{
    OfStream &of = all_[stream];
    if (!of.kept || !streams_.request(stream).isRepeatable())
        return;
    of.lent = of.kept->id;
    of.wasOpenByIt = false;
    streams_.setSession(stream, of.lent.isEmpty() ? QList<std::pair<QByteArray, QByteArray>>()
                                                  : sessionHeaders({of.lent, of.version}));
}

void McpSessions::onStreamChanged(int stream)
{
    OfStream *of = find(stream);
    if (!of || of->lent.isEmpty())
        return;
    if (streams_.state(stream) == StreamList::State::Open)
        of->wasOpenByIt = true;
    // A server that offers no stream may say so by 404: of the session that tells nothing.
    if (streams_.refusedStatus(stream) != NotFound || !of->wasOpenByIt || !of->kept || of->kept->id != of->lent)
        return;
    of->overId = of->lent;
    of->kept.reset();
    of->version.clear();
    say(stream, toneShape(Tone::Failed) + u' ' + tr("The session is over: begin another one with initialize."));
}

void McpSessions::send(const QByteArray &body)
{
    if (!streams_.contains(stream()))
        return;
    if (const QString why = whyNot(body); !why.isEmpty())
        say(stream(), why);
    else
        post(body, false);
}

/// Why it cannot be sent; empty where it can.
QString McpSessions::whyNot(const QByteArray &body) const
{
    if (streams_.areSecretsMissing(stream()))
        return tr("The stream lacks its secrets: edit it first.");
    const QString begin = toneShape(Tone::Failed) + u' ';
    if (!endpoint().isEmpty()) {
        // As the stream's credentials go with it.
        if (!isSameOrigin(target(), streams_.url(stream())))
            return begin + tr("It was not sent: the stream says to post to %1, which is another server.")
                               .arg(target().toString(QUrl::RemoveUserInfo));
        if (streams_.state(stream()) != StreamList::State::Open)
            return begin +
                   tr("It was not sent: its answer would come by the stream, which is not open. Reopen it first.");
    }
    QByteArrayList ids = jsonRpcIds(body).requests;
    for (; !ids.isEmpty(); ids.removeFirst()) {
        const bool isTwice = ids.count(ids.first()) > 1;
        if (!isTwice && !ofStream().usedIds.contains(ids.first()))
            continue;
        return begin + tr("It was not sent: its id %1 was used before, and each request needs one of its own. %2 is "
                          "free.")
                           .arg(format::oneLine(ids.first(), 40))
                           .arg(nextId());
    }
    return {};
}

void McpSessions::post(const QByteArray &body, bool isQuiet)
{
    const QByteArray method = mcpMethodOf(body);
    const McpSession before = method == Initialize ? McpSession() : session();
    StreamRequest request = mcpRequest(streams_.request(stream()), before, body);
    const McpAnswer answer = endpoint().isEmpty() ? McpAnswer::Own : McpAnswer::ByStream;
    request.url = target();
    OfStream &of = all_[stream()];
    noteIds(of, body);
    of.subjects.noteRequest(body);
    const Running running{new McpCall(request, limits_, answer, this),
                          stream(),
                          wallNow(),
                          body,
                          method,
                          before.id,
                          ownSession(of).id,
                          isQuiet};
    join_(running.call, running.stream);
    connect(running.call, &McpCall::headArrived, this,
            [this, running](int status, const LensHead &head) { onHead(running, status, head); });
    connect(running.call, &EventFeed::eventsArrived, this,
            [this, running](const QList<ReceivedEvent> &events) { onEvents(running, events); });
    connect(running.call, &McpCall::finished, this,
            [this, running](const QString &problem) { onFinished(running, problem); });
    of.sent.append({.at = running.sentAt, .request = request, .answer = answer});
    if (of.sent.size() > MaximumSent)
        of.sent.removeFirst();
    tellFeed(of.sent.last());
    running_.append(running);
    clock_.start();
    running.call->send();
    Q_EMIT stateChanged();
}

void McpSessions::onHead(const Running &running, int status, const LensHead &head)
{
    OfStream *of = find(running.stream);
    if (!of || running.sentAt < of->editedAt)
        return;
    const QByteArray id = headerOf(head, "mcp-session-id");
    const bool begins = running.method == Initialize && status >= 200 && status < 300;
    if (!id.isEmpty() || begins)
        of->kept = KeptSession{id, running.ownId};
    if (begins) {
        of->version.clear();
        of->overId.clear();
    } else if (status == NotFound && !running.sessionId.isEmpty()) {
        of->kept.reset();
        of->version.clear();
        of->overId = running.sessionId;
    }
}

void McpSessions::onEvents(const Running &running, const QList<ReceivedEvent> &events)
{
    OfStream *of = find(running.stream);
    if (!of || running.sentAt < of->editedAt)
        return;
    for (const ReceivedEvent &received : events) {
        of->subjects.noteAnswer(received.event.data);
        const auto json = running.method == Initialize ? JsonValue::read(received.event.data) : std::nullopt;
        const auto result = json ? json->member("result") : std::nullopt;
        if (const auto version = result ? result->member("protocolVersion") : std::nullopt)
            of->version = version->unescaped();
        if (result)
            lendSession(running.stream);
    }
}

void McpSessions::onFinished(const Running &running, const QString &problem)
{
    running.call->deleteLater();
    running_.removeIf([&running](const Running &each) { return each.call == running.call; });
    if (running_.isEmpty())
        clock_.stop();
    OfStream *of = find(running.stream);
    if (!of)
        return;
    const qint64 now = wallNow();
    const auto sent = std::find_if(of->sent.begin(), of->sent.end(),
                                   [&running](const Sent &each) { return each.at == running.sentAt; });
    if (sent != of->sent.end()) {
        sent->endedAt = now;
        sent->problem = problem;
    }
    if (!problem.isEmpty() && running.stream == stream())
        feed_.addUnanswered(now, running.body, problem);
    // Some servers know a session only from here on; one that offers no stream refuses it for good.
    if (problem.isEmpty() && running.method == Initialized && !of->lent.isEmpty() &&
        streams_.refusedStatus(running.stream) != MethodNotAllowed &&
        streams_.state(running.stream) == StreamList::State::Refused)
        streams_.reopen(running.stream);
    const QString name = format::oneLine(running.method, 80);
    if (problem.isEmpty() && running.isQuiet) {
        Q_EMIT stateChanged();
    } else if (problem.isEmpty() && running.call->answer() == McpAnswer::ByStream) {
        say(running.stream,
            tr("%1: it was accepted after %2. Its answer comes by the stream.").arg(name, since(running.sentAt)));
    } else if (problem.isEmpty()) {
        say(running.stream, tr("%1: the answer ended after %2.").arg(name, since(running.sentAt)));
    } else {
        QString text = toneShape(Tone::Failed) + u' ' + tr("%1: %2").arg(name, problem);
        if (!of->overId.isEmpty() && of->overId == running.sessionId)
            text += u' ' + tr("The session is over: begin another one with initialize.");
        say(running.stream, text);
    }
}

void McpSessions::say(int stream, const QString &outcome)
{
    all_[stream].outcome = outcome;
    Q_EMIT stateChanged();
}

bool McpSessions::isRunning() const
{
    return std::any_of(running_.begin(), running_.end(),
                       [this](const Running &each) { return each.stream == stream() && !each.isQuiet; });
}

void McpSessions::cancel(const LensMessage *message)
{
    std::optional<Running> chosen;
    for (const Running &each : std::as_const(running_)) {
        if (each.stream != stream() || each.isQuiet)
            continue;
        chosen = each;
        if (message && message->firstEventTime == each.sentAt)
            break;
    }
    if (!chosen)
        return;
    // A closed connection does not cancel a request: a server goes on with it, and keeps the answer for who comes back.
    if (chosen->method != Initialize) {
        for (const QByteArray &id : QByteArrayList(chosen->call->unanswered()))
            post(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":)" + id + "}}", true);
    }
    chosen->call->cancel();
}

QString McpSessions::stateText() const
{
    for (auto each = running_.rbegin(); each != running_.rend(); ++each) {
        if (each->stream != stream() || each->isQuiet)
            continue;
        const QString name = format::oneLine(each->method, 80);
        const McpLimits &limits = each->call->limits();
        return each->call->readyState() == ReadyState::Open
                   ? tr("%1 was sent %2 ago. Its answer is coming; a silence of %3 ends it.")
                         .arg(name, since(each->sentAt), timeForPeople(limits.silence))
                   : tr("%1 was sent %2 ago. No answer came yet; %3 are waited for it.")
                         .arg(name, since(each->sentAt), timeForPeople(limits.head));
    }
    return ofStream().outcome;
}

void McpSessions::tellFeed()
{
    for (const Sent &sent : ofStream().sent) {
        tellFeed(sent);
        if (!sent.problem.isEmpty())
            feed_.addUnanswered(sent.endedAt, sent.request.body, sent.problem);
    }
}

void McpSessions::tellFeed(const Sent &sent)
{
    feed_.addSent(sent.at, sent.request.body,
                  sent.answer == McpAnswer::ByStream ? LensFeed::AnswerComes::ByStream : LensFeed::AnswerComes::Beside);
}

std::optional<StreamRequest> McpSessions::requestOf(const LensMessage &message) const
{
    for (const Sent &sent : ofStream().sent) {
        if (message.dialect == "mcp" && message.role == "client" && message.firstEventTime == sent.at)
            return sent.request;
    }
    return {};
}

} // namespace helio
