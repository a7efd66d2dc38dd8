// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationview.h"

#include "ui/lens/conversationdelegate.h"
#include "ui/look/appearance.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace helio {

using namespace std::chrono_literals;

ConversationView::ConversationView(ConversationModel &model, QWidget *parent)
    : QTableView(parent)
    , messages_(model)
{
    setObjectName(QStringLiteral("conversationView"));
    setModel(&model);
    setItemDelegate(new ConversationDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ContiguousSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setTextElideMode(Qt::ElideNone);
    // A step of the scroll bar is a row: what is kept in sight is a row, too.
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fitting_.setSingleShot(true);
    fitting_.setInterval(100ms);
    connect(&fitting_, &QTimer::timeout, this, &ConversationView::fit);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ConversationView::onScrolled);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { current_ = messages_.anchorOf(currentIndex().row()); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        const int row = current_ ? messages_.rowOf(*current_) : -1;
        if (row >= 0) // without going there
            selectionModel()->setCurrentIndex(messages_.index(row), QItemSelectionModel::NoUpdate);
        if (messages_.rowCount() == 0)
            setFollowing(true);
    });
    applyFont();
}

void ConversationView::applyFont()
{
    setFont(dataFont());
    const int height = QFontMetrics(dataFont()).height() + 3;
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(height);
    fitting_.start();
}

void ConversationView::fit()
{
    // Not in whole pixels: over a line, what is lost of each adds up to several characters.
    const double digit = std::max(1.0, QFontMetricsF(dataFont()).horizontalAdvance(u'0'));
    const int columns = int((viewport()->width() - ConversationDelegate::TextIndent) / digit) - 1;
    // With a page before and behind: other lines of another width move up or down.
    const int page = viewport()->height() / std::max(1, verticalHeader()->defaultSectionSize()) + 1;
    const int top = verticalScrollBar()->value();
    const int first = std::max(0, top - page);
    messages_.setColumns(columns, {first, top + 2 * page - first});
}

void ConversationView::setFollowing(bool follows)
{
    if (!follows)
        top_ = messages_.anchorOf(verticalScrollBar()->value());
    if (std::exchange(follows_, follows) != follows)
        Q_EMIT followingChanged(follows);
}

void ConversationView::goToEnd()
{
    setFollowing(true);
    const QScopedValueRollback guard(isScrolledByUs_, true);
    scrollToBottom();
}

void ConversationView::showRow(int row)
{
    if (row < 0 || row >= messages_.rowCount())
        return;
    setFollowing(false);
    const QModelIndex index = messages_.index(row);
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    setAutoScroll(true);
    // Where it is not seen yet, the scroll bar does not know how many rows there are: updateGeometries() goes there.
    const int top = std::max(0, row - viewport()->height() / std::max(1, verticalHeader()->defaultSectionSize()) / 3);
    top_ = messages_.anchorOf(top);
    const QScopedValueRollback guard(isScrolledByUs_, true);
    verticalScrollBar()->setValue(top);
}

QString ConversationView::selectedText() const
{
    QString text;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const QModelIndex index = messages_.index(row);
            text += index.data(ConversationModel::TextRole).toString();
            if (row < range.bottom() && !index.data(ConversationModel::WrapRole).toBool())
                text += u'\n';
        }
    }
    return text;
}

void ConversationView::onScrolled(int value)
{
    if (isScrolledByUs_)
        return;
    setFollowing(value >= verticalScrollBar()->maximum());
    if (messages_.isBreaking())
        fitting_.start();
}

void ConversationView::updateGeometries()
{
    // While nobody can see it, it need not know how many rows there are.
    if (!isVisible())
        return;
    const QScopedValueRollback guard(isScrolledByUs_, true);
    QTableView::updateGeometries();
    if (follows_)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else if (top_)
        verticalScrollBar()->setValue(std::max(0, messages_.rowOf(*top_)));
}

void ConversationView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    updateGeometries();
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitting_.start();
}

void ConversationView::mousePressEvent(QMouseEvent *event)
{
    // Whoever looks at a line wants it to stay.
    if (event->button() == Qt::LeftButton && indexAt(event->pos()).isValid())
        setFollowing(false);
    QTableView::mousePressEvent(event);
}

void ConversationView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid() || index != currentIndex() ||
        event->modifiers() != Qt::NoModifier || selectionModel()->selectedRows().size() > 1)
        return;
    const auto row = ConversationModel::Row(index.data(ConversationModel::RowRole).toInt());
    if (row == ConversationModel::Row::Label)
        messages_.setFolded(index.row(), !messages_.isFolded(index.row()));
    Q_EMIT rowChosen(index.row());
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (isPlain && event->key() == Qt::Key_Space && messages_.canFold(row)) {
        messages_.setFolded(row, !messages_.isFolded(row));
        return;
    }
    if (isPlain && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) && messages_.canFold(row)) {
        messages_.setFolded(row, event->key() == Qt::Key_Left);
        return;
    }
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_PageUp || event->key() == Qt::Key_Home)
        setFollowing(false);
    const QModelIndex before = currentIndex();
    QTableView::keyPressEvent(event);
    if (event->key() == Qt::Key_End && isPlain)
        goToEnd();
    if (!follows_)
        top_ = messages_.anchorOf(verticalScrollBar()->value());
    if (currentIndex() != before && currentIndex().isValid())
        Q_EMIT rowChosen(currentIndex().row());
}

void ConversationView::focusInEvent(QFocusEvent *event)
{
    // Qt makes the first row the current one, and goes there.
    if (!currentIndex().isValid() && messages_.rowCount() > 0) {
        const int row = follows_ ? messages_.rowCount() - 1 : verticalScrollBar()->value();
        setAutoScroll(false);
        selectionModel()->setCurrentIndex(messages_.index(row), QItemSelectionModel::NoUpdate);
        setAutoScroll(true);
    }
    QTableView::focusInEvent(event);
}

void ConversationView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange)
        applyFont();
}

} // namespace helio
