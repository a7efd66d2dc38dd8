// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/jsontreeview.h"

#include "json/utf8.h"
#include "ui/events/filter/eventfilter.h"
#include "ui/inspector/jsondelegate.h"
#include "ui/look/actions.h"
#include "ui/look/appearance.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QTimer>

#include <deque>

namespace helio {

namespace {

/// A document opens with about so many rows.
constexpr int RowsAtFirst = 60;

/// Nobody searches for longer texts.
constexpr qsizetype LongestTerm = 512;

} // namespace

QString filterTerm(const JsonPath &path, const JsonValue &value)
{
    if (value.isContainer() || value.text.isEmpty() || value.text.size() > LongestTerm)
        return {};
    const QString text = decodeUtf8(value.unescaped());
    return path.toString() + u'=' + (value.kind == JsonValue::Kind::String ? EventFilter::quoted(text) : text);
}

JsonTreeView::JsonTreeView(QWidget *parent)
    : QTreeView(parent)
    , model_(new JsonTreeModel(this))
{
    setUniformRowHeights(true); // thousands of rows: none is measured
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setExpandsOnDoubleClick(true);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setIndentation(14);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(40);
    auto *delegate = new JsonDelegate(this);
    setItemDelegate(delegate);
    applyFont();

    static constexpr std::pair<const char *, QKeyCombination> Specs[ActionCount] = {
        {"treeChart", Qt::CTRL | Qt::Key_G},
        {"treeFilter", Qt::CTRL | Qt::SHIFT | Qt::Key_F},
        {"treeShowColumn", Qt::CTRL | Qt::SHIFT | Qt::Key_G},
        {"treeCopyValue", Qt::CTRL | Qt::Key_C},
        {"treeCopyPath", Qt::CTRL | Qt::ALT | Qt::Key_C},
        {"treeExpandAll", QKeyCombination(Qt::Key_Asterisk)},
    };
    for (int i = 0; i < ActionCount; ++i) {
        actions_[i] = new QAction(this);
        actions_[i]->setObjectName(QLatin1String(Specs[i].first));
        actions_[i]->setShortcut(Specs[i].second);
        actions_[i]->setShortcutContext(Qt::WidgetShortcut);
        actions_[i]->setShortcutVisibleInContextMenu(true);
        connect(actions_[i], &QAction::triggered, this, [this, i] { act(Action(i)); });
        addAction(actions_[i]);
    }
    setModel(model_); // only now: it reports what is current, and the actions follow
    connect(delegate, &JsonDelegate::chartClicked, this,
            [this](const QModelIndex &index) { Q_EMIT chartRequested(model_->path(index)); });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { remember(index, true); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) { remember(index, false); });
    retranslate();
}

bool JsonTreeView::setDocument(const QByteArray &document, JsonValue::Mistake *mistake)
{
    const JsonPath current = model_->path(currentIndex());
    const bool isShort = document.size() < JsonTreeModel::CountedBytes;
    if (!model_->setDocument(document, mistake)) {
        enableActions();
        return false;
    }
    openAsBefore();
    // In a long document the way to it may lead through much that nobody opened.
    QModelIndex again = isShort ? model_->indexOf(current) : QModelIndex();
    if (!again.isValid())
        again = model_->index(0, 0);
    setCurrentIndex(again);
    fitNames();
    return true;
}

void JsonTreeView::clear()
{
    model_->clear();
    enableActions();
}

void JsonTreeView::openAsBefore()
{
    openingByUs_ = true;
    int rows = 1;
    std::deque<QModelIndex> next{model_->index(0, 0)};
    for (; !next.empty() && rows < MaximumExpandedRows; next.pop_front()) {
        const QModelIndex index = next.front();
        if (!model_->hasChildren(index))
            continue;
        const QString path = model_->path(index).toString();
        const bool isWanted = opened_.contains(path);
        if (closed_.contains(path) || (!isWanted && rows >= RowsAtFirst))
            continue;
        if (model_->rowCount(index) == 0)
            model_->fetchMore(index);
        const int children = model_->rowCount(index);
        if (!isWanted && index.parent().isValid() && rows + children > RowsAtFirst)
            continue;
        expand(index);
        rows += children;
        for (int row = 0; row < children; ++row)
            next.push_back(model_->index(row, 0, index));
    }
    openingByUs_ = false;
}

void JsonTreeView::remember(const QModelIndex &index, bool isOpen)
{
    if (openingByUs_)
        return;
    const QString path = model_->path(index).toString();
    (isOpen ? opened_ : closed_).insert(path);
    (isOpen ? closed_ : opened_).remove(path);
}

void JsonTreeView::expandAllBelow(const QModelIndex &index)
{
    openingByUs_ = true; // one key, and not a thousand paths to remember
    int rows = 0;
    std::deque<QModelIndex> next{index.siblingAtColumn(0)};
    for (; !next.empty() && rows < MaximumExpandedRows; next.pop_front()) {
        const QModelIndex at = next.front();
        if (!model_->hasChildren(at))
            continue;
        expand(at);
        const int children = model_->rowCount(at);
        rows += children;
        for (int row = 0; row < children; ++row)
            next.push_back(model_->index(row, 0, at));
    }
    openingByUs_ = false;
}

