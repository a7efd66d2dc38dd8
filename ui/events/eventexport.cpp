// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventexport.h"

#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <QSaveFile>
#include <QThread>

namespace helio {

namespace {

/// So many bytes go to the file at once, and so often the progress is told.
constexpr qsizetype ChunkBytes = 256 * 1024;

QByteArrayView typeOf(const EventView &event)
{
    return event.type.isEmpty() ? QByteArrayView("message") : event.type;
}

void appendJson(QByteArray &out, const EventView &event, const QByteArray &source)
{
    out += "{\"receivedAt\":";
    out += QByteArray::number(event.receivedAt);
    const std::pair<const char *, QByteArrayView> texts[] = {{",\"source\":", source},
                                                             {",\"channel\":", event.channel},
                                                             {",\"type\":", typeOf(event)},
                                                             {",\"id\":", event.id},
                                                             {",\"data\":", event.data}};
    for (const auto &[name, text] : texts) {
        out += name;
        appendJsonString(out, text);
    }
    out += '}';
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
    QByteArray chunk;
    if (format == ExportFormat::Csv)
        chunk = "receivedAt,source,channel,type,id,data\r\n";
    else if (format == ExportFormat::Json)
        chunk = "[\n";
    quint64 written = 0;
    for (const quint64 row : extract.rows) {
        const EventView event = extract.events.at(row);
        const QByteArray source = sources.value(event.source);
        switch (format) {
        case ExportFormat::Ndjson:
            appendJson(chunk, event, source);
            chunk += '\n';
            break;
        case ExportFormat::Csv:
            appendCsv(chunk, event, source);
            break;
        case ExportFormat::Json:
            if (written > 0)
                chunk += ",\n";
            appendJson(chunk, event, source);
            break;
        }
        ++written;
        if (chunk.size() < ChunkBytes)
            continue;
        if (to.write(chunk) != chunk.size() || !goOn(written))
            return false;
        chunk.clear();
    }
    if (format == ExportFormat::Json)
        chunk += extract.rows.empty() ? "]\n" : "\n]\n";
    return to.write(chunk) == chunk.size() && goOn(written);
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
