// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamreader.h"

#include "json/jsonscan.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

} // namespace

StreamReader::StreamReader(const EventSourceOptions &options)
    : parserOptions_{.maximumLineBytes = options.maximumEventBytes,
                     .maximumEventBytes = options.maximumEventBytes,
                     .keepsComments = options.reportsComments,
                     .keepsRaw = options.keepsRawBytes}
    , heartbeatTypes_(options.heartbeatTypes)
    , parser_(options.lastEventId, parserOptions_)
    , reconnectionTime_(options.reconnectionTime)
{
    startOver(options.format);
}

void StreamReader::startOver(StreamFormat format)
{
    parser_ = EventStreamParser(parser_.lastEventId(), parserOptions_);
    connectionBytes_ = 0;
    json_.reset();
    if (format != StreamFormat::EventStream)
        json_.emplace(format, parserOptions_.maximumEventBytes, parserOptions_.keepsRaw);
}

StreamReading StreamReader::readJson(QByteArrayView chunk, qint64 receivedAt)
{
    StreamReading reading;
    const quint64 bytesBefore = std::exchange(connectionBytes_, connectionBytes_ + quint64(chunk.size()));
    reading.isHeartbeat = !json_->isWithinEvent() && std::all_of(chunk.begin(), chunk.end(), jsonscan::isSpace);
    json_->feed(chunk);
    StreamReading::Part part;
    while (auto item = json_->next()) {
        reading.hasEvents = true;
        if (parserOptions_.keepsRaw)
            reading.eventEnds.append(qsizetype(item->end - bytesBefore));
        part.events.append({Event{{}, {}, {}, std::move(item->data)}, receivedAt, std::move(item->raw)});
    }
    if (reading.hasEvents)
        reading.parts.append(std::move(part));
    return reading;
}

StreamReading StreamReader::finish(qint64 receivedAt)
{
    if (!json_)
        return {};
    json_->finish();
    return readJson({}, receivedAt);
}

StreamReading StreamReader::read(QByteArrayView chunk, qint64 receivedAt)
{
    if (json_)
        return readJson(chunk, receivedAt);
    StreamReading reading;
    const auto timeBefore = parser_.reconnectionTime();
    const quint64 commentsBefore = parser_.commentCount();
    const quint64 bytesBefore = std::exchange(connectionBytes_, connectionBytes_ + quint64(chunk.size()));
    const bool isBareLineEnds = !parser_.isWithinBlock() && std::all_of(chunk.begin(), chunk.end(), isLineEnd);
    StreamReading::Part part;
    while (parser_.feedFront(chunk)) {
        while (const auto item = parser_.nextItem()) {
            switch (item->kind) {
            case EventStreamItem::Kind::Event:
                reading.isHeartbeat = !reading.hasEvents && heartbeatTypes_.contains(item->event.type);
                reading.hasEvents = true;
                if (parserOptions_.keepsRaw)
                    reading.eventEnds.append(qsizetype(item->end - bytesBefore));
                part.events.append({std::move(item->event), receivedAt, std::move(item->raw)});
                break;
            case EventStreamItem::Kind::Comment:
                part.comment = std::move(item->comment);
                reading.parts.append(std::exchange(part, {}));
                break;
            case EventStreamItem::Kind::Block:
                break; // no event of ours; its bytes are among those of the chunk
            }
        }
    }
    if (!part.events.isEmpty())
        reading.parts.append(std::move(part));
    // A comment beside events is not what ends a silence.
    if (!reading.hasEvents)
        reading.isHeartbeat = isBareLineEnds || parser_.commentCount() != commentsBefore;
    reading.setsReconnectionTime = parser_.reconnectionTime() != timeBefore;
    reconnectionTime_ = parser_.reconnectionTime().value_or(reconnectionTime_);
    return reading;
}

} // namespace helio
