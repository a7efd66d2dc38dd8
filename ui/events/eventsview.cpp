// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventsview.h"

#include "ui/events/eventsdelegate.h"
#include "ui/look/appearance.h"
#include "ui/look/tablecolumns.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace helio {

namespace {

/// In the order of EventTableModel::Column; those of paths follow.
const QList<ColumnSpec> FixedColumns{
    {.id = QStringLiteral("time"), .characters = 14, .isWhole = true},
    {.id = QStringLiteral("delta"), .characters = 6, .isWhole = true},
    {.id = QStringLiteral("source"), .characters = 11, .elide = Qt::ElideMiddle},
    {.id = QStringLiteral("channel"), .characters = 14, .elide = Qt::ElideMiddle},
    {.id = QStringLiteral("type"), .characters = 11, .elide = Qt::ElideMiddle},
    {.id = QStringLiteral("id"), .characters = 18, .elide = Qt::ElideLeft, .isShown = false},
    {.id = QStringLiteral("bytes"), .characters = 8, .isWhole = true},
    {.id = QStringLiteral("data"), .characters = 24, .stretches = true},
};
constexpr int PathCharacters = 12;

} // namespace

EventsView::EventsView(EventTableModel &model, QWidget *parent)
    : QTableView(parent)
    , events_(model)
    , delegate_(new EventsDelegate(this))
{
    setObjectName(QStringLiteral("eventsTable"));
    setModel(&model);
    setItemDelegate(delegate_);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    // One step of the scroll bar is a row: removing rows above is then exact arithmetic.
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    columns_ = new TableColumns(*this);
    horizontalHeader()->setObjectName(QStringLiteral("eventsHeader"));
    applyFont();
    onColumnsChanged();

    verticalScrollBar()->installEventFilter(this);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &EventsView::followScrolling);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &EventsView::onRowsChanged);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &EventsView::onRowsChanged);
    connect(&model, &EventTableModel::selectionChanged, columns_, &TableColumns::forgetContent);
    connect(&model, &QAbstractItemModel::columnsInserted, this, &EventsView::onColumnsChanged);
    connect(&model, &QAbstractItemModel::columnsRemoved, this, &EventsView::onColumnsChanged);
}

void EventsView::applyFont()
{
    const QFont mono = dataFont();
    delegate_->setDataFont(mono);
    const int height = std::max(helio::rowHeight(font()), helio::rowHeight(mono));
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void EventsView::onColumnsChanged()
{
    QList<ColumnSpec> specs = FixedColumns;
    for (const JsonPath &path : events_.paths())
        specs.append({.id = path.toString(), .characters = PathCharacters, .isAdded = true});
    columns_->setSpecs(specs);
}

QList<ExportColumn> EventsView::exportColumns() const
{
    using Field = ExportColumn::Field;
    // In the order of EventTableModel::Column.
    static constexpr Field Fields[] = {Field::ReceivedAt, Field::Delta, Field::Source, Field::Channel,
                                       Field::Type,       Field::Id,    Field::Bytes,  Field::Data};
    static_assert(std::size(Fields) == EventTableModel::ColumnCount);
    QList<ExportColumn> columns;
    const QList<int> shown = columns_->shown();
    for (const int column : shown) {
        if (column < EventTableModel::ColumnCount)
            columns.append({Fields[column]});
        else
            columns.append({Field::Path, events_.paths().at(column - EventTableModel::ColumnCount)});
    }
    return columns;
}

void EventsView::setLive(bool live)
{
    newRows_ = 0;
    if (live_ == live)
        return;
    live_ = live;
    held_ = held_ && !live;
    const int rows = events_.rowCount();
    newFrom_ = rows == 0 ? EventRing::FirstLive : events_.sequenceAt(rows - 1) + 1;
    if (!live && rows > 0)
        top_ = events_.sequenceAt(std::min(verticalScrollBar()->value(), rows - 1));
    events_.setFilterFrom(live ? std::nullopt : std::optional(top_));
    Q_EMIT liveChanged(live);
}

void EventsView::goLive()
{
    setLive(true);
    const QScopedValueRollback guard(scrollingByUs_, true);
    scrollToBottom();
}

void EventsView::showRow(int row)
{
    const QModelIndex index = events_.index(row, std::max(0, currentIndex().column()));
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

int EventsView::selectEvents(const QList<std::pair<quint64, quint64>> &ranges)
{
    QList<std::pair<int, int>> rows;
    int count = 0;
    for (const auto &[from, to] : ranges) {
        const int top = events_.rowFrom(from);
        const int bottom = events_.rowFrom(to + 1) - 1;
        if (top > bottom)
            continue;
        count += bottom - top + 1;
        // Where a filter hides what is between, ranges touch: many of them would cost more than their rows.
        if (!rows.isEmpty() && top == rows.last().second + 1)
            rows.last().second = bottom;
        else
            rows.append({top, bottom});
    }
    if (rows.isEmpty())
        return 0;
    QItemSelection selection;
    for (const auto &[top, bottom] : std::as_const(rows))
        selection.append(QItemSelectionRange(events_.index(top, 0), events_.index(bottom, events_.columnCount() - 1)));
    const int first = selection.first().top();
    setLive(false);
    held_ = true;
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(events_.index(first, std::max(0, currentIndex().column())),
                                      QItemSelectionModel::NoUpdate);
    setAutoScroll(true);
    // A few rows of what came before are shown, too.
    const int top = std::max(0, first - 3);
    top_ = events_.sequenceAt(top);
    events_.setFilterFrom(top_);
    if (canBeSeen()) {
        const QScopedValueRollback guard(scrollingByUs_, true);
        verticalScrollBar()->setValue(top);
    }
    return count;
}

void EventsView::followScrolling(int value)
{
    if (scrollingByUs_)
        return;
    const bool isAtEnd = value >= verticalScrollBar()->maximum();
    if (isAtEnd != live_)
        setLive(isAtEnd);
    if (live_ || value >= events_.rowCount())
        return;
    top_ = events_.sequenceAt(value);
    events_.setFilterFrom(top_);
}

bool EventsView::canBeSeen() const
{
    return isVisible() && !window()->isMinimized();
}

void EventsView::updateGeometries()
{
    // Here the scroll bar learns how many rows there are, once for all that changed since the last painting.
    if (!canBeSeen())
        return;
    const QScopedValueRollback guard(scrollingByUs_, true);
    QTableView::updateGeometries();
    verticalScrollBar()->setValue(live_ ? verticalScrollBar()->maximum() : events_.rowFrom(top_));
}

void EventsView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    window()->installEventFilter(this); // does nothing the second time
    updateGeometries();
}

void EventsView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    // Qt moves what is painted; where rows came or went since, these are other rows.
    if (dy != 0)
        viewport()->update();
}

