// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/eventspanel.h"

#include "ui/models/format.h"
#include "ui/models/monitor.h"
#include "ui/panels/emptypane.h"

#include <QEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace helio {

EventsPanel::EventsPanel(Monitor &monitor, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , monitor_(monitor)
    , view_(new EventsView(monitor.events()))
    , empty_(new EmptyPane(QStringLiteral("eventsEmpty")))
    , pages_(new QStackedWidget)
    , back_(new QPushButton)
    , showSystem_(empty_->addButton(QStringLiteral("showSystemFeed")))
    , openStream_(empty_->addButton(QStringLiteral("openStreamFromEmpty")))
{
    setObjectName(QStringLiteral("eventsPanel"));
    pages_->addWidget(empty_);
    pages_->addWidget(view_);
    back_->setObjectName(QStringLiteral("backToLive"));
    back_->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(pages_, 1);
    layout->addWidget(back_);

    view_->addAction(actions[ActionId::Pause]);
    view_->addAction(actions[ActionId::BackToLive]);
    connect(actions[ActionId::BackToLive], &QAction::triggered, view_, &EventsView::goLive);
    connect(back_, &QPushButton::clicked, view_, [this] {
        view_->goLive();
        view_->setFocus();
    });
    connect(view_, &EventsView::newRowsChanged, this, &EventsPanel::showNewRows);
    connect(view_, &EventsView::liveChanged, this, &EventsPanel::showNewRows);
    connect(openStream_, &QPushButton::clicked, actions[ActionId::OpenStream], &QAction::trigger);
    connect(showSystem_, &QPushButton::clicked, this,
            [this] { monitor_.events().setMuted(Monitor::HubSource, Monitor::SystemChannel, false); });

    EventTableModel &events = monitor.events();
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&events, signal, this, &EventsPanel::showWhatThereIs);
    connect(&events, &QAbstractItemModel::layoutChanged, this, &EventsPanel::showWhatThereIs);
    connect(&events, &EventTableModel::mutedChanged, this, &EventsPanel::showWhatThereIs);
    retranslate();
    showWhatThereIs();
}

void EventsPanel::showWhatThereIs()
{
    const bool isEmpty = monitor_.events().rowCount() == 0;
    pages_->setCurrentWidget(isEmpty ? static_cast<QWidget *>(empty_) : view_);
    showSystem_->setVisible(monitor_.events().isMuted(Monitor::HubSource, Monitor::SystemChannel));
}

void EventsPanel::showNewRows()
{
    const int rows = view_->newRows();
    back_->setVisible(!view_->isLive() && rows > 0);
    if (back_->isVisible())
        back_->setText(tr("▼ %n new event(s): back to live (End)", nullptr, rows));
}

void EventsPanel::retranslate()
{
    view_->setAccessibleName(tr("Events"));
    empty_->setTexts(tr("No events to show"),
                     tr("Events that anyone publishes to the hub, and events of opened streams, appear here as they "
                        "arrive. Write one in the composer below, or:"));
    showSystem_->setText(tr("Show the system feed"));
    openStream_->setText(tr("Open a stream…"));
    back_->setAccessibleName(tr("Back to live"));
    showNewRows();
}

void EventsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
