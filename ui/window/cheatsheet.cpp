// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/cheatsheet.h"

#include "ui/window/actions.h"
#include "ui/window/appearance.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QRegularExpression>
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
        new QTreeWidgetItem(
            group, {plain(action->text()), action->shortcut().toString(QKeySequence::NativeText), action->statusTip()});
    }
    for (QTreeWidgetItemIterator item(tree); *item; ++item)
        (*item)->setSizeHint(0, {0, rowHeight(tree->font())});
    tree->expandAll();
    tree->setItemsExpandable(false);
    tree->resizeColumnToContents(0);
    tree->resizeColumnToContents(1);
    tree->setColumnWidth(1, tree->columnWidth(1) + 16);

    auto *buttons = new QDialogButtonBox;
    QPushButton *close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setObjectName(QStringLiteral("cheatSheetClose"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
    resize(820, 620);
}

} // namespace helio
