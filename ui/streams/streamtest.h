// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace helio {

/// One step of the way to a stream.
struct StreamTestStep
{
    enum class Kind { Name, Connection, Tls, Request, Redirect, Status, ContentType, FirstByte, FirstEvent };
    enum class State {
        Running,
        Good,
        Doubtful, ///< it may be all right: the text say why
        Failed,
    };
    Kind kind = Kind::Name;
    State state = State::Running;
    qint64 milliseconds = 0; ///< that the step took; meaningless while it runs
    QString text = {};       ///< what was found, or what is wrong and what to do
};

/// Tries a stream once, step by step, without opening it in the window. Its end, finished or not, leaves no connection
/// behind. Steps come one after the other; only the last one reported is still running.
class StreamTest : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Nothing is emitted from within.
    virtual void start() = 0;

Q_SIGNALS:
    /// Step number `index`, from 0 on, is new or has changed.
    void stepChanged(int index, const helio::StreamTestStep &step);
    /// Nothing more comes. `isGood`: it is a stream.
    void finished(bool isGood);
};

} // namespace helio

Q_DECLARE_METATYPE(helio::StreamTestStep)
