// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamlist.h"

#include <QObject>

namespace helio {

/// The streams that were taken off the list, with their secrets, so that they can be brought back while the program
/// runs.
class RemovedStreams : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MostRemembered = 50; ///< beyond it the oldest are forgotten

    /// Borrowed.
    RemovedStreams(StreamList &streams, QObject *parent);

    bool canUndo() const { return !removed_.isEmpty(); }
    /// Nothing when there is no such stream.
    void remove(int id);
    /// Brings the one back that was removed last, open if it was wanted open and may be asked for by itself; else as it
    /// was.
    void undo();

Q_SIGNALS:
    void removed(const QString &name);
    void undone();

private:
    struct Removed
    {
        StreamRequest request;
        bool wasWanted;
        StreamRest rest;
    };

    StreamList &streams_;
    QList<Removed> removed_;
};

} // namespace helio
