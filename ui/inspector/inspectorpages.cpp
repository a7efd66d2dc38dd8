// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspectorpages.h"

#include "ui/inspector/inspector.h"

namespace helio {

InspectorPages::InspectorPages(Inspector *event, QWidget *parent)
    : QStackedWidget(parent)
    , event_(event)
    , shown_(event)
{
    setObjectName(QStringLiteral("inspectorPages"));
    addWidget(event);
    connect(this, &QStackedWidget::widgetRemoved, this, [this] {
        if (indexOf(shown_) < 0)
            showEventPage();
    });
    connect(this, &QStackedWidget::currentChanged, this, &QWidget::updateGeometry);
}

void InspectorPages::showPage(QWidget *page)
{
    if (indexOf(page) < 0)
        addWidget(page);
    shown_ = page;
    setCurrentWidget(page);
}

void InspectorPages::showEventPage()
{
    showPage(event_);
}

bool InspectorPages::isEventShown() const
{
    return currentWidget() == event_;
}

QSize InspectorPages::sizeHint() const
{
    return currentWidget() ? currentWidget()->sizeHint() : QStackedWidget::sizeHint();
}

QSize InspectorPages::minimumSizeHint() const
{
    return currentWidget() ? currentWidget()->minimumSizeHint() : QStackedWidget::minimumSizeHint();
}

} // namespace helio
