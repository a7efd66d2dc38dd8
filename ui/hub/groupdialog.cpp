// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/groupdialog.h"

#include "ui/hub/clientsdelegate.h"
#include "ui/hub/groupreport.h"
#include "ui/look/appearance.h"
#include "ui/look/tablecolumns.h"
#include "ui/look/wrapped.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace helio {

namespace {

QList<ColumnSpec> groupColumns()
{
    return {
        {.id = QStringLiteral("hub"), .characters = 20, .elide = Qt::ElideMiddle, .stretches = true},
        {.id = QStringLiteral("state"), .characters = 10, .isWhole = true},
        {.id = QStringLiteral("clients"), .isWhole = true},
        {.id = QStringLiteral("channels"), .isWhole = true},
        {.id = QStringLiteral("lag"), .isWhole = true},
        {.id = QStringLiteral("version"), .characters = 8},
        {.id = QStringLiteral("since"), .characters = 8, .isWhole = true},
        {.id = QStringLiteral("id"), .characters = 7},
    };
}

} // namespace

GroupDialog::GroupDialog(const HubState &hub, QWidget *parent)
    : QDialog(parent)
    , hub_(hub)
    , state_(wrapped("groupState"))
    , more_(wrapped("groupMore"))
{
    setObjectName(QStringLiteral("groupDialog"));
    setWindowTitle(tr("Group of hubs"));
    for (QLabel *label : {state_, more_})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont strong = font();
    strong.setBold(true);
    state_->setFont(strong);
    auto *buttons = new QDialogButtonBox;
    auto *close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setObjectName(QStringLiteral("closeGroup"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(state_);
    layout->addWidget(makeTable(), 1);
    layout->addWidget(more_);
    layout->addWidget(buttons);
    connect(&hub_, &HubState::changed, this, &GroupDialog::showState);
    connect(&hub_.control(), &HubControl::stateChanged, this, &GroupDialog::showState);
    showState();
    resize(860, 360);
}

QTableView *GroupDialog::makeTable()
{
    auto *table = new QTableView;
    table->setObjectName(QStringLiteral("groupTable"));
    table->setAccessibleName(tr("The hubs of the group"));
    auto *delegate = new ClientsDelegate(GroupTableModel::State, GroupTableModel::ToneRole, -1);
    delegate->setParent(table);
    table->setItemDelegate(delegate);
    table->setModel(&rows_);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight(font()));
    auto *columns = new TableColumns(*table);
    table->horizontalHeader()->setSortIndicator(GroupTableModel::Name, Qt::AscendingOrder);
    table->setSortingEnabled(true);
    columns->setSpecs(groupColumns());
    return table;
}

void GroupDialog::showState()
{
    const auto report = GroupReport::of(hub_);
    rows_.assign(report ? GroupTableModel::rowsOf(hub_) : QList<GroupRow>());
    if (report) {
        state_->setText(QStringLiteral("%1 %2").arg(toneShape(report->tone), report->sentence));
        setTextTone(state_, report->tone, palette());
        more_->setText(report->more.join(u'\n'));
    } else {
        state_->setText(hub_.isServing() ? tr("This hub is in no group.") : tr("The hub does not serve now."));
        setTextTone(state_, Tone::Idle, palette());
        more_->clear();
    }
    more_->setVisible(report.has_value());
}

} // namespace helio