bool EventsView::eventFilter(QObject *watched, QEvent *event)
{
    // Its value is a row: of those that there are, not of those that were painted last.
    if (watched == verticalScrollBar() && (event->type() == QEvent::Wheel || event->type() == QEvent::MouseButtonPress))
        executeDelayedItemsLayout();
    if (watched == window() && event->type() == QEvent::WindowStateChange)
        updateGeometries();
    return QTableView::eventFilter(watched, event);
}

void EventsView::onRowsChanged()
{
    if (events_.rowCount() > 0)
        bringCurrentBack();
    // Cleared: there is no place left to keep.
    if (events_.rowCount() == 0 && events_.counters().filtered == 0)
        setLive(true);
    if (live_)
        return;
    const int newRows = events_.rowCount() - events_.rowFrom(newFrom_);
    if (newRows == newRows_)
        return;
    newRows_ = newRows;
    Q_EMIT newRowsChanged(newRows);
}

void EventsView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Else its neighbour would become the current one, and take its place in the inspector.
    if (const int row = currentIndex().row(); row >= first && row <= last) {
        const QScopedValueRollback guard(losingCurrent_, true);
        selectionModel()->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
    }
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void EventsView::bringCurrentBack()
{
    if (!current_ || currentIndex().isValid())
        return;
    const int row = events_.rowOf(*current_);
    if (row < 0)
        return;
    // Without moving there.
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(events_.index(row, EventTableModel::Data),
                                      QItemSelectionModel::Select | QItemSelectionModel::Rows);
    setAutoScroll(true);
}

void EventsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!losingCurrent_)
        current_ = current.isValid() ? std::optional(events_.sequenceAt(current.row())) : std::nullopt;
    reportMark();
}

void EventsView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (markedRow() >= 0) {
        if (!reportedMark_)
            reportMark();
        return;
    }
    // A click marks a row before it makes it the current one: both have to be done.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (reportedMark_ && markedRow() < 0)
                reportMark();
        },
        Qt::QueuedConnection);
}

int EventsView::markedRow() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() && selectionModel()->isSelected(current) ? current.row() : -1;
}

void EventsView::reportMark()
{
    const int row = markedRow();
    reportedMark_ = row >= 0;
    Q_EMIT currentRowChanged(row);
}

std::vector<quint64> EventsView::selectedSequences() const
{
    // By ranges: a list of indexes of a million selected rows would be made one by one.
    std::vector<quint64> sequences;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            sequences.push_back(events_.sequenceAt(row));
    }
    std::sort(sequences.begin(), sequences.end());
    sequences.erase(std::unique(sequences.begin(), sequences.end()), sequences.end());
    return sequences;
}

void EventsView::setMarked(const QString &text)
{
    delegate_->setMarked(text);
    viewport()->update();
}

void EventsView::mousePressEvent(QMouseEvent *event)
{
    // Whoever looks at a row wants it to stay. Where all rows are in sight none moves.
    if (event->button() == Qt::LeftButton && live_ && indexAt(event->pos()).isValid()) {
        held_ = true;
        setLive(false);
    }
    QTableView::mousePressEvent(event);
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

} // namespace helio
