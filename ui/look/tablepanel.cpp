// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/tablepanel.h"

#include "ui/look/appearance.h"
#include "ui/look/columnmenu.h"
#include "ui/look/columns.h"
#include "ui/look/emptypane.h"
#include "ui/look/tablecolumns.h"

#include <QEvent>
#include <QHeaderView>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace helio {

TablePanel::TablePanel(QAbstractItemModel &model, const QString &name, const QList<ColumnSpec> &columns,
                       ColumnDelegate *delegate, QWidget *parent)
    : QWidget(parent)
    , view_(new QTableView)
    , columns_(nullptr)
    , empty_(new EmptyPane(name + QStringLiteral("Empty")))
    , tools_(new QToolBar)
    , pages_(new QStackedWidget)
{
    setObjectName(name + QStringLiteral("Panel"));
    view_->setObjectName(name + QStringLiteral("Table"));
    delegate->setParent(view_);
    view_->setItemDelegate(delegate);
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
    view_->setMinimumHeight(2 * rowHeight(font())); // less than Qt's own: two of them stand in a tab of a small window
    columns_ = new TableColumns(*view_);
    view_->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    view_->setSortingEnabled(true);
    columns_->setSpecs(columns);
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

void TablePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Behind what the panel's own class has added.
    QAction *columns = columns_->menu()->menuAction();
    if (view_->actions().contains(columns))
        return;
    auto *separator = new QAction(view_);
    separator->setSeparator(true);
    view_->addActions({separator, columns});
}

void TablePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::FontChange) {
        view_->verticalHeader()->setDefaultSectionSize(rowHeight(font()));
    }
}

} // namespace helio
