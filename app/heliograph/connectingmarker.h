// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/processlock.h"

#include <QTimer>

namespace helio {

class StreamList;

/// A file that is there while streams are being opened, so that the next start knows when this one died of it. It goes
/// when all streams are open, after ten seconds, and when the program ends as it should. Of several programs at a time
/// the first has it.
class ConnectingMarker : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds LongestOpening{10};

    /// `path`: of the file.
    explicit ConnectingMarker(const QString &path, QObject *parent = nullptr);

    /// Whether the file was there of a program that runs no more: to be asked before begin().
    bool hasDiedConnecting() const { return hasDied_; }
    /// Streams of `streams`, which is borrowed, are about to be opened.
    void begin(const StreamList &streams);

private:
    void follow(const StreamList &streams);
    void end();

    ProcessLock file_;
    QTimer longest_;
    QMetaObject::Connection following_;
    bool hasDied_ = false;
};

} // namespace helio
