// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/safeguard.h"

#include "event/pluralform.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/hub/hubstate.h"

#include <QWidget>

#include <algorithm>

namespace helio {

Safeguard::Safeguard(const HubState &hub, Confirmations &confirmations, QWidget &window)
    : QObject(&window)
    , hub_(hub)
    , confirmations_(confirmations)
    , window_(window)
{}

qint64 Safeguard::clientsHit() const
{
    // One far away goes on without this window.
    return hub_.isServing() && !hub_.control().isFar() ? hub_.totals().clients : 0;
}

bool Safeguard::isHistoryOnDisk() const
{
    return hub_.totals().store.disk.has_value();
}

QString Safeguard::clientsText() const
{
    return tr("%Ln client(s) will be told to come back.", nullptr, pluralCount(clientsHit()));
}

bool Safeguard::agreesToStop()
{
    if (clientsHit() == 0)
        return true;
    return confirmations_.agrees(Confirmations::Question::StopHub,
                                 {tr("Stop hub"), tr("Stop the hub?"),
                                  clientsText() + u' ' + tr("They find nobody until the hub is started again."),
                                  tr("&Stop hub")},
                                 &window_);
}

bool Safeguard::agreesToRestart()
{
    if (clientsHit() == 0)
        return true;
    QString what = clientsText();
    if (!isHistoryOnDisk())
        what += u' ' + tr("History in memory begins anew, so they may be told of a gap.");
    return confirmations_.agrees(Confirmations::Question::StopHub,
                                 {tr("Restart hub"), tr("Restart the hub?"), what, tr("&Restart hub")}, &window_);
}

bool Safeguard::agreesToQuit()
{
    if (clientsHit() == 0)
        return true;
    return confirmations_.agrees(Confirmations::Question::Quit,
                                 {tr("Quit Heliograph"), tr("Quit, and stop the hub?"),
                                  clientsText() + u' ' + tr("They find nobody until Heliograph is started again."),
                                  tr("&Quit")},
                                 &window_);
}

bool Safeguard::agreesToClear(const QByteArray &channel)
{
    const QList<ChannelInfo> &all = hub_.channels();
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&channel](const ChannelInfo &info) { return info.name == channel; });
    // It cannot be undone, whether somebody listens now or not. Figures are a second old: there may be history by now.
    const bool areFiguresKnown = found != all.cend() && found->historyEvents > 0;
    QString what =
        areFiguresKnown
            ? tr("%Ln event(s) will be gone for good.", nullptr, pluralCount(found->historyEvents)) + u' ' +
                  tr("%Ln client(s) are connected there; whoever comes back over this place is told of a gap.", nullptr,
                     pluralCount(found->subscribers))
            : tr("What it holds will be gone for good; whoever comes back over this place is told of a gap.");
    if (isHistoryOnDisk())
        what += u' ' + tr("It goes from the file on disk, too.");
    return confirmations_.agrees(Confirmations::Question::ClearChannel,
                                 {tr("Clear channel"),
                                  tr("Drop the history of %1?").arg(visibleLine(decodeUtf8(channel))), what,
                                  tr("C&lear channel")},
                                 &window_);
}

} // namespace helio
