// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemstable.h"

#include "ui/doctor/problemsdelegate.h"
#include "ui/doctor/problemsmodel.h"
#include "ui/look/emptypane.h"
#include "ui/look/tablecolumns.h"

#include <QPushButton>
#include <QToolBar>

namespace helio {

namespace {

QList<ColumnSpec> specs()
{
    return {
        {.id = QStringLiteral("severity"), .characters = 11, .isWhole = true},
        {.id = QStringLiteral("subject"), .characters = 22, .elide = Qt::ElideMiddle},
        {.id = QStringLiteral("code"), .characters = 14},
        {.id = QStringLiteral("words"), .characters = 24, .stretches = true},
        {.id = QStringLiteral("remedy"), .characters = 24},
        {.id = QStringLiteral("since"), .characters = 9, .isWhole = true},
        {.id = QStringLiteral("last"), .characters = 9, .isWhole = true, .isShown = false},
    };
}

} // namespace

ProblemsTable::ProblemsTable(ProblemsModel &problems, QWidget *parent)
    : TablePanel(problems, QStringLiteral("problems"), specs(), new ProblemsDelegate, parent)
    , problems_(problems)
    , showAll_(empty().addButton(QStringLiteral("problemsShowAll")))
    , openStream_(empty().addButton(QStringLiteral("problemsOpenStream")))
{
    view().setSelectionMode(QAbstractItemView::SingleSelection);
    columns().setFirstSort(ProblemsModel::SeverityColumn, Qt::AscendingOrder);
    connect(view().selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &, const QModelIndex &before) { noteCurrent(before); });
    // The view makes a neighbour current where the current one goes. What is done next would be done to that.
    connect(&problems_, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (!leftKey_.isEmpty() && problems_.rowOf(leftKey_) < 0)
            view().selectionModel()->clear();
    });
    connect(&problems_, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                const int row = view().currentIndex().row();
                if (row >= first.row() && row <= last.row())
                    Q_EMIT currentChanged();
            });
    connect(&view(), &QAbstractItemView::activated, this, &ProblemsTable::activated);
    connect(showAll_, &QPushButton::clicked, this, &ProblemsTable::showAllRequested);
    connect(openStream_, &QPushButton::clicked, this, &ProblemsTable::openStreamRequested);
    for (const auto signal :
         {&ProblemsModel::filterChanged, &ProblemsModel::selectionChanged, &ProblemsModel::rowsUpdated})
        connect(&problems_, signal, this, &ProblemsTable::teach);
    retranslate();
}

void ProblemsTable::noteCurrent(const QModelIndex &before)
{
    const Problem *left = problems_.rowAt(before.row());
    leftKey_ = left ? problems_.keyOf(*left) : QByteArray();
    QMetaObject::invokeMethod(
        this, [this] { leftKey_.clear(); }, Qt::QueuedConnection);
    Q_EMIT currentChanged();
}

std::optional<Problem> ProblemsTable::current()
{
    const Problem *problem = problems_.rowAt(view().currentIndex().row());
    return problem ? std::optional(*problem) : std::nullopt;
}

bool ProblemsTable::setCurrent(const Problem &problem)
{
    const int row = problems_.rowOf(problems_.keyOf(problem));
    if (row < 0)
        return false;
    view().selectRow(row);
    view().scrollTo(view().currentIndex());
    return true;
}

void ProblemsTable::addProblemActions(const QList<QAction *> &actions)
{
    tools().addActions(actions);
    view().addActions(actions);
}

void ProblemsTable::teach()
{
    const bool isHidden = problems_.unfilteredCount() > 0 && problems_.rowCount() == 0;
    if (isHidden && !problems_.filter().isEmpty())
        empty().setTexts(tr("No problem passes the filter"), tr("Filter: %1").arg(problems_.filter().text()));
    else if (isHidden)
        empty().setTexts(tr("No problem of %1").arg(problems_.selectionTitle()),
                         tr("There are others; this is what was chosen in the navigator."));
    else
        empty().setTexts(tr("No problem found"),
                         tr("Every stream that is open here is watched, and so is the hub. What is wrong with one is "
                            "listed here, with what to do about it: events that are held back, an answer that was cut "
                            "off, a content type that browsers refuse, ids that come twice."));
    showAll_->setVisible(isHidden);
    openStream_->setVisible(!isHidden);
}

void ProblemsTable::retranslate()
{
    view().setAccessibleName(tr("Problems"));
    tools().setAccessibleName(tr("What can be done about a problem"));
    showAll_->setText(tr("Show all problems"));
    openStream_->setText(tr("Open a stream…"));
    teach();
}

} // namespace helio
