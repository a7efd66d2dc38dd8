// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigator/navigatorpanel.h"

#include "ui/navigator/navigatordelegate.h"
#include "ui/navigator/navigatormodel.h"

#include <QContextMenuEvent>
#include <QMenu>

#include <utility>

namespace helio {

NavigatorPanel::NavigatorPanel(NavigatorModel &tree, Actions &actions, QWidget *parent)
    : QTreeView(parent)
    , tree_(tree)
    , actions_(actions)
    , showOnly_(new QAction(this))
    , hide_(new QAction(this))
    , mute_(new QAction(this))
    , chartRate_(new QAction(this))
{
    setObjectName(QStringLiteral("navigator"));
    setModel(&tree);
    setItemDelegate(new NavigatorDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(NoFrame);
    setIndentation(14);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    expandAll();
    connect(&tree, &QAbstractItemModel::rowsInserted, this, &NavigatorPanel::onInserted);
    // Painted once more when a flash is over: what changes next may be elsewhere.
    flashEnd_.setSingleShot(true);
    flashEnd_.setInterval(NavigatorModel::FlashTime + std::chrono::milliseconds(10));
    connect(&flashEnd_, &QTimer::timeout, this, [this] {
        viewport()->update();
        // One that began meanwhile is not over yet.
        if (std::exchange(flashesOn_, false))
            flashEnd_.start();
    });
    connect(&tree, &NavigatorModel::flashed, this, [this] {
        if (flashEnd_.isActive())
            flashesOn_ = true;
        else
            flashEnd_.start();
    });
    connect(&tree, &NavigatorModel::mutedChanged, this, &NavigatorPanel::enable);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        switch (index.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>()) {
        case NavigatorModel::Kind::Channel:
        case NavigatorModel::Kind::Folder:
            Q_EMIT focusRequested();
            return;
        case NavigatorModel::Kind::Stream:
            Q_EMIT streamActivated(index.data(NavigatorModel::StreamRole).toInt());
            return;
        case NavigatorModel::Kind::Hub:
        case NavigatorModel::Kind::Streams:
            setExpanded(index, !isExpanded(index));
            return;
        }
    });
    makeActions();
    retranslate();
    enable();
}

QSize NavigatorPanel::sizeHint() const
{
    const QFontMetrics metrics(font());
    int detail = 0;
    for (const QString &state : {StreamList::tr("closed by you"), StreamList::tr("needs its secrets"),
                                 StreamList::tr("open") + QStringLiteral(" · 1,234,567")})
        detail = std::max(detail, metrics.horizontalAdvance(state));
    const int usual =
        2 * indentation() +
        NavigatorDelegate::widthFor(metrics.horizontalAdvance(QStringLiteral("127.0.0.1:7373")), detail, metrics);
    return {std::max(usual, sizeHintForColumn(0)) + 2 * frameWidth(), QTreeView::sizeHint().height()};
}

void NavigatorPanel::makeActions()
{
    showOnly_->setObjectName(QStringLiteral("navigatorShowOnly"));
    hide_->setObjectName(QStringLiteral("navigatorHide"));
    mute_->setObjectName(QStringLiteral("navigatorMute"));
    mute_->setCheckable(true);
    chartRate_->setObjectName(QStringLiteral("navigatorChartRate"));
    connect(mute_, &QAction::triggered, this, &NavigatorPanel::muteRequested);
    connect(chartRate_, &QAction::triggered, this, &NavigatorPanel::chartRateRequested);
    connect(showOnly_, &QAction::triggered, this, &NavigatorPanel::showOnlyRequested);
    connect(hide_, &QAction::triggered, this, &NavigatorPanel::hideRequested);
    for (QAction *action : {showOnly_, hide_, mute_, chartRate_})
        actions_.insert(action, MenuId::Edit, ActionId::CopyUrl, SubmenuId::Navigator);
    connect(this, &NavigatorPanel::choiceChanged, this, &NavigatorPanel::enable);
}

void NavigatorPanel::enable()
{
    const NavigatorModel::Kind kind = choice().kind;
    const bool hasEvents = kind == NavigatorModel::Kind::Channel || kind == NavigatorModel::Kind::Folder ||
                           kind == NavigatorModel::Kind::Stream;
    for (QAction *action : {showOnly_, hide_, mute_, chartRate_})
        action->setEnabled(hasEvents);
    const QModelIndexList selected = selectedIndexes();
    mute_->setChecked(!selected.isEmpty() && selected.constFirst().data(NavigatorModel::MutedItselfRole).toBool());
}

bool NavigatorPanel::areMany() const
{
    return tree_.channelCount() > NavigatorModel::MostAtOnce;
}

void NavigatorPanel::onInserted(const QModelIndex &parent)
{
    const bool are = areMany();
    if (are && !wereMany_)
        closeFolders();
    wereMany_ = are;
    // A stream just opened is what one waits for.
    if (!are || parent == tree_.streamsIndex())
        expand(parent);
}

