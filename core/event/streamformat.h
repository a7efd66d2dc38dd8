// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace helio {

/// How a body is divided into events.
enum class StreamFormat {
    EventStream, ///< `text/event-stream`, as the standard says
    JsonLines,   ///< one JSON value a line (NDJSON): each is the data of an event
    JsonArray,   ///< one JSON array: each element is the data of an event
};

/// By the names that options, dialects and settings have for them.
inline constexpr std::pair<const char *, StreamFormat> StreamFormats[] = {
    {"sse", StreamFormat::EventStream}, {"ndjson", StreamFormat::JsonLines}, {"json-array", StreamFormat::JsonArray}};

} // namespace helio
