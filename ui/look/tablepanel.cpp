// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/tablepanel.h"

#include "ui/look/appearance.h"
#include "ui/look/columns.h"
#include "ui/look/emptypane.h"

#include <QEvent>
#include <QHeaderView>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace helio {

namespace {

constexpr int TitleMargin = 20; ///< around a column's title, with the space behind those on the right

} // namespace

TablePanel::TablePanel(QAbstractItemModel &model, const QString &name, QWidget *parent)
    : QWidget(parent)
    , view_(new QTableView)
    , empty_(new EmptyPane(name + QStringLiteral("Empty")))
    , tools_(new QToolBar)
    , pages_(new QStackedWidget)
{
    setObjectName(name + QStringLiteral("Panel"));
    view_->setObjectName(name + QStringLiteral("Table"));
    view_->setHorizontalHeader(new ColumnHeader);
    view_->setItemDelegate(new ColumnDelegate(view_));
    view_->setModel(&model);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->setTabKeyNavigation(false);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setContextMenuPolicy(Qt::ActionsContextMenu);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view_->verticalHeader()->setDefaultSectionSize(rowHeight(font()));
    view_->horizontalHeader()->setStretchLastSection(true);
    view_->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    view_->setSortingEnabled(true);
    tools_->setObjectName(name + QStringLiteral("Tools"));
    tools_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    tools_->setIconSize({14, 14});

    auto *tablePage = new QWidget;
    auto *tableLayout = new QVBoxLayout(tablePage);
    tableLayout->setContentsMargins({});
    tableLayout->setSpacing(0);
    tableLayout->addWidget(tools_);
    tableLayout->addWidget(view_, 1);
    pages_->addWidget(empty_);
    pages_->addWidget(tablePage);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(pages_);

    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, &TablePanel::showWhatThereIs);
    showWhatThereIs();
}

void TablePanel::showWhatThereIs()
{
    pages_->setCurrentIndex(view_->model()->rowCount() == 0 ? 0 : 1);
}

QList<int> TablePanel::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList selected = view_->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void TablePanel::setColumnWidths(const QList<int> &characters)
{
    const int width = QFontMetrics(font()).averageCharWidth();
    QHeaderView *header = view_->horizontalHeader();
    for (int column = 0; column < characters.size(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        view_->setColumnWidth(column, characters[column] * width + 16);
    }
    widenToTitles();
}

/// Some language's are longer than what stands below them.
void TablePanel::widenToTitles()
{
    QHeaderView *header = view_->horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        const QString title = view_->model()->headerData(column, Qt::Horizontal).toString();
        const int wanted = header->fontMetrics().horizontalAdvance(title) + TitleMargin;
        if (!header->isSectionHidden(column) && header->sectionSize(column) < wanted)
            header->resizeSection(column, wanted);
    }
}

void TablePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        widenToTitles();
    } else if (event->type() == QEvent::FontChange) {
        view_->verticalHeader()->setDefaultSectionSize(rowHeight(font()));
    }
}

} // namespace helio
