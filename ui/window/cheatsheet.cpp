// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/cheatsheet.h"

#include "ui/look/actions.h"
#include "ui/look/appearance.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace helio {

CheatSheet::CheatSheet(const Actions &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("cheatSheet"));
    setWindowTitle(tr("Keys"));
    auto *tree = new QTreeWidget;
    tree->setObjectName(QStringLiteral("cheatSheetList"));
    tree->setAccessibleName(tr("Actions and their keys"));
    tree->setHeaderLabels({tr("Action"), tr("Key"), tr("What it does")});
    tree->setFrameShape(QFrame::NoFrame);
    tree->setRootIsDecorated(false);
    tree->setIndentation(12);
    const auto plain = [](QString text) { return text.remove(QRegularExpression(QStringLiteral("\\(&.\\)|&"))); };
    const auto all = actions.all();
    QTreeWidgetItem *group = nullptr;
    MenuId groupMenu{};
    for (const auto &[menu, action] : all) {
        if (!group || menu != groupMenu) {
            group = new QTreeWidgetItem(tree, {plain(Actions::menuTitle(menu))});
            QFont strong = tree->font();
            strong.setBold(true);
            group->setFont(0, strong);
            group->setFirstColumnSpanned(true);
            group->setFlags(Qt::ItemIsEnabled);
            groupMenu = menu;
        }
        new QTreeWidgetItem(group, {plain(action->iconText()), action->shortcut().toString(QKeySequence::NativeText),
                                    action->statusTip()});
    }
    tree->expandAll();
    tree->setItemsExpandable(false);
    for (const int column : {0, 1}) {
        tree->resizeColumnToContents(column);
        tree->setColumnWidth(column, tree->columnWidth(column) + 16);
    }
    // After the columns were measured: a size hint would be taken for the width of the text.
    for (QTreeWidgetItemIterator item(tree); *item; ++item)
        (*item)->setSizeHint(0, {0, rowHeight(tree->font())});

    auto *buttons = new QDialogButtonBox;
    QPushButton *close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setObjectName(QStringLiteral("cheatSheetClose"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
    resize(QSize(820, 620).boundedTo(screen()->availableSize() - QSize(40, 60)));
}

} // namespace helio
