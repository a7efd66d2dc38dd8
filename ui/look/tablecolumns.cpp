// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/tablecolumns.h"

#include "ui/look/appearance.h"
#include "ui/look/columnmenu.h"
#include "ui/look/columns.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QSettings>
#include <QTableView>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Between two readings of the content; the first is at once.
constexpr auto MeasuringTime = 1s;
constexpr auto SavingTime = 500ms;

constexpr int TitleMargin = 12; ///< beyond what the style asks for: the space behind titles on the right
constexpr int CellMargin = 16;
/// One column cannot take the screen by itself; what is longer has a tool tip.
constexpr int WidestContent = 900;

} // namespace

TableColumns::TableColumns(QTableView &view)
    : QObject(&view)
    , view_(view)
    , menu_(new ColumnMenu(*this, view))
{
    auto *header = new ColumnHeader;
    view.setHorizontalHeader(header);
    header->setObjectName(view.objectName() + QStringLiteral("Header"));
    header->setStretchLastSection(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    // The content of a column is what is in sight of it, not a thousand rows more.
    header->setResizeContentsPrecision(0);
    measuring_.setSingleShot(true);
    saving_.setSingleShot(true);
    saving_.setInterval(SavingTime);

    view.viewport()->installEventFilter(this);
    view.installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this,
            [this](int column, int, int width) { onResized(column, width); });
    connect(header, &QHeaderView::sectionMoved, this, &TableColumns::onMoved);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableColumns::onSorted);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        menu_->popUp(header->logicalIndexAt(at), header->viewport()->mapToGlobal(at));
    });
    connect(&measuring_, &QTimer::timeout, this, [this] {
        measure();
        arrange();
    });
    connect(&saving_, &QTimer::timeout, this, &TableColumns::save);
    QAbstractItemModel *model = view.model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &TableColumns::onContent);
    connect(model, &QAbstractItemModel::dataChanged, this, &TableColumns::onContent);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &TableColumns::arrange);
    retranslate();
}

TableColumns::~TableColumns()
{
    if (saving_.isActive())
        save();
}

QHeaderView *TableColumns::header() const
{
    return view_.horizontalHeader();
}

void TableColumns::setSpecs(const QList<ColumnSpec> &specs)
{
    const QList<ColumnSpec> before = std::exchange(specs_, specs);
    if (before.isEmpty() && canSort())
        setFirstSort(header()->sortIndicatorSection(), header()->sortIndicatorOrder());
    if (auto *delegate = qobject_cast<ColumnDelegate *>(view_.itemDelegate())) {
        QList<Qt::TextElideMode> modes;
        for (const ColumnSpec &spec : specs_)
            modes.append(spec.elide);
        delegate->setElideModes(modes);
    }
    // One that comes into a table whose widths are set has room for what it holds.
    for (int column = 0; column < specs_.size(); ++column) {
        const QString &id = specs_[column].id;
        const bool isNew =
            std::none_of(before.begin(), before.end(), [&](const ColumnSpec &spec) { return spec.id == id; });
        if (isNew && !before.isEmpty()) {
            content_.insert(id, contentWidth(column));
            if (!state_.followsContent && state_.width(id) == 0)
                state_.setWidth(id, std::max(leastWidth(column), content_.value(id)));
        }
    }
    placeInOrder();
    arrange();
}

void TableColumns::setFirstSort(int column, Qt::SortOrder order)
{
    firstSortId_ = specs_.value(column).id;
    firstSortOrder_ = order;
    state_.sortId = firstSortId_;
    state_.sortOrder = order;
    const QScopedValueRollback guard(arranging_, true);
    view_.sortByColumn(column, order);
}

void TableColumns::keepIn(QSettings &settings)
{
    settings_ = &settings;
    key_ = QStringLiteral("columns/") + view_.objectName();
    take(settings.value(key_).toStringList());
}

