// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/docksizes.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QTimer>

#include <algorithm>

namespace helio {

namespace {

/// What the navigator has at most, though it asks for more: two fifths of the width beyond that which tabs need.
int mostOfNavigator(int windowWidth)
{
    constexpr int LeastOfTabs = 300;
    return std::max(0, windowWidth - LeastOfTabs) * 2 / 5;
}

} // namespace

DockSizes::DockSizes(QMainWindow &window, QDockWidget &navigator, QObject *parent)
    : QObject(parent)
    , window_(window)
    , navigator_(navigator)
{
    window.installEventFilter(this);
}

void DockSizes::want(int navigatorWidth, double shareBelow)
{
    wanted_ = Wanted{navigatorWidth, shareBelow};
    fit();
}

QVariant DockSizes::saved() const
{
    if (!wanted_)
        return {};
    return QVariantList{wanted_->navigatorWidth, wanted_->shareBelow};
}

void DockSizes::restore(const QVariant &saved)
{
    const QVariantList wanted = saved.toList();
    wanted_.reset();
    if (wanted.size() == 2)
        wanted_ = Wanted{wanted[0].toInt(), wanted[1].toDouble()};
    fit();
}

QDockWidget *DockSizes::below() const
{
    QList<QDockWidget *> docks = window_.findChildren<QDockWidget *>(QString(), Qt::FindDirectChildrenOnly);
    docks.removeIf([this](QDockWidget *dock) {
        return dock->isHidden() || dock->isFloating() || window_.dockWidgetArea(dock) != Qt::BottomDockWidgetArea;
    });
    if (docks.isEmpty())
        return nullptr;
    const QList<QDockWidget *> behind = window_.tabifiedDockWidgets(docks.first());
    const bool isOnePlace =
        std::all_of(docks.cbegin() + 1, docks.cend(), [&behind](QDockWidget *dock) { return behind.contains(dock); });
    return isOnePlace ? docks.first() : nullptr;
}

QSize DockSizes::present() const
{
    const QDockWidget *below = this->below();
    const bool hasNavigator = !navigator_.isHidden() && !navigator_.isFloating();
    return {hasNavigator ? navigator_.width() : 0, below ? below->height() : 0};
}

void DockSizes::fit()
{
    if (!wanted_)
        return;
    if (present().width() > 0 && wanted_->navigatorWidth > 0)
        window_.resizeDocks({&navigator_}, {std::min(wanted_->navigatorWidth, mostOfNavigator(window_.width()))},
                            Qt::Horizontal);
    if (QDockWidget *dock = below(); dock && wanted_->shareBelow > 0)
        window_.resizeDocks({dock}, {qRound(window_.height() * wanted_->shareBelow)}, Qt::Vertical);
}

void DockSizes::keepWhatWasDragged()
{
    const QSize now = present();
    if (!wanted_)
        wanted_ = Wanted{};
    if (now.width() > 0 && now.width() != pressed_.width())
        wanted_->navigatorWidth = now.width();
    if (now.height() > 0 && now.height() != pressed_.height())
        wanted_->shareBelow = double(now.height()) / window_.height();
}

bool DockSizes::eventFilter(QObject *watched, QEvent *event)
{
    // What separates docks is no widget: the window itself is pressed there.
    if (watched == &window_ && event->type() == QEvent::MouseButtonPress)
        pressed_ = present();
    else if (watched == &window_ && event->type() == QEvent::MouseButtonRelease)
        QTimer::singleShot(0, this, &DockSizes::keepWhatWasDragged); // the window moves them in a turn of its own
    return QObject::eventFilter(watched, event);
}

} // namespace helio
