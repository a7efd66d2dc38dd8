// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"

#include <QTimer>
#include <QTreeView>

namespace helio {

class NavigatorModel;

/// The tree of what the window is connected to. What comes is shown as long as channels are few: folders close once
/// there are more than NavigatorModel::MostAtOnce, as Qt's tree looks for each row that changes among all it shows.
class NavigatorPanel : public QTreeView
{
    Q_OBJECT
public:
    /// Both are borrowed.
    NavigatorPanel(NavigatorModel &tree, Actions &actions, QWidget *parent = nullptr);

    /// Makes the stream `id` the current one; an unknown one changes nothing.
    void selectStream(int id);

Q_SIGNALS:
    void channelSelected(const QByteArray &channel); ///< empty: none
    void streamSelected(int id);                     ///< 0: none
    void channelActivated(const QByteArray &channel);
    void streamActivated(int id);

protected:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void onInserted(const QModelIndex &parent);
    void closeFolders();
    bool areMany() const;
    void retranslate();

    NavigatorModel &tree_;
    Actions &actions_;
    QTimer flashEnd_;
    bool wereMany_ = false; ///< channels, when some were inserted last
};

} // namespace helio