void TableColumns::restore(const QStringList &saved)
{
    take(saved);
    measure();
    arrange();
    noteChange();
}

void TableColumns::take(const QStringList &saved)
{
    if (auto state = ColumnState::restored(saved))
        state_ = *state;
    placeInOrder();
    if (const int column = columnOf(state_.sortId); canSort() && column >= 0) {
        const QScopedValueRollback guard(arranging_, true);
        view_.sortByColumn(column, state_.sortOrder);
    }
    arrange();
}

int TableColumns::columnOf(const QString &id) const
{
    for (int column = 0; column < specs_.size(); ++column) {
        if (specs_[column].id == id)
            return column;
    }
    return -1;
}

bool TableColumns::isShown(int column) const
{
    return isAvailable(column) && state_.isShown(specs_[column]);
}

QList<int> TableColumns::shown() const
{
    QList<int> columns;
    for (int place = 0; place < header()->count(); ++place) {
        const int column = header()->logicalIndex(place);
        if (column < specs_.size() && isShown(column))
            columns.append(column);
    }
    return columns;
}

void TableColumns::setShown(int column, bool shown)
{
    if (isShown(column) == shown || (!shown && this->shown().size() == 1))
        return;
    state_.setShown(specs_[column].id, shown);
    if (shown) {
        content_.insert(specs_[column].id, contentWidth(column));
        if (!state_.followsContent && state_.width(specs_[column].id) == 0)
            state_.setWidth(specs_[column].id, std::max(leastWidth(column), wantedWidth(column)));
    }
    arrange();
    noteChange();
}

void TableColumns::setAvailable(int column, bool available)
{
    if (available == isAvailable(column))
        return;
    if (available)
        unavailable_.remove(specs_[column].id);
    else
        unavailable_.insert(specs_[column].id);
    arrange();
}

void TableColumns::fit(int column)
{
    setWidth(column, std::max(leastWidth(column), contentWidth(column)));
}

void TableColumns::fitAll()
{
    state_.followsContent = true;
    content_.clear();
    measure();
    arrange();
    noteChange();
}

void TableColumns::forgetContent()
{
    content_.clear();
    if (state_.followsContent && view_.isVisible())
        measuring_.start(0);
}

void TableColumns::reset()
{
    state_ = {};
    state_.sortId = firstSortId_;
    state_.sortOrder = firstSortOrder_;
    content_.clear();
    placeInOrder();
    if (const int column = columnOf(firstSortId_); canSort() && column >= 0)
        view_.sortByColumn(column, firstSortOrder_);
    measure();
    arrange();
    noteChange();
}

bool TableColumns::canSort() const
{
    return view_.isSortingEnabled();
}

void TableColumns::sort(int column, Qt::SortOrder order)
{
    if (canSort())
        view_.sortByColumn(column, order);
}

int TableColumns::stretching() const
{
    int last = -1;
    const QList<int> columns = shown();
    for (const int column : columns) {
        last = column;
        if (specs_[column].stretches)
            break;
    }
    return last;
}

int TableColumns::leastWidth(int column) const
{
    return header()->sectionSizeHint(column) + TitleMargin;
}

int TableColumns::wantedWidth(int column) const
{
    return characterWidth(view_.font()) * specs_[column].characters + CellMargin;
}

int TableColumns::contentWidth(int column) const
{
    // Of a table that cannot be seen it would be all rows.
    if (!view_.isVisible())
        return wantedWidth(column);
    // A table hides this from others than itself, what it is does not.
    const QAbstractItemView &view = view_;
    return std::min(WidestContent, view.sizeHintForColumn(column));
}

void TableColumns::measure()
{
    if (!state_.followsContent || !view_.isVisible() || view_.model()->rowCount() == 0)
        return;
    const QList<int> columns = shown();
    for (const int column : columns) {
        // Only growing, so that columns do not tremble as rows pass by.
        if (int &width = content_[specs_[column].id]; width < WidestContent)
            width = std::max(width, contentWidth(column));
    }
}

