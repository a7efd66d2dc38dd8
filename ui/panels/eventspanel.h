// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/eventsview.h"
#include "ui/window/actions.h"

class QPushButton;
class QStackedWidget;

namespace helio {

class EmptyPane;
class Monitor;

/// The tab *Events*: the table, the way back to live, and what to do while there is nothing.
class EventsPanel : public QWidget
{
    Q_OBJECT
public:
    EventsPanel(Monitor &monitor, Actions &actions, QWidget *parent = nullptr);

    EventsView &view() { return *view_; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWhatThereIs();
    void showNewRows();
    void retranslate();

    Monitor &monitor_;
    EventsView *view_;
    EmptyPane *empty_;
    QStackedWidget *pages_;
    QPushButton *back_;
    QPushButton *showSystem_;
    QPushButton *openStream_;
};

} // namespace helio
