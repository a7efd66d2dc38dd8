// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/farhubbanners.h"

#include "feed/hubcontrol.h"
#include "json/unseen.h"
#include "remote/huburl.h"

#include <QEvent>
#include <QPushButton>

namespace helio {

FarHubBanner::FarHubBanner(HubControl &hub, QWidget *parent)
    : Banner(QStringLiteral("farHub"), Tone::Waiting, parent)
    , hub_(hub)
    , tryNow_(addButton(QStringLiteral("tryHubNow")))
{
    connect(tryNow_, &QPushButton::clicked, &hub, &HubControl::start);
    connect(&hub, &HubControl::stateChanged, this, &FarHubBanner::showHub);
    showHub();
}

void FarHubBanner::showHub()
{
    tryNow_->setText(tr("Try now"));
    const bool isAway = hub_.state() == HubControl::State::Away;
    if (isAway)
        setText(visibleLine(hub_.problem()) + u' ' + tr("It is tried again by itself."));
    else if (hub_.state() == HubControl::State::Failed)
        setText(visibleLine(hub_.problem()));
    // While it tries, the text before stays: it would come and go.
    if (hub_.state() != HubControl::State::Starting)
        setVisible(hub_.isFar() && (isAway || hub_.state() == HubControl::State::Failed));
}

void FarHubBanner::changeEvent(QEvent *event)
{
    Banner::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showHub();
}

UnguardedBanner::UnguardedBanner(HubControl &hub, QWidget *parent)
    : Banner(QStringLiteral("unguardedHub"), Tone::Waiting, parent)
    , hub_(hub)
{
    connect(&hub, &HubControl::stateChanged, this, &UnguardedBanner::showHub);
    showHub();
}

void UnguardedBanner::showHub()
{
    const QUrl url(hub_.urls().value(0));
    if (!hub_.isFar() || wasShown_ || url.isEmpty() || !isUnguarded(url))
        return;
    wasShown_ = true;
    setText(tr("What goes to %1 and comes from it is unprotected, a token too: it is plain HTTP. Better use https, or "
               "a tunnel to that machine.")
                .arg(visibleLine(url.host())));
    show();
}

void UnguardedBanner::changeEvent(QEvent *event)
{
    Banner::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && isVisible()) {
        wasShown_ = false;
        showHub();
    }
}

} // namespace helio
