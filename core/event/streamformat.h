// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <utility>

namespace helio {

/// How a body is divided into events.
enum class StreamFormat {
    EventStream, ///< `text/event-stream`, as the standard says
    JsonLines,   ///< one JSON value a line (NDJSON): each is the data of an event
    JsonArray,   ///< one JSON array: each element is the data of an event
};

/// A line or an event of a stream that is larger than this ends it, unless somebody chose another bound.
inline constexpr qsizetype DefaultMaximumEventBytes = qsizetype(64) * 1024 * 1024;

/// By the names that options, dialects and settings have for them.
inline constexpr std::pair<const char *, StreamFormat> StreamFormats[] = {
    {"sse", StreamFormat::EventStream}, {"ndjson", StreamFormat::JsonLines}, {"json-array", StreamFormat::JsonArray}};

} // namespace helio