void TableColumns::arrange()
{
    if (arranging_ || specs_.size() != header()->count())
        return;
    const QScopedValueRollback guard(arranging_, true);
    for (int column = 0; column < specs_.size(); ++column) {
        if (header()->isSectionHidden(column) == isShown(column))
            header()->setSectionHidden(column, !isShown(column));
    }
    const QList<int> columns = shown();
    const int stretched = stretching();
    QList<ColumnNeed> needs;
    for (const int column : columns) {
        const int least = leastWidth(column);
        const int wanted = wantedWidth(column);
        const int content = content_.value(specs_[column].id);
        ColumnNeed need{least, wanted, content > 0 ? content : wanted, column == stretched};
        if (specs_[column].isWhole && !need.stretches)
            need.least = std::max(least, need.whole);
        if (const int width = state_.width(specs_[column].id); !state_.followsContent) {
            need.least = std::max(least, need.stretches ? 0 : width > 0 ? width : wanted);
            need.wanted = need.stretches ? std::max(width, wanted) : need.least;
            need.whole = need.least;
        }
        needs.append(need);
    }
    const QList<int> widths = shareRoom(needs, view_.viewport()->width());
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (header()->sectionSize(columns[i]) != widths[i])
            header()->resizeSection(columns[i], widths[i]);
    }
}

void TableColumns::placeInOrder()
{
    if (specs_.size() != header()->count())
        return;
    const QScopedValueRollback guard(arranging_, true);
    const QStringList order = state_.orderOf(specs_);
    for (int place = 0; place < order.size(); ++place)
        header()->moveSection(header()->visualIndex(columnOf(order[place])), place);
}

void TableColumns::setWidth(int column, int width)
{
    if (state_.followsContent) {
        state_.followsContent = false;
        // What is there is what the user sees, and has just taken for right.
        const QList<int> columns = shown();
        for (const int other : columns) {
            if (other != stretching())
                state_.setWidth(specs_[other].id, header()->sectionSize(other));
        }
    }
    state_.setWidth(specs_[column].id, width);
    arrange();
    noteChange();
}

void TableColumns::onResized(int column, int width)
{
    if (arranging_ || width == 0 || column >= specs_.size())
        return;
    setWidth(column, std::max(width, leastWidth(column)));
}

void TableColumns::onMoved()
{
    if (arranging_ || specs_.size() != header()->count())
        return;
    QStringList ids;
    for (int place = 0; place < header()->count(); ++place)
        ids.append(specs_[header()->logicalIndex(place)].id);
    state_.setOrder(ids);
    noteChange();
}

void TableColumns::onSorted(int column, Qt::SortOrder order)
{
    if (arranging_ || !canSort() || column < 0 || column >= specs_.size())
        return;
    state_.sortId = specs_[column].id;
    state_.sortOrder = order;
    noteChange();
}

void TableColumns::onContent()
{
    if (!state_.followsContent || measuring_.isActive() || !view_.isVisible())
        return;
    measuring_.start(content_.isEmpty() ? 0ms : std::chrono::milliseconds(MeasuringTime));
}

void TableColumns::noteChange()
{
    if (settings_ && !saving_.isActive())
        saving_.start();
}

void TableColumns::save()
{
    saving_.stop();
    if (settings_)
        settings_->setValue(key_, state_.save());
}

bool TableColumns::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
        if (watched == view_.viewport())
            arrange();
        break;
    case QEvent::Show:
        if (watched == &view_)
            measuring_.start(0);
        break;
    case QEvent::LanguageChange:
        if (watched == &view_)
            retranslate();
        break;
    case QEvent::FontChange:
    case QEvent::StyleChange:
        if (watched == &view_) {
            content_.clear();
            measuring_.start(0);
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void TableColumns::retranslate()
{
    menu_->retranslate();
    arrange();
}

} // namespace helio
