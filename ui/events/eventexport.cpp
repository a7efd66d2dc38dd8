// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventexport.h"

#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <QSaveFile>
#include <QThread>

namespace helio {

namespace {

/// So many bytes go to the file at once, and so often progress is reported.
constexpr qsizetype ChunkBytes = 256 * 1024;

QByteArrayView typeOf(const EventView &event)
{
    return event.type.isEmpty() ? QByteArrayView("message") : event.type;
}

void writeJson(JsonWriter &json, const EventView &event, const QByteArray &source)
{
    json.beginObject();
    json.key("receivedAt").number(event.receivedAt);
    json.key("source").string(source);
    json.key("channel").string(event.channel);
    json.key("type").string(typeOf(event));
    json.key("id").string(event.id);
    json.key("data").string(event.data);
    json.endObject();
}

void appendCsvField(QByteArray &out, QByteArrayView text)
{
    const QByteArray utf8 = !firstInvalidUtf8(text) ? text.toByteArray() : decodeUtf8(text).toUtf8();
    if (std::none_of(utf8.begin(), utf8.end(), [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; })) {
        out += utf8;
        return;
    }
    out += '"';
    out += QByteArray(utf8).replace('"', "\"\"");
    out += '"';
}

void appendCsv(QByteArray &out, const EventView &event, const QByteArray &source)
{
    out += QByteArray::number(event.receivedAt);
    for (const QByteArrayView text : {QByteArrayView(source), event.channel, typeOf(event), event.id, event.data}) {
        out += ',';
        appendCsvField(out, text);
    }
    out += "\r\n";
}

} // namespace

bool writeEvents(const EventExtract &extract, ExportFormat format, QIODevice &to,
                 const std::function<bool(quint64 written)> &goOn)
{
    QHash<int, QByteArray> sources;
    for (auto it = extract.sources.cbegin(); it != extract.sources.cend(); ++it)
        sources.insert(it.key(), it.value().toUtf8());
    QByteArray csv;
    JsonWriter json;
    const auto writeChunk = [&] {
        const QByteArray chunk = format == ExportFormat::Csv ? std::exchange(csv, {}) : json.take();
        return to.write(chunk) == chunk.size();
    };
    if (format == ExportFormat::Csv)
        csv = "receivedAt,source,channel,type,id,data\r\n";
    else if (format == ExportFormat::Json)
        json.beginArray();
    quint64 written = 0;
    for (const quint64 row : extract.rows) {
        const EventView event = extract.events.at(row);
        const QByteArray source = sources.value(event.source);
        switch (format) {
        case ExportFormat::Ndjson:
            writeJson(json, event, source);
            json.endLine();
            break;
        case ExportFormat::Csv:
            appendCsv(csv, event, source);
            break;
        case ExportFormat::Json:
            writeJson(json.breakLine(), event, source);
            break;
        }
        ++written;
        if (csv.size() + json.result().size() < ChunkBytes)
            continue;
        if (!writeChunk() || !goOn(written))
            return false;
    }
    if (format == ExportFormat::Json)
        json.breakLine().endArray().endLine();
    return writeChunk() && goOn(written);
}

EventExport::EventExport(EventExtract extract, ExportFormat format, QString path, QObject *parent)
    : QObject(parent)
    , extract_(std::move(extract))
    , format_(format)
    , path_(std::move(path))
    , total_(extract_.rows.size())
{}

EventExport::~EventExport()
{
    cancel();
    if (thread_)
        thread_->wait();
}

void EventExport::start()
{
    thread_.reset(QThread::create([this] {
        const Outcome outcome = run();
        QMetaObject::invokeMethod(
            this, [this, outcome] { Q_EMIT finished(outcome); }, Qt::QueuedConnection);
    }));
    thread_->setObjectName(QStringLiteral("export"));
    thread_->start(QThread::LowPriority);
}

EventExport::Outcome EventExport::run()
{
    // The events' memory is given back when they are written, not when somebody has read that they are.
    const EventExtract extract = std::move(extract_);
    QSaveFile file(path_);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && writeEvents(extract, format_, file, [this](quint64 written) {
            written_ = written;
            return !cancelled_;
        });
    if (isWritten) {
        bytes_ = file.size();
        if (file.commit())
            return Outcome::Written;
    } else {
        file.cancelWriting();
    }
    if (cancelled_)
        return Outcome::Cancelled;
    problem_ = file.errorString();
    return Outcome::Failed;
}

} // namespace helio
