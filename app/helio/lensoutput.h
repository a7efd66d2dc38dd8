// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"
#include "lens/lens.h"

#include <QHash>
#include <QStringList>

namespace helio {

/// What `helio listen --lens` prints of a stream: the messages that its events make.
class LensOutput
{
public:
    enum class Form {
        Text,     ///< the text of one message after the other, as it grows; calls of tools when it ended
        Terminal, ///< the same, with what could steer a terminal made visible
        Json,     ///< one object for each message, when it ended
    };

    LensOutput(Lens lens, Form form)
        : lens_(std::move(lens))
        , form_(form)
    {}

    void onRequest(qint64 time, QByteArrayView body);
    void onHead(const LensHead &head) { lens_.onHead(head); }
    /// The next event; appends to `out` what is to be printed.
    void read(QByteArray &out, const ReceivedEvent &received);
    /// The stream ended, and nobody goes on with it.
    void onEnd(QByteArray &out, qint64 time);
    /// We stop reading.
    void onStopped(QByteArray &out, qint64 time);

    /// No dialect fits: messages will never come. True once.
    bool foundNothing();
    /// The events that came before that was known; once.
    QList<ReceivedEvent> unread() { return std::exchange(unread_, {}); }
    bool hasDialect() const { return lens_.dialect().has_value(); }
    bool isDetecting() const { return lens_.isDetecting(); }
    /// Lines of figures for standard error, of messages that ended; once.
    QStringList reports() { return std::exchange(reports_, {}); }
    /// A message ended that is not whole: cut, or failed.
    bool foundCut() const { return foundCut_; }

private:
    void printChanges(QByteArray &out);
    void noteWhatWasTakenBack(QByteArray &out);
    void onEnded(QByteArray &out, const LensMessage &message);
    void printText(QByteArray &out, const LensMessage &message);
    void printRest(QByteArray &out, const LensMessage &message);
    void appendText(QByteArray &out, QByteArrayView text);

    Lens lens_;
    Form form_;
    quint64 number_ = 0;                  ///< of events
    quint64 current_ = 0;                 ///< the message whose text is being printed
    QHash<qsizetype, qsizetype> printed_; ///< by part of it: bytes
    bool isWithinLine_ = false;
    bool isStopping_ = false;
    bool foundCut_ = false;
    bool saidNothingFound_ = false;
    QList<ReceivedEvent> unread_;
    QStringList reports_;
};

} // namespace helio
