// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QList>
#include <QString>

namespace helio {

/// What the body of a publishing request says.
struct PublishBody
{
    QList<Publication> publications;
    bool isBatch = false; ///< an array or NDJSON: answered as such
    QString problem;      ///< for people: which one is bad and why; empty when all can be read
};

/// `{"channel","data","type","id","retry"}` or an array of them. A string `data` stands for its text, any other JSON
/// value for its bytes as they came, without the white space between tokens. Names that are not known are refused (they
/// are misspelt more often than meant), and those that stand there twice. One pass checks the body, whatever is in it.
PublishBody parseJsonBody(const QByteArray &body);
/// One such object a line; empty lines are let pass.
PublishBody parseNdjsonBody(const QByteArray &body);

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
