// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/eventsview.h"

#include "ui/window/appearance.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace helio {

namespace {

/// These go, in this order, where the data would have no room; the inspector shows them all.
constexpr EventTableModel::Column SpareColumns[] = {EventTableModel::Id, EventTableModel::Source,
                                                    EventTableModel::Delta, EventTableModel::Bytes};
constexpr int ReadableDataCharacters = 28;

class EventsDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
        switch (EventTableModel::Column(index.column())) {
        case EventTableModel::Time:
        case EventTableModel::Delta:
        case EventTableModel::Id:
        case EventTableModel::Bytes:
            option->font = font_;
            [[fallthrough]];
        case EventTableModel::Source:
            option->palette.setColor(QPalette::Text, mutedColor(option->palette));
            break;
        case EventTableModel::Data:
            option->font = font_;
            break;
        case EventTableModel::Channel:
        case EventTableModel::Type:
        case EventTableModel::ColumnCount:
            break;
        }
    }
    void setDataFont(const QFont &font) { font_ = font; }

private:
    QFont font_ = dataFont();
};

} // namespace

EventsView::EventsView(EventTableModel &model, QWidget *parent)
    : QTableView(parent)
    , events_(model)
{
    setObjectName(QStringLiteral("eventsTable"));
    setModel(&model);
    setItemDelegate(new EventsDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    // One step of the scroll bar is a row: removing rows above is then exact arithmetic.
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setObjectName(QStringLiteral("eventsHeader"));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    applyFont();
    resetColumns();

    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &EventsView::followScrolling);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { takeInserted(first, last); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { takeRemoved(first, last); });
    connect(&model, &QAbstractItemModel::layoutChanged, this, [this] {
        if (live_)
            goLive();
    });
}

void EventsView::applyFont()
{
    const QFont mono = dataFont();
    static_cast<EventsDelegate *>(itemDelegate())->setDataFont(mono);
    const int height = std::max(helio::rowHeight(font()), helio::rowHeight(mono));
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void EventsView::resetColumns()
{
    const QFontMetrics mono(dataFont());
    const QFontMetrics text(font());
    const int padding = 14;
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < EventTableModel::ColumnCount; ++column)
        header->moveSection(header->visualIndex(column), column);
    setColumnWidth(EventTableModel::Time, mono.horizontalAdvance(QStringLiteral("00:00:00.000")) + padding);
    setColumnWidth(EventTableModel::Delta, mono.horizontalAdvance(QStringLiteral("8,888")) + padding);
    setColumnWidth(EventTableModel::Source, text.horizontalAdvance(QStringLiteral("hub stream")) + padding);
    setColumnWidth(EventTableModel::Channel, text.horizontalAdvance(QStringLiteral("orders.europe")) + padding);
    setColumnWidth(EventTableModel::Type, text.horizontalAdvance(QStringLiteral("price-tick")) + padding);
    setColumnWidth(EventTableModel::Id, mono.horizontalAdvance(QStringLiteral("1763690000000-0")) + padding);
    setColumnWidth(EventTableModel::Bytes, mono.horizontalAdvance(QStringLiteral("1023 B")) + padding);
    // Not the last section, whichever it is, but this one has the rest.
    header->setStretchLastSection(false);
    header->setSectionResizeMode(EventTableModel::Data, QHeaderView::Stretch);
    keepDataReadable();
}

void EventsView::restoreColumns(const QByteArray &state)
{
    if (!horizontalHeader()->restoreState(state))
        return;
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(EventTableModel::Data, QHeaderView::Stretch);
    keepDataReadable();
}

QByteArray EventsView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void EventsView::keepDataReadable()
{
    if (hidingColumns_)
        return;
    const QScopedValueRollback guard(hidingColumns_, true);
    // Columns are hidden, never narrowed: so each keeps the width that the user gave it.
    for (const EventTableModel::Column column : SpareColumns)
        setColumnHidden(column, false);
    int rest = viewport()->width();
    for (int column = 0; column < EventTableModel::ColumnCount; ++column)
        rest -= column == EventTableModel::Data ? 0 : columnWidth(column);
    const int readable = QFontMetrics(dataFont()).horizontalAdvance(u'0') * ReadableDataCharacters;
    for (const EventTableModel::Column column : SpareColumns) {
        if (rest >= readable)
            break;
        rest += columnWidth(column);
        setColumnHidden(column, true);
    }
}

void EventsView::setLive(bool live)
{
    if (live)
        newRows_ = 0;
    if (live_ == live)
        return;
    live_ = live;
    Q_EMIT liveChanged(live);
}

void EventsView::goLive()
{
    {
        const QScopedValueRollback guard(scrollingByUs_, true);
        scrollToBottom();
    }
    setLive(true);
}

void EventsView::followScrolling(int value)
{
    if (!scrollingByUs_)
        setLive(value >= verticalScrollBar()->maximum());
}

void EventsView::takeInserted(int first, int last)
{
    if (live_) {
        goLive();
    } else if (first == 0 && last + 1 < events_.rowCount()) {
        // Back at the top, e.g. after an undone clear: what one looks at stays where it is.
        const QScopedValueRollback guard(scrollingByUs_, true);
        updateGeometries();
        verticalScrollBar()->setValue(verticalScrollBar()->value() + last - first + 1);
    } else {
        newRows_ += last - first + 1;
        Q_EMIT newRowsChanged(newRows_);
    }
}

void EventsView::takeRemoved(int first, int last)
{
    const QScopedValueRollback guard(scrollingByUs_, true);
    if (live_) {
        scrollToBottom();
    } else if (events_.rowCount() == 0) {
        setLive(true);
    } else if (first == 0) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (last - first + 1));
    }
}

void EventsView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_PageUp || event->key() == Qt::Key_Home)
        setLive(false);
    QTableView::keyPressEvent(event);
}

void EventsView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        applyFont();
}

void EventsView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    keepDataReadable();
}

void EventsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

} // namespace helio