void JsonTreeView::act(Action action)
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return;
    switch (action) {
    case Chart:
        Q_EMIT chartRequested(model_->path(current));
        return;
    case Filter:
        Q_EMIT filterRequested(filterTerm(model_->path(current), model_->value(current)));
        return;
    case ShowColumn:
        Q_EMIT columnRequested(model_->path(current));
        return;
    case CopyValue:
        copyValue();
        return;
    case CopyPath:
        copyPath();
        return;
    case ExpandAll:
        expandAllBelow(current);
        return;
    case ActionCount:
        return;
    }
}

void JsonTreeView::copyValue()
{
    QGuiApplication::clipboard()->setText(decodeUtf8(model_->value(currentIndex()).unescaped()));
}

void JsonTreeView::copyPath()
{
    QGuiApplication::clipboard()->setText(model_->path(currentIndex()).toString());
}

void JsonTreeView::enableActions()
{
    const QModelIndex current = currentIndex();
    const JsonValue value = model_->value(current);
    for (QAction *action : actions_)
        action->setEnabled(current.isValid());
    actions_[Chart]->setEnabled(current.isValid() && value.number());
    actions_[Filter]->setEnabled(current.isValid() && !filterTerm({}, value).isEmpty());
    actions_[ShowColumn]->setEnabled(!model_->path(current).steps().isEmpty());
    actions_[ExpandAll]->setEnabled(current.isValid() && model_->hasChildren(current.siblingAtColumn(0)));
}

void JsonTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    enableActions();
}

void JsonTreeView::keyPressEvent(QKeyEvent *event)
{
    // QTreeView would expand all below without a bound.
    if (event->key() == Qt::Key_Asterisk) {
        expandAllBelow(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void JsonTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard)
        place = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    else if (const QModelIndex under = indexAt(event->pos()); under.isValid())
        setCurrentIndex(under);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("treeMenu"));
    for (QAction *action : actions_)
        menu->addAction(action);
    menu->insertSeparator(actions_[CopyValue]);
    menu->insertSeparator(actions_[ExpandAll]);
    menu->popup(place);
}

void JsonTreeView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    // A tree asks for more only at its top level. Not from within painting, which must not move rows.
    if (!fetchDue_ && !model_->isEmpty()) {
        fetchDue_ = true;
        QTimer::singleShot(0, this, &JsonTreeView::fetchForVisibleRows);
    }
}

void JsonTreeView::fetchForVisibleRows()
{
    fetchDue_ = false;
    QModelIndex index = indexAt({0, 0});
    for (; index.isValid() && visualRect(index).top() < viewport()->height(); index = indexBelow(index)) {
        const QModelIndex parent = index.parent();
        if (parent.isValid() && index.row() + 1 == model_->rowCount(parent) && model_->canFetchMore(parent)) {
            model_->fetchMore(parent);
            return; // the rows below are others now; they are painted, and asked for, in turn
        }
    }
}

void JsonTreeView::fitNames()
{
    // What is visible alone: names are read, not searched.
    int width = header()->sectionSizeHint(0);
    int rows = 0;
    for (QModelIndex index = model_->index(0, 0); index.isValid() && rows < 100; index = indexBelow(index), ++rows) {
        int depth = 1;
        for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
            ++depth;
        width = std::max(width, depth * indentation() + sizeHintForIndex(index).width() + 6);
    }
    header()->resizeSection(0, std::min(width, std::max(80, viewport()->width() * 55 / 100)));
}

void JsonTreeView::applyFont()
{
    setFont(dataFont());
    header()->setFont(QGuiApplication::font());
}

void JsonTreeView::retranslate()
{
    setAccessibleName(tr("Data as a tree"));
    Actions::setTexts(*actions_[Chart], tr("C&hart this number"),
                      tr("Chart the number chosen in the inspector's tree"));
    Actions::setTexts(*actions_[Filter], tr("&Filter by this value"),
                      tr("Filter the events by the value chosen in the inspector's tree"));
    Actions::setTexts(*actions_[ShowColumn], tr("&Show as column"),
                      tr("Show the value chosen in the inspector's tree as a column of the events"));
    Actions::setTexts(*actions_[CopyValue], tr("&Copy value"), tr("Copy the value chosen in the inspector's tree"));
    Actions::setTexts(*actions_[CopyPath], tr("Copy &path"),
                      tr("Copy the path of what is chosen in the inspector's tree"));
    Actions::setTexts(*actions_[ExpandAll], tr("&Expand all below"),
                      tr("Open all below what is chosen in the inspector's tree"));
    model_->retranslate();
    viewport()->update();
}

void JsonTreeView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::ApplicationFontChange)
        applyFont();
}

} // namespace helio
