// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/contractstream.h"

#include "client/streamfetch.h"
#include "json/jsonwriter.h"

namespace helio::contract {

namespace {

/// An event source reports each end of a connection; to the harness an end without a fault is none.
bool isPlainEnd(const FeedError &error)
{
    // An event that was cut off may be told behind it.
    return error.failure == Failure::Transient &&
           (error.message.startsWith(StreamFetch::tr("The server ended the stream.")) ||
            error.message.startsWith(StreamFetch::tr("The connection was closed, by the server or on the way.")));
}

} // namespace

ContractStream::ContractStream(const ContractRequest &request, NetworkManagerPool &pool,
                               QNetworkAccessManager &callbacks, QObject *parent)
    : QObject(parent)
    , callbacks_(request.callback, callbacks, nullptr)
    , source_(request.stream, request.options, &pool)
{
    connect(&source_, &EventSource::eventsArrived, this, &ContractStream::reportEvents);
    connect(&source_, &EventSource::commentArrived, this, &ContractStream::reportComment);
    connect(&source_, &EventSource::errorOccurred, this, &ContractStream::reportError);
    source_.open();
}

void ContractStream::restart()
{
    source_.close();
    source_.open();
}

void ContractStream::reportEvents(const QList<ReceivedEvent> &events)
{
    for (const ReceivedEvent &received : events) {
        const Event &event = received.event;
        callbacks_.post(JsonWriter()
                            .beginObject()
                            .key("kind")
                            .string("event")
                            .key("event")
                            .beginObject()
                            .key("type")
                            .string(event.type.isEmpty() ? QByteArrayView("message") : QByteArrayView(event.type))
                            .key("data")
                            .string(event.data)
                            .key("id")
                            .string(event.id)
                            .endObject()
                            .endObject()
                            .result());
    }
}

void ContractStream::reportComment(const QByteArray &comment)
{
    callbacks_.post(
        JsonWriter().beginObject().key("kind").string("comment").key("comment").string(comment).endObject().result());
}

void ContractStream::reportError(const FeedError &error)
{
    if (isPlainEnd(error))
        return;
    callbacks_.post(
        JsonWriter().beginObject().key("kind").string("error").key("error").text(error.message).endObject().result());
}

} // namespace helio::contract
