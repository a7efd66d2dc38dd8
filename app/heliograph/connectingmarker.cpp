// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectingmarker.h"

#include "ui/streams/streamlist.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace helio {

ConnectingMarker::ConnectingMarker(const QString &path, QObject *parent)
    : QObject(parent)
    , file_(path, ProcessLock::Holding::Long)
{
    longest_.setSingleShot(true);
    longest_.setInterval(LongestOpening);
    connect(&longest_, &QTimer::timeout, this, &ConnectingMarker::end);
    if (!QFile::exists(path))
        return;
    // One that still runs keeps it from us.
    hasDied_ = file_.tryLock();
    file_.unlock();
}

void ConnectingMarker::begin(const StreamList &streams)
{
    QDir().mkpath(QFileInfo(file_.path()).absolutePath());
    if (!file_.tryLock())
        return;
    longest_.start();
    // Those to be opened are asked for in this turn.
    QMetaObject::invokeMethod(
        this, [this, &streams] { follow(streams); }, Qt::QueuedConnection);
}

void ConnectingMarker::follow(const StreamList &streams)
{
    const auto look = [this, &streams] {
        const QList<int> ids = streams.ids();
        // A wanted one that is at rest waits for its secrets.
        const bool isOpening = std::any_of(ids.cbegin(), ids.cend(), [&streams](int id) {
            return streams.isWanted(id) && !streams.isPaused(id) && streams.state(id) != StreamList::State::Open &&
                   streams.state(id) != StreamList::State::Refused;
        });
        if (!isOpening)
            end();
    };
    following_ = connect(&streams, &StreamList::changed, this, look);
    look();
}

void ConnectingMarker::end()
{
    longest_.stop();
    disconnect(following_);
    file_.unlock();
}

} // namespace helio