/// But for the one in which somebody is.
void NavigatorPanel::closeFolders()
{
    const QModelIndex hub = tree_.hubIndex();
    QModelIndex open = currentIndex();
    while (open.isValid() && open.parent() != hub)
        open = open.parent();
    for (int row = 0; row < tree_.rowCount(hub); ++row) {
        const QModelIndex folder = tree_.index(row, 0, hub);
        if (folder != open)
            collapse(folder);
    }
}

void NavigatorPanel::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    // Rows are all of one height and nothing is edited here: to paint is enough.
    if (areMany())
        viewport()->update();
    else
        QTreeView::dataChanged(topLeft, bottomRight, roles);
}

void NavigatorPanel::selectStream(int id)
{
    const QModelIndex streams = tree_.streamsIndex();
    for (int row = 0; row < model()->rowCount(streams); ++row) {
        const QModelIndex stream = tree_.index(row, 0, streams);
        if (stream.data(NavigatorModel::StreamRole).toInt() == id)
            setCurrentIndex(stream);
    }
}

NavigatorChoice NavigatorPanel::choice() const
{
    const QModelIndexList selected = selectedIndexes();
    if (selected.isEmpty())
        return {};
    const QModelIndex &index = selected.constFirst();
    const QByteArray folder = index.data(NavigatorModel::FolderRole).toByteArray();
    return {index.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>(),
            folder.isEmpty() ? index.data(NavigatorModel::ChannelRole).toByteArray() : folder,
            index.data(NavigatorModel::StreamRole).toInt()};
}

void NavigatorPanel::clearChoice()
{
    selectionModel()->clear();
}

void NavigatorPanel::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    Q_EMIT choiceChanged();
}

void NavigatorPanel::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Else its neighbour would be chosen, which nobody did.
    for (QModelIndex at = currentIndex(); at.isValid(); at = at.parent()) {
        if (at.parent() == parent && at.row() >= first && at.row() <= last) {
            clearChoice();
            break;
        }
    }
    QTreeView::rowsAboutToBeRemoved(parent, first, last);
}

void NavigatorPanel::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    Q_EMIT channelSelected(current.data(NavigatorModel::ChannelRole).toByteArray());
    Q_EMIT streamSelected(current.data(NavigatorModel::StreamRole).toInt());
}

void NavigatorPanel::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = indexAt(event->pos()).isValid() ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("navigatorMenu"));
    const auto addEvents = [&] { menu.addActions({showOnly_, hide_, mute_, chartRate_}); };
    QList<ActionId> ids;
    switch (index.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>()) {
    case NavigatorModel::Kind::Hub:
        ids = {ActionId::ToggleHub, ActionId::CopyUrl, ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl};
        break;
    case NavigatorModel::Kind::Channel:
        addEvents();
        menu.addAction(actions_[ActionId::PublishToChannel]);
        menu.addSeparator();
        ids = {ActionId::CopyUrl, ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl, ActionId::ClearChannel};
        break;
    case NavigatorModel::Kind::Streams:
        ids = {ActionId::OpenStream};
        break;
    case NavigatorModel::Kind::Stream:
        addEvents();
        menu.addSeparator();
        ids = {ActionId::CloseStream, ActionId::ReopenStream,         ActionId::EditStream,    ActionId::RemoveStream,
               ActionId::CopyUrl,     ActionId::CopyStreamJavaScript, ActionId::CopyStreamCurl};
        break;
    case NavigatorModel::Kind::Folder:
        addEvents();
        break;
    }
    for (const ActionId id : std::as_const(ids))
        menu.addAction(actions_[id]);
    menu.exec(event->globalPos());
}

void NavigatorPanel::retranslate()
{
    Actions::setTexts(*showOnly_, tr("&Show only"), tr("Filter the events by what is chosen in the navigator"));
    Actions::setTexts(*hide_, tr("&Hide"), tr("Leave what is chosen in the navigator out by the filter"));
    Actions::setTexts(*mute_, tr("&Mute"),
                      tr("Leave what is chosen in the navigator out of the table, or show it again"));
    Actions::setTexts(*chartRate_, tr("&Chart its rate"),
                      tr("Chart how many events of what is chosen in the navigator come in a second"));
    // Where they stand without what they are about.
    showOnly_->setIconText(tr("Show only what is chosen"));
    hide_->setIconText(tr("Hide what is chosen"));
    mute_->setIconText(tr("Mute what is chosen"));
    chartRate_->setIconText(tr("Chart the rate of what is chosen"));
    for (const QAction *action : {showOnly_, hide_, mute_, chartRate_})
        actions_.setNeeds(action, tr("choose a channel, a folder or a stream in the navigator first"));
    setAccessibleName(tr("Navigator: hub, channels and streams"));
}

void NavigatorPanel::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
