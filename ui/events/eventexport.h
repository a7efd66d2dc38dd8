// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"
#include "ui/events/eventring.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <vector>

class QIODevice;
class QThread;

namespace helio {

enum class ExportFormat {
    Ndjson, ///< one JSON object a line
    Csv,  ///< RFC 4180, with a line of names first; texts exactly as they are, also what a spreadsheet calls a formula
    Json, ///< one array of the same objects
};

/// One value that is written of each event.
struct ExportColumn
{
    enum class Field {
        ReceivedAt, ///< nanoseconds since 1970-01-01T00:00Z
        Delta,      ///< milliseconds since the event written before; none of the first
        Source,
        Channel,
        Type, ///< `message` where the stream named none
        Id,
        Bytes, ///< of data
        Data,
        Path, ///< the value at `path` in the data; none where there is none
    };

    Field field = Field::Data;
    JsonPath path = {};

    /// As it stands in the file: `receivedAt`, or the path as text.
    QByteArray name() const;
};

/// What is written where nobody asks for other columns.
QList<ExportColumn> allColumns();

/// Some of the events that the window holds, as they are when this is made: what goes on in the table meanwhile changes
/// nothing.
struct EventExtract
{
    EventRing events;            ///< a snapshot()
    std::vector<quint64> rows;   ///< sequence numbers, in the order they are wanted
    QHash<int, QString> sources; ///< their names
    QList<ExportColumn> columns = allColumns();
};

/// Writes the extract, of each event the columns asked for, in their order. Data that is not UTF-8 gets U+FFFD in its
/// place in every format. A value at a path stands in JSON as it came, in CSV as text.
/// `goOn` is asked after every few events with how many are written, and ends it with false. Answers false when it was
/// ended or the device took no more.
bool writeEvents(const EventExtract &extract, ExportFormat format, QIODevice &to,
                 const std::function<bool(quint64 written)> &goOn);

/// Writes an extract to a file in a thread of its own. The file appears when it is whole: nothing of it is left when
/// the export is cancelled or fails, and what was there before stays.
class EventExport : public QObject
{
    Q_OBJECT
public:
    enum class Outcome { Written, Cancelled, Failed };

    EventExport(EventExtract extract, ExportFormat format, QString path, QObject *parent = nullptr);
    /// Cancels, and waits for the few milliseconds that takes.
    ~EventExport() override;

    void start();
    /// finished() follows.
    void cancel() { cancelled_ = true; }

    const QString &path() const { return path_; }
    quint64 total() const { return total_; }
    quint64 written() const { return written_; }
    qint64 bytes() const { return bytes_; } ///< of the file, once it is written
    /// Why it failed, for people; empty unless it did.
    const QString &problem() const { return problem_; }

Q_SIGNALS:
    void finished(helio::EventExport::Outcome outcome);

private:
    Outcome run();

    EventExtract extract_;
    ExportFormat format_;
    QString path_;
    quint64 total_;
    std::atomic<quint64> written_ = 0;
    std::atomic<bool> cancelled_ = false;
    std::unique_ptr<QThread> thread_;
    // Set by the thread before finished(), read after it.
    qint64 bytes_ = 0;
    QString problem_;
};

} // namespace helio
