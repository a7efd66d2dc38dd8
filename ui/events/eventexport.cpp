// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventexport.h"

#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <QByteArrayList>
#include <QSaveFile>
#include <QThread>

#include <algorithm>
#include <optional>

namespace helio {

namespace {

/// So many bytes go to the file at once, and so often progress is reported.
constexpr qsizetype ChunkBytes = 256 * 1024;

QByteArrayView typeOf(const EventView &event)
{
    return event.type.isEmpty() ? QByteArrayView("message") : event.type;
}

/// What the columns of one event are made of.
struct Row
{
    const EventView &event;
    const QByteArray &source;
    std::optional<qint64> before; ///< when the event written before was received
};

double deltaMs(const Row &row)
{
    return double(std::max<qint64>(0, row.event.receivedAt - *row.before)) / 1'000'000;
}

void writeJsonValue(JsonWriter &json, const ExportColumn &column, const Row &row)
{
    using Field = ExportColumn::Field;
    switch (column.field) {
    case Field::ReceivedAt:
        json.number(row.event.receivedAt);
        return;
    case Field::Delta:
        row.before ? json.number(deltaMs(row)) : json.null();
        return;
    case Field::Source:
        json.string(row.source);
        return;
    case Field::Channel:
        json.string(row.event.channel);
        return;
    case Field::Type:
        json.string(typeOf(row.event));
        return;
    case Field::Id:
        json.string(row.event.id);
        return;
    case Field::Bytes:
        json.number(qint64(row.event.data.size()));
        return;
    case Field::Data:
        json.string(row.event.data);
        return;
    case Field::Path: {
        // What is found by a path may stand in broken JSON: it is read before it becomes part of ours.
        const auto found = column.path.find(row.event.data);
        const auto value = found ? JsonValue::read(found->text) : std::nullopt;
        value ? json.value(*value) : json.null();
        return;
    }
    }
}

void writeJson(JsonWriter &json, const QList<ExportColumn> &columns, const QByteArrayList &names, const Row &row)
{
    json.beginObject();
    for (qsizetype i = 0; i < columns.size(); ++i) {
        json.key(names[i]);
        writeJsonValue(json, columns[i], row);
    }
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

QByteArray csvText(const ExportColumn &column, const Row &row)
{
    using Field = ExportColumn::Field;
    switch (column.field) {
    case Field::ReceivedAt:
        return QByteArray::number(row.event.receivedAt);
    case Field::Delta:
        return row.before ? QByteArray::number(deltaMs(row), 'f', 3) : QByteArray();
    case Field::Source:
        return row.source;
    case Field::Channel:
        return row.event.channel.toByteArray();
    case Field::Type:
        return typeOf(row.event).toByteArray();
    case Field::Id:
        return row.event.id.toByteArray();
    case Field::Bytes:
        return QByteArray::number(row.event.data.size());
    case Field::Data:
        return row.event.data.toByteArray();
    case Field::Path: {
        const auto value = column.path.find(row.event.data);
        return value ? value->unescaped() : QByteArray();
    }
    }
    return {};
}

void appendCsv(QByteArray &out, const QList<ExportColumn> &columns, const Row &row)
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (i > 0)
            out += ',';
        appendCsvField(out, csvText(columns[i], row));
    }
    out += "\r\n";
}

} // namespace

QByteArray ExportColumn::name() const
{
    switch (field) {
    case Field::ReceivedAt:
        return "receivedAt";
    case Field::Delta:
        return "deltaMs";
    case Field::Source:
        return "source";
    case Field::Channel:
        return "channel";
    case Field::Type:
        return "type";
    case Field::Id:
        return "id";
    case Field::Bytes:
        return "bytes";
    case Field::Data:
        return "data";
    case Field::Path:
        return path.toString().toUtf8();
    }
    return {};
}

QList<ExportColumn> allColumns()
{
    using Field = ExportColumn::Field;
    return {{Field::ReceivedAt}, {Field::Source}, {Field::Channel}, {Field::Type}, {Field::Id}, {Field::Data}};
}

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
    QByteArrayList names;
    for (const ExportColumn &column : extract.columns)
        names.append(column.name());
    if (format == ExportFormat::Csv) {
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (i > 0)
                csv += ',';
            appendCsvField(csv, names[i]);
        }
        csv += "\r\n";
    } else if (format == ExportFormat::Json) {
        json.beginArray();
    }
    quint64 written = 0;
    std::optional<qint64> before;
    for (const quint64 row : extract.rows) {
        const EventView event = extract.events.at(row);
        const QByteArray source = sources.value(event.source);
        const Row of{event, source, before};
        before = event.receivedAt;
        switch (format) {
        case ExportFormat::Ndjson:
            writeJson(json, extract.columns, names, of);
            json.endLine();
            break;
        case ExportFormat::Csv:
            appendCsv(csv, extract.columns, of);
            break;
        case ExportFormat::Json:
            writeJson(json.breakLine(), extract.columns, names, of);
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
