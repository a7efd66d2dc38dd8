// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/undobanner.h"

class QAction;

namespace helio {

class HubControl;
class RemovedStreams;
class StreamList;

/// Shown while streams wait because the last start ended while it opened them.
class PausedStreamsBanner : public Banner
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit PausedStreamsBanner(StreamList &streams, QWidget *parent = nullptr);

    void retranslate();

private:
    void count();

    StreamList &streams_;
    QPushButton *connectAll_;
    int paused_ = 0;
};

/// Shown for some seconds after a stream was removed, with the way back.
class RemovedStreamBanner : public UndoBanner
{
    Q_OBJECT
public:
    /// Both are borrowed. `undo` brings the stream back.
    RemovedStreamBanner(RemovedStreams &streams, QAction &undo, QWidget *parent = nullptr);

protected:
    void retranslate() override;

private:
    QString name_;
};

/// Shown when the history of a channel could not be dropped.
class ChannelNotClearedBanner : public Banner
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit ChannelNotClearedBanner(HubControl &hub, QWidget *parent = nullptr);
};

} // namespace helio
