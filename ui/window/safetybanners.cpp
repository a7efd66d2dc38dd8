// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/safetybanners.h"

#include "feed/hubcontrol.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/streams/streamlist.h"
#include "ui/window/removedstreams.h"

#include <QAction>
#include <QPushButton>

#include <algorithm>

namespace helio {

PausedStreamsBanner::PausedStreamsBanner(StreamList &streams, QWidget *parent)
    : Banner(QStringLiteral("pausedStreams"), Tone::Waiting, parent)
    , streams_(streams)
    , connectAll_(addButton(QStringLiteral("connectAll")))
{
    connect(connectAll_, &QPushButton::clicked, &streams, &StreamList::openPaused);
    for (const auto signal : {&StreamList::added, &StreamList::changed, &StreamList::removed})
        connect(&streams, signal, this, &PausedStreamsBanner::count);
}

void PausedStreamsBanner::count()
{
    const QList<int> ids = streams_.ids();
    const auto paused = int(std::count_if(ids.cbegin(), ids.cend(), [this](int id) { return streams_.isPaused(id); }));
    if (paused == paused_)
        return;
    paused_ = paused;
    retranslate();
}

void PausedStreamsBanner::retranslate()
{
    connectAll_->setText(tr("Connect all"));
    setText(tr("Heliograph ended the last time while streams were being opened. %Ln stream(s) are paused, so that it "
               "does not happen again by itself.",
               nullptr, paused_));
    setVisible(paused_ > 0);
}

RemovedStreamBanner::RemovedStreamBanner(RemovedStreams &streams, QAction &undo, QWidget *parent)
    : UndoBanner(QStringLiteral("streamRemoved"), QStringLiteral("undoRemoveButton"), parent)
{
    connect(this, &UndoBanner::undoRequested, &undo, &QAction::trigger);
    connect(&streams, &RemovedStreams::removed, this, [this](const QString &name) {
        name_ = name;
        offer();
    });
    connect(&streams, &RemovedStreams::undone, this, &QWidget::hide);
    retranslate();
}

void RemovedStreamBanner::retranslate()
{
    undo().setText(tr("Undo remove"));
    setText(tr("The stream %1 was removed.").arg(visibleLine(name_)));
}

ChannelNotClearedBanner::ChannelNotClearedBanner(HubControl &hub, QWidget *parent)
    : Banner(QStringLiteral("channelNotCleared"), Tone::Failed, parent)
{
    connect(&hub, &HubControl::channelCleared, this, [this](const QByteArray &name, const QString &problem) {
        if (!problem.isEmpty())
            setText(
                tr("The history of %1 was not dropped. %2").arg(visibleLine(decodeUtf8(name)), visibleLine(problem)));
        setVisible(!problem.isEmpty());
    });
}

} // namespace helio
