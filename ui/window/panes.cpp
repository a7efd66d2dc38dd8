// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/panes.h"

#include "ui/look/appearance.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QWidget>

namespace helio {

/// A frame over a part of the window, which lets everything through.
class PaneMarker : public QWidget
{
public:
    explicit PaneMarker(QWidget *window)
        : QWidget(window)
    {
        setObjectName(QStringLiteral("paneMarker"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        hide();
    }

    void frame(const QWidget &pane)
    {
        setGeometry(QRect(pane.mapTo(parentWidget(), QPoint()), pane.size()));
        raise();
        show();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(QPen(accentColor(palette()), 3));
        painter.drawRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
    }
};

namespace {

/// What can have the focus there: what had it last, else what the pane gives it to, else the first that takes it.
QWidget *goalIn(QWidget &pane)
{
    const auto takes = [&pane](QWidget *widget) {
        return widget && (widget == &pane || pane.isAncestorOf(widget)) && widget->isVisible() && widget->isEnabled() &&
               (widget->focusPolicy() & Qt::TabFocus);
    };
    if (QWidget *last = pane.focusWidget(); takes(last))
        return last;
    QWidget *proxy = &pane;
    while (proxy->focusProxy())
        proxy = proxy->focusProxy();
    if (takes(proxy))
        return proxy;
    QWidget *const end = &pane;
    for (QWidget *widget = pane.nextInFocusChain(); widget != end; widget = widget->nextInFocusChain()) {
        if (takes(widget))
            return widget;
    }
    return nullptr;
}

} // namespace

Panes::Panes(QWidget &window, List list, QObject *parent)
    : QObject(parent)
    , window_(window)
    , list_(std::move(list))
    , marker_(new PaneMarker(&window))
{
    connect(qApp, &QApplication::focusChanged, this, [this] {
        if (marked_ && current() != marked_)
            unmark();
    });
}

QWidget *Panes::current() const
{
    const QWidget *focused = window_.focusWidget();
    const QList<QWidget *> panes = list_();
    for (QWidget *pane : panes) {
        if (focused && (pane == focused || pane->isAncestorOf(focused)))
            return pane;
    }
    return nullptr;
}

QList<QWidget *> Panes::reachable() const
{
    QList<QWidget *> panes = list_();
    panes.removeIf([](QWidget *pane) {
        // A dock behind another stands outside of the window. Its visible region says nothing: it is empty, too, where
        // children cover all of it.
        const QRect place(pane->mapTo(pane->window(), QPoint()), pane->size());
        return !pane->isVisible() || !pane->window()->rect().intersects(place) || !goalIn(*pane);
    });
    return panes;
}

void Panes::go(int step)
{
    const QList<QWidget *> panes = reachable();
    if (panes.isEmpty())
        return;
    const qsizetype at = panes.indexOf(current());
    const qsizetype next = at < 0 ? (step > 0 ? 0 : panes.size() - 1) : (at + step + panes.size()) % panes.size();
    QWidget *pane = panes[next];
    unmark();
    goalIn(*pane)->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    marked_ = pane;
    pane->installEventFilter(this);
    qApp->installEventFilter(this);
    marker_->frame(*pane);
}

void Panes::unmark()
{
    qApp->removeEventFilter(this);
    if (marked_)
        marked_->removeEventFilter(this);
    marked_.clear();
    marker_->hide();
}

bool Panes::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        unmark();
        break;
    case QEvent::Resize:
    case QEvent::Move:
        if (watched == marked_)
            marker_->frame(*marked_);
        break;
    case QEvent::Hide:
        if (watched == marked_)
            unmark();
        break;
    default:
        break;
    }
    return false;
}

} // namespace helio
