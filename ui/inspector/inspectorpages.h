// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace helio {

class Inspector;

/// What the dock *Inspector* holds: the page of an event, and those of whatever else was selected last (a client, a
/// channel). One is shown at a time. A page that is deleted while it is shown gives way to the event's.
class InspectorPages : public QStackedWidget
{
    Q_OBJECT
public:
    /// Owns `event`, and shows it.
    explicit InspectorPages(Inspector *event, QWidget *parent = nullptr);

    /// Shows `page`; one that is not there yet is added, and owned from then on.
    void showPage(QWidget *page);
    /// Shows the page of the event.
    void showEventPage();
    bool isEventShown() const;

    /// As small as what is shown, not as the largest page.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    Inspector *event_;
    QWidget *shown_; ///< may be gone while widgetRemoved() is being reported
};

} // namespace helio
