// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/navigatorpanel.h"

#include "ui/models/monitor.h"
#include "ui/window/appearance.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace helio {

namespace {

constexpr int TrendWidth = 36;

/// Shape, name, the trend of a channel, and at the right its state or count.
class NavigatorDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {80, rowHeight(option.font)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        item.text.clear();
        const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

        const auto kind = index.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>();
        const auto tone = index.data(NavigatorModel::ToneRole).value<NavigatorModel::Tone>();
        const bool isSelected = item.state.testFlag(QStyle::State_Selected);
        const QColor ink = item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
        const QColor faint = isSelected ? ink : mutedColor(item.palette);
        QRect box = item.rect.adjusted(4, 0, -6, 0);
        painter->save();

        const QString shape = index.data(NavigatorModel::ShapeRole).toString();
        if (!shape.isEmpty()) {
            painter->setPen(isSelected ? ink : toneColor(tone, item.palette));
            painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, shape);
            box.setLeft(box.left() + item.fontMetrics.horizontalAdvance(QStringLiteral("●")) + 6);
        }
        const QString detail = item.fontMetrics.elidedText(index.data(NavigatorModel::DetailRole).toString(),
                                                           Qt::ElideRight, box.width() * 3 / 5);
        const int detailWidth = item.fontMetrics.horizontalAdvance(detail);
        painter->setPen(tone == NavigatorModel::Tone::Failed && !isSelected ? toneColor(tone, item.palette) : faint);
        painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, detail);
        box.setRight(box.right() - detailWidth - 8);

        QFont font = item.font;
        font.setBold(kind == NavigatorModel::Kind::Hub || kind == NavigatorModel::Kind::Streams);
        const QString name = index.data(NavigatorModel::NameRole).toString();
        // The name comes first: a trend beside half a name says nothing.
        const int nameWidth = std::max(TrendWidth, QFontMetrics(font).horizontalAdvance(name));
        if (kind == NavigatorModel::Kind::Channel && box.width() >= nameWidth + 6 + TrendWidth) {
            const QRect trend(box.right() - TrendWidth + 1, box.top() + 5, TrendWidth, box.height() - 10);
            paintTrend(painter, trend, index.data(NavigatorModel::TrendRole).value<QList<double>>(),
                       isSelected ? ink : accentColor(item.palette));
            box.setRight(trend.left() - 6);
        }
        painter->setFont(font);
        painter->setPen(kind == NavigatorModel::Kind::Folder || index.data(NavigatorModel::MutedRole).toBool() ? faint
                                                                                                               : ink);
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(name, Qt::ElideMiddle, box.width()));
        painter->restore();
    }

private:
    static void paintTrend(QPainter *painter, const QRect &box, const QList<double> &rates, const QColor &color)
    {
        double top = 0;
        for (const double rate : rates)
            top = std::max(top, rate);
        if (top <= 0)
            return;
        const double step = box.width() / 24.0;
        double x = box.right() + 1 - step * double(rates.size());
        for (const double rate : rates) {
            const double height = std::max(1.0, rate / top * box.height());
            painter->fillRect(QRectF(x, box.bottom() + 1 - height, step, height), color);
            x += step;
        }
    }
};

} // namespace

NavigatorPanel::NavigatorPanel(Monitor &monitor, Actions &actions, QWidget *parent)
    : QTreeView(parent)
    , monitor_(monitor)
    , actions_(actions)
{
    setObjectName(QStringLiteral("navigator"));
    setModel(&monitor.navigator());
    setItemDelegate(new NavigatorDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(NoFrame);
    setIndentation(14);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    expandAll();
    // What comes is shown: channels are few, and a stream just opened is what one waits for.
    connect(&monitor.navigator(), &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &grown) { expand(grown); });
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const QByteArray channel = index.data(NavigatorModel::ChannelRole).toByteArray();
        const int stream = index.data(NavigatorModel::StreamRole).toInt();
        if (!channel.isEmpty())
            Q_EMIT channelActivated(channel);
        else if (stream != 0)
            Q_EMIT streamActivated(stream);
        else
            setExpanded(index, !isExpanded(index));
    });
    retranslate();
}

void NavigatorPanel::selectStream(int id)
{
    const QModelIndex streams = monitor_.navigator().streamsIndex();
    for (int row = 0; row < model()->rowCount(streams); ++row) {
        const QModelIndex stream = monitor_.navigator().index(row, 0, streams);
        if (stream.data(NavigatorModel::StreamRole).toInt() == id)
            setCurrentIndex(stream);
    }
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
    QList<ActionId> ids;
    switch (index.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>()) {
    case NavigatorModel::Kind::Hub:
        ids = {ActionId::ToggleHub, ActionId::CopyStreamUrl};
        break;
    case NavigatorModel::Kind::Channel:
        ids = {ActionId::PublishToChannel, ActionId::CopyChannelUrl, ActionId::MuteChannel};
        break;
    case NavigatorModel::Kind::Streams:
        ids = {ActionId::OpenStream};
        break;
    case NavigatorModel::Kind::Stream:
        ids = {ActionId::CloseStream, ActionId::ReopenStream, ActionId::EditStream, ActionId::RemoveStream};
        break;
    case NavigatorModel::Kind::Folder:
        return;
    }
    QMenu menu(this);
    for (const ActionId id : std::as_const(ids))
        menu.addAction(actions_[id]);
    menu.exec(event->globalPos());
}

void NavigatorPanel::retranslate()
{
    setAccessibleName(tr("Navigator: hub, channels and streams"));
}

void NavigatorPanel::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
