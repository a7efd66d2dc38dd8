// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/bansdialog.h"

#include "ui/hub/clientremoval.h"
#include "ui/look/appearance.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace helio {

using namespace std::chrono_literals;

BansDialog::BansDialog(HubControl &hub, ClientRemoval &removal, QWidget *parent)
    : QDialog(parent)
    , hub_(hub)
    , state_(new QLabel)
    , table_(new QTableView)
{
    setObjectName(QStringLiteral("bansDialog"));
    setWindowTitle(tr("Who is kept away"));
    resize(560, 360);
    state_->setObjectName(QStringLiteral("bansState"));
    state_->setWordWrap(true);
    table_->setObjectName(QStringLiteral("bansTable"));
    table_->setAccessibleName(tr("Who is kept away"));
    table_->setModel(&bans_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(rowHeight(font()));
    table_->horizontalHeader()->setSectionResizeMode(BanTableModel::Who, QHeaderView::Stretch);
    table_->setSortingEnabled(true);
    table_->sortByColumn(BanTableModel::Until, Qt::AscendingOrder);

    auto *buttons = new QDialogButtonBox;
    letCome_ = buttons->addButton(tr("&Let come again"), QDialogButtonBox::ActionRole);
    letCome_->setObjectName(QStringLiteral("letComeAgain"));
    letCome_->setToolTip(tr("End this for the selected ones, at once"));
    auto *close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setObjectName(QStringLiteral("closeBans"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(state_);
    layout->addWidget(table_, 1);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(letCome_, &QPushButton::clicked, &removal, [this, to = &removal] { to->letCome(selectedKeys()); });
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BansDialog::showState);
    connect(&hub_, &HubControl::bansArrived, this, &BansDialog::onBans);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&bans_, signal, this, &BansDialog::showState);
    // Others keep away, too, and bans end by themselves.
    connect(&clock_, &QTimer::timeout, &hub_, [hub = &hub_] { hub->requestBans(); });
    clock_.start(2s);
    hub_.requestBans();
    showState();
}

QStringList BansDialog::selectedKeys() const
{
    QStringList keys;
    const QModelIndexList selected = table_->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        keys.append(bans_.keyAt(index.row()));
    return keys;
}

void BansDialog::onBans(const QList<BanInfo> &bans)
{
    bans_.assign(bans);
    bans_.refresh();
}

void BansDialog::showState()
{
    state_->setText(bans_.rowCount() == 0
                        ? tr("Nobody is kept away.")
                        : tr("An EventSource that is kept away does not come back by itself, even when this has ended: "
                             "its page has to be loaded again."));
    letCome_->setEnabled(table_->selectionModel()->hasSelection());
}

} // namespace helio
