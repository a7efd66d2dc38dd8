// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/mcpcall.h"

#include "client/answer.h"
#include "json/utf8.h"
#include "lens/mcplens.h"
#include "ui/streams/requestoptions.h"

#include <utility>

namespace helio {

namespace {

constexpr int Accepted = 202;

/// What a stream's request says of its own body and answer, and of its session; a request of MCP has another.
bool isOfStream(const QByteArray &header)
{
    const QByteArray name = header.toLower();
    return name == "accept" || name == "accept-encoding" || name == "content-type" || name == "content-length" ||
           name == "last-event-id" || name == "connection" || name == "mcp-session-id" ||
           name == "mcp-protocol-version";
}

EventSourceOptions optionsOf(const StreamRequest &request, const McpLimits &limits, QString &problem)
{
    EventSourceOptions options = optionsFor(request, problem);
    options.reconnects = false;
    options.headTimeout = limits.head;
    options.readTimeout = limits.silence;
    options.silentHeartbeats = 0;
    options.maximumEventBytes = limits.messageBytes;
    options.keepsRawBytes = true; // as other events of streams
    return options;
}

} // namespace

QList<std::pair<QByteArray, QByteArray>> sessionHeaders(const McpSession &session)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    const auto add = [&headers](const char *name, const QByteArray &value) {
        if (!value.isEmpty() && isHeaderValue(value))
            headers.emplaceBack(name, value);
    };
    add("Mcp-Session-Id", session.id);
    add("MCP-Protocol-Version", session.protocolVersion);
    return headers;
}

StreamRequest mcpRequest(const StreamRequest &stream, const McpSession &session, const QByteArray &body)
{
    StreamRequest request = stream;
    request.method = "POST";
    request.body = body;
    request.format = StreamFormat::EventStream;
    request.acceptsAnyType = false;
    request.lastEventId.clear();
    request.allowHttp2 = false;
    request.headers.removeIf([](const auto &header) { return isOfStream(header.first); });
    request.headers.emplaceBack("Accept", "application/json, text/event-stream");
    request.headers += sessionHeaders(session);
    return request;
}

McpCall::McpCall(const StreamRequest &request, const McpLimits &limits, McpAnswer answer, QObject *parent)
    : EventFeed(parent)
    , limits_(limits)
    , answer_(answer)
    , open_(jsonRpcIds(request.body).requests)
    , asks_(!open_.isEmpty())
    , source_(new EventSource(request.url, optionsOf(request, limits, problem_), nullptr, this))
{
    connect(source_, &EventSource::answerArrived, this, &McpCall::onHead);
    connect(source_, &EventFeed::eventsArrived, this, &McpCall::onEvents);
    connect(source_, &EventFeed::readyStateChanged, this, &EventFeed::readyStateChanged);
    connect(source_, &EventFeed::errorOccurred, this, &McpCall::onError);
    connect(source_, &EventSource::ended, this, &McpCall::onEnded);
    afterAnswer_.setSingleShot(true);
    connect(&afterAnswer_, &QTimer::timeout, this, [this] { finish({}); });
}

McpCall::~McpCall() = default;

ReadyState McpCall::readyState() const
{
    return source_ ? source_->readyState() : ReadyState::Closed;
}

void McpCall::send()
{
    if (std::exchange(wasSent_, true))
        return;
    if (problem_.isEmpty())
        source_->open();
    else
        QMetaObject::invokeMethod(
            this, [this] { finish(problem_); }, Qt::QueuedConnection);
}

void McpCall::cancel()
{
    finish(asks_ && open_.isEmpty() ? QString() : tr("It was cancelled here."));
}

void McpCall::onHead(const ReceivedAnswer &answer)
{
    status_ = answer.status;
    for (const auto &[name, value] : answer.headers) {
        if (name.compare("content-type", Qt::CaseInsensitive) == 0)
            contentType_ = value;
    }
    Q_EMIT headArrived(answer.status, answer.headers);
}

void McpCall::onEvents(const QList<ReceivedEvent> &events)
{
    for (const ReceivedEvent &received : events) {
        if (open_.isEmpty())
            break;
        for (const QByteArray &id : jsonRpcIds(received.event.data).answers)
            open_.removeAll(id);
    }
    // Servers should close it behind the answer, and some do not.
    if (asks_ && open_.isEmpty() && !afterAnswer_.isActive())
        afterAnswer_.start(limits_.afterAnswer);
    Q_EMIT eventsArrived(events);
}

QString McpCall::problemOf(const FeedError &error) const
{
    if (asks_ && open_.isEmpty())
        return {};
    // Whatever its body says.
    if ((!asks_ || answer_ == McpAnswer::ByStream) && status_ >= 200 && status_ < 300)
        return {};
    if (status_ == Accepted)
        return tr("The server accepted the request (202), and gives no answer here.");
    if (error.failure == Failure::TooLarge)
        return tr("A message of the answer is larger than %1 MiB: it is not read.")
            .arg(double(limits_.messageBytes) / 1024 / 1024);
    if (status_ == 200 && !isEventStreamType(contentType_) && !isJsonType(contentType_))
        return contentType_.isEmpty()
                   ? tr("The answer has no content type: of MCP only application/json and text/event-stream are read.")
                   : tr("The answer is %1: of MCP only application/json and text/event-stream are read.")
                         .arg(decodeUtf8(contentType_.left(80)));
    return error.message;
}

void McpCall::onError(const FeedError &error)
{
    finish(problemOf(error));
}

void McpCall::onEnded()
{
    if (open_.isEmpty() || answer_ == McpAnswer::ByStream) {
        finish({});
        return;
    }
    const QString problem = tr("The answer ended, and did not answer the request.");
    const QByteArray last = source_->lastEventId();
    finish(last.isEmpty()
               ? problem
               : problem + u' ' +
                     tr("The server may answer a GET with Last-Event-ID %1.").arg(decodeUtf8(last.left(80))));
}

void McpCall::finish(const QString &problem)
{
    if (!source_)
        return;
    afterAnswer_.stop();
    source_->disconnect(this);
    source_->close();
    std::exchange(source_, nullptr)->deleteLater(); // it may be what speaks
    Q_EMIT finished(problem);
}

} // namespace helio
