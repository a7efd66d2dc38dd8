// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "json/jsonvalue.h"

#include <QList>
#include <QString>

#include <optional>

namespace helio {

/// What the body of a publishing request says.
struct PublishBody
{
    QList<Publication> publications;
    bool isBatch = false; ///< an array or NDJSON: answered as such
    QString problem;      ///< for people: which one is bad and why; empty when all can be read
};

/// Reads such a body, from its beginning to its end, in steps: a large one takes as long as a hundred thousand events
/// do.
class PublishBodyReader
{
public:
    enum class Form {
        Json,   ///< `{"channel","data","type","id","retry"}` or an array of them
        Ndjson, ///< one such object a line; empty lines are let pass
    };

    /// A string `data` stands for its text, any other JSON value for its bytes as they came, without the white space
    /// between tokens. Names that are not known are refused (they are misspelt more often than meant), and those that
    /// stand there twice. One pass checks the body, whatever is in it.
    PublishBodyReader(const QByteArray &body, Form form);
    Q_DISABLE_COPY_MOVE(PublishBodyReader)

    /// Reads so many events more; false when there is no more to read, or nothing can be.
    bool readSome(qsizetype events);
    PublishBody takeBody() { return std::move(result_); }

private:
    bool readElement();
    bool readLine();
    bool readEvent(const JsonValue &object);
    bool refuse(const QString &which);

    QByteArray body_;
    Form form_;
    std::optional<JsonChildren> elements_; ///< of an array
    qsizetype at_ = 0;                     ///< the beginning of the next line
    qsizetype lineNumber_ = 0;
    PublishBody result_;
};

/// All of it at once.
PublishBody readPublishBody(const QByteArray &body, PublishBodyReader::Form form);

/// The body of `POST /api/notify`.
struct Notification
{
    QByteArray userId;
    QByteArray data; ///< `{"type","message","timestamp"}`
    QString problem; ///< for people; empty when all is well
};
/// `timestamp`: ISO 8601 UTC.
Notification parseNotification(const QByteArray &body, const QString &timestamp);

} // namespace helio
