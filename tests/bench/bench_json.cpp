// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonprinter.h"
#include "json/jsonvalue.h"

#include <QJsonDocument>
#include <QList>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

#ifdef HAS_RAPIDJSON
#    include <rapidjson/document.h>
#    include <rapidjson/reader.h>
#endif
#ifdef HAS_SIMDJSON
#    include <simdjson.h>
#endif
#ifdef HAS_NLOHMANN
#    include <nlohmann/json.hpp>
#endif

// tools/bench json runs this. Each reader reads the same documents, in turns; the fastest round counts. Readers do what
// they are made for, and that is not the same: ours and RapidJSON's SAX reader check a document and keep nothing of it,
// simdjson makes a tape, the others a tree.

using namespace helio;

namespace {

constexpr int Rounds = 7;
constexpr qsizetype SmallBytes = 4'000'000; ///< small documents are read so often that it takes some milliseconds

struct Subject
{
    const char *name;
    QByteArray document;
};

struct Reader
{
    const char *name;
    std::function<bool(const QByteArray &)> reads;
};

QByteArray list(const QByteArray &element, qsizetype bytes)
{
    QByteArray text("[" + element);
    while (text.size() < bytes)
        text += ',' + element;
    return text + ']';
}

QList<Subject> subjects()
{
    const QByteArray event = R"({"channel":"prices","type":"tick","id":"1764000000000-3","data":"{\"price\":101.25}"})";
    const QByteArray record =
        R"({"symbol": "HELIO", "price": 101.25, "change": -0.5, "time": "2026-11-21T01:02:03.456Z",)"
        R"( "tags": ["a", "b"], "open": true, "note": "a text of some length, as people write"})";
    QByteArray numbers("[0");
    for (int i = 1; numbers.size() < 4'000'000; ++i)
        numbers += ',' + QByteArray::number(double(i) * 1.37);
    return {
        {"an event, 85 B", event},
        {"a record, 190 B", record},
        {"90,000 events", list(event, 90'000 * (event.size() + 1))},
        {"records, 14 MB", list(record, 14'000'000)},
        {"numbers, 4 MB", numbers + ']'},
        {"[{},{},...], 1 MiB", list("{}", 1 << 20)},
        {"nested 128 deep", QByteArray(128, '[') + QByteArray(128, ']')},
        {"one text, 4 MB", '"' + QByteArray(4'000'000, 'x') + '"'},
        {"Japanese texts", list("\"日本語の文章です\"", 4'000'000)},
        {"texts with escapes", list(R"("a \"text\"\n\twith \u65e5 escapes")", 4'000'000)},
    };
}

/// Checks, then goes over all members and elements of the outer two levels: what reading a batch of events costs.
bool walks(const QByteArray &document)
{
    const auto value = JsonValue::read(document);
    qsizetype count = 0;
    for (JsonChildren outer(value.value_or(JsonValue())); outer.next();) {
        for (JsonChildren inner(outer.value()); inner.next();)
            ++count;
    }
    return value.has_value() && count >= 0;
}

bool copies(const QByteArray &document)
{
    const auto value = JsonValue::read(document);
    QByteArray compact;
    if (value)
        appendCompact(compact, *value);
    return !compact.isEmpty();
}

QList<Reader> readers()
{
    return {
        {"ours", [](const QByteArray &document) { return JsonValue::read(document).has_value(); }},
        {"ours, walked", walks},
        {"ours, copied", copies},
#ifdef HAS_RAPIDJSON
        {"RapidJSON SAX",
         [](const QByteArray &document) {
             rapidjson::MemoryStream stream(document.data(), size_t(document.size()));
             rapidjson::BaseReaderHandler<> handler;
             rapidjson::Reader reader;
             return !reader
                         .Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(stream, handler)
                         .IsError();
         }},
        {"RapidJSON DOM",
         [](const QByteArray &document) {
             rapidjson::Document tree;
             tree.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
                 document.data(), size_t(document.size()));
             return !tree.HasParseError();
         }},
#endif
#ifdef HAS_SIMDJSON
        {"simdjson",
         [](const QByteArray &document) {
             static simdjson::dom::parser parser;
             return parser.parse(document.data(), size_t(document.size())).error() == simdjson::SUCCESS;
         }},
#endif
        {"Qt",
         [](const QByteArray &document) {
             QJsonParseError error;
             QJsonDocument::fromJson('[' + document + ']', &error);
             return error.error == QJsonParseError::NoError;
         }},
#ifdef HAS_NLOHMANN
        {"nlohmann accept",
         [](const QByteArray &document) { return nlohmann::json::accept(document.begin(), document.end()); }},
#endif
    };
}

double secondsOf(const Reader &reader, const QByteArray &document, qsizetype times)
{
    const std::clock_t begin = std::clock(); // of this process alone, however busy the machine is
    for (qsizetype i = 0; i < times; ++i) {
        if (!reader.reads(document)) {
            std::fprintf(stderr, "bench_json: %s does not read it\n", reader.name);
            std::exit(1);
        }
    }
    return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

} // namespace

int main()
{
    const QList<Reader> all = readers();
    std::printf("MB/s, and how many times as long as ours takes\n\n%-20s", "");
    for (const Reader &reader : all)
        std::printf(" %16s", reader.name);
    std::printf("\n");
    for (const Subject &subject : subjects()) {
        const qsizetype times = std::max<qsizetype>(1, SmallBytes / subject.document.size());
        QList<double> best(all.size(), 1e9);
        for (int round = 0; round < Rounds; ++round) {
            for (qsizetype i = 0; i < all.size(); ++i)
                best[i] = std::min(best[i], secondsOf(all[i], subject.document, times));
        }
        std::printf("%-20s", subject.name);
        for (const double seconds : std::as_const(best))
            std::printf(" %8.0f %6.2fx", double(subject.document.size() * times) / seconds / 1e6, seconds / best[0]);
        std::printf("\n");
    }
    return 0;
}
