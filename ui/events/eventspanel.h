// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventsview.h"
#include "ui/look/actions.h"
#include "ui/look/emptypane.h"

class QPushButton;
class QStackedWidget;

namespace helio {

class EmptyPane;
class EventColumns;
class EventsNotice;
class FilterBar;
class FindBar;
class PathColumnMenu;

/// The tab *Events*: the table, what filters it and finds in it, the way back to live, and what to do while there is
/// nothing.
class EventsPanel : public QWidget
{
    Q_OBJECT
public:
    /// Both are borrowed. `systemChannel`: the channel of the hub that is muted at first, which the empty pane offers
    /// to show; empty: none is.
    EventsPanel(EventTableModel &events, const QByteArray &systemChannel, Actions &actions, QWidget *parent = nullptr);

    EventsView &view() { return *view_; }
    /// The columns that the user made of paths.
    EventColumns &pathColumns() { return *columns_; }
    PathColumnMenu &columnMenu() { return *columnMenu_; }

    /// What the empty pane teaches: a command that publishes to the hub, and a line of a web page that receives what it
    /// does. Both may be empty.
    void setFirstLines(const QString &command, const QString &javaScript);
    /// What is said, in their place, of what is chosen elsewhere and has no event here.
    struct Nothing
    {
        QString title = {}; ///< empty: nothing special
        QString explanation = {};
        QList<EmptyPane::Example> examples = {};
        QList<QAction *> steps = {}; ///< a button each, where they can be done now; borrowed for good
        bool isSilent = true;        ///< no event of it came: no filter has left one out
        bool isOfAll = false;        ///< it is said of all events, too, not of a choice alone

        friend bool operator==(const Nothing &, const Nothing &) = default;
    };
    void setNothing(const Nothing &nothing);
    /// Puts something between the filter and the table; takes it over.
    void addStrip(QWidget *strip);
    /// Puts an action into the table's context menu, too.
    void addToMenu(QAction *action) { moreActions_.append(action); }
    /// Joins a term to the filter in force, as EventFilter reads it: `$.symbol="A"`.
    void addFilterTerm(const QString &term);
    /// Puts `term`, which asks for `field`, in the place of what the filter asks for it.
    void showOnly(EventFilter::Field field, const QString &term);
    /// Selects the event with this sequence number, in sight; a filter, or what was chosen elsewhere, that leaves it
    /// out is taken away. Answers whether it is there: not when it is gone, muted, or waits.
    bool selectEvent(quint64 sequence);
    /// The filters used, the newest first.
    QStringList filterHistory() const;
    void setFilterHistory(const QStringList &history);

Q_SIGNALS:
    /// Something is to be done here: the tab should be shown.
    void showRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWhatThereIs();
    bool speaksOfChoice() const;
    void showSteps(const QList<QAction *> &steps);
    void showNewRows();
    void connectActions(Actions &actions);
    void showMenu(const QPoint &at);
    void copySelected();
    void setFilterText(const QString &text);
    void retranslate();

    EventTableModel &events_;
    QByteArray systemChannel_;
    Actions &actions_;
    EventsView *view_;
    EventColumns *columns_;
    PathColumnMenu *columnMenu_;
    QAction *copy_;
    FilterBar *filterBar_;
    EventsNotice *notice_;
    FindBar *findBar_;
    EmptyPane *empty_;
    QStackedWidget *pages_;
    QPushButton *back_;
    QPushButton *showSystem_;
    QPushButton *openStream_;
    QPushButton *clearFilter_;
    QPushButton *resume_;
    QList<QAction *> moreActions_; ///< of others, in the context menu
    Nothing nothing_;
    QHash<QAction *, QPushButton *> steps_;
    QString firstCommand_;
    QString firstJavaScript_;
};

} // namespace helio
