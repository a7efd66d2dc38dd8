// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"
#include "ui/navigator/navigatormodel.h"

#include <QTimer>
#include <QTreeView>

namespace helio {

/// What is chosen in the navigator; nothing is as good as the hub.
struct NavigatorChoice
{
    NavigatorModel::Kind kind = NavigatorModel::Kind::Hub;
    QByteArray channel = {}; ///< its whole name; of a folder what the names below begin with
    int stream = 0;
};

/// The tree of what the window is connected to. What comes is shown as long as channels are few: folders close once
/// there are more than NavigatorModel::MostAtOnce, as Qt's tree looks for each row that changes among all it shows.
class NavigatorPanel : public QTreeView
{
    Q_OBJECT
public:
    /// Both are borrowed.
    NavigatorPanel(NavigatorModel &tree, Actions &actions, QWidget *parent = nullptr);

    /// As wide as the rows that are there need it, or usual ones would.
    QSize sizeHint() const override;
    /// Makes the stream `id` the current one; an unknown one changes nothing.
    void selectStream(int id);
    /// What the user has selected; not what merely has the keyboard.
    NavigatorChoice choice() const;
    void clearChoice();

Q_SIGNALS:
    void channelSelected(const QByteArray &channel); ///< empty: none
    void streamSelected(int id);                     ///< 0: none
    void choiceChanged();
    /// The events of a channel or a folder that was activated are what the user wants to work with. A folder is folded
    /// by its arrow and by Left and Right.
    void focusRequested();
    void showOnlyRequested(); ///< of the choice, by the events filter
    void hideRequested();
    void muteRequested(bool muted);
    void chartRateRequested();
    void streamActivated(int id);

protected:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void onInserted(const QModelIndex &parent);
    void closeFolders();
    bool areMany() const;
    void makeActions();
    void enable();
    void retranslate();

    NavigatorModel &tree_;
    Actions &actions_;
    QAction *showOnly_;
    QAction *hide_;
    QAction *mute_;
    QAction *chartRate_;
    QTimer flashEnd_;
    bool flashesOn_ = false; ///< a flash began while flashEnd_ waits for another
    bool wereMany_ = false;  ///< channels, when some were inserted last
};

} // namespace helio
