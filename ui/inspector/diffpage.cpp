// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/diffpage.h"

#include "ui/look/appearance.h"
#include "ui/look/format.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace helio {

namespace {

/// Colors beside the signs.
class DiffDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        QColor color = accentColor(option->palette);
        switch (EventDiff::Sign(index.data(DiffModel::SignRole).toInt())) {
        case EventDiff::Sign::Added:
            color = toneColor(Tone::Open, option->palette);
            break;
        case EventDiff::Sign::Removed:
            color = toneColor(Tone::Failed, option->palette);
            break;
        case EventDiff::Sign::Changed:
            break;
        }
        if (index.column() == DiffModel::Place)
            option->palette.setColor(QPalette::Text, color);
        else
            option->textElideMode = Qt::ElideMiddle; // the new value stands at the end
    }
};

} // namespace

DiffPage::DiffPage(QWidget *parent)
    : QWidget(parent)
    , model_(new DiffModel(this))
    , table_(new QTableView)
    , summary_(new QLabel)
{
    table_->setObjectName(QStringLiteral("inspectorDiff"));
    table_->setModel(model_);
    table_->setItemDelegate(new DiffDelegate(table_));
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->setAlternatingRowColors(true);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    summary_->setObjectName(QStringLiteral("inspectorDiffText"));
    summary_->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(summary_);
    layout->addWidget(table_, 1);
    // Where there is nothing to compare, the text stands alone at the top.
    layout->addStretch();
    applyFont();
    retranslate();
}

void DiffPage::compare(const EventRing &ring, quint64 sequence, const QByteArray &after)
{
    const Predecessor predecessor = Predecessor::of(ring, sequence);
    found_ = predecessor.found;
    if (predecessor.found == Predecessor::Found::Yes) {
        const EventView other = ring.at(predecessor.sequence);
        before_ = other.receivedAt;
        // Not copied: the comparison is over before the ring goes on.
        model_->setDiff(EventDiff::of(QByteArray::fromRawData(other.data.data(), other.data.size()), after));
        table_->resizeColumnToContents(DiffModel::Place);
        table_->setColumnWidth(DiffModel::Place, std::min(table_->columnWidth(DiffModel::Place),
                                                          std::max(80, table_->viewport()->width() / 2)));
    } else {
        model_->setDiff({});
    }
    showSummary();
}

void DiffPage::clear()
{
    found_.reset();
    model_->setDiff({});
    showSummary();
}

void DiffPage::showSummary()
{
    table_->setVisible(!model_->diff().changes.isEmpty());
    if (!found_) {
        summary_->clear();
        return;
    }
    switch (*found_) {
    case Predecessor::Found::Yes:
        summary_->setText(tr("Since the one before, at %1: %2.").arg(format::timeOfDay(before_), model_->summary()));
        return;
    case Predecessor::Found::No:
        summary_->setText(tr("There is no event before it of the same source, channel and type."));
        return;
    case Predecessor::Found::TooFar:
        summary_->setText(tr("None of the %1 events before it is of the same source, channel and type.")
                              .arg(format::count(Predecessor::MaximumSteps)));
        return;
    case Predecessor::Found::NotHeld:
        summary_->setText(tr("The events of that time are not held any more."));
        return;
    }
}

void DiffPage::applyFont()
{
    table_->setFont(dataFont());
    table_->horizontalHeader()->setFont(font());
    table_->verticalHeader()->setMinimumSectionSize(1);
    table_->verticalHeader()->setDefaultSectionSize(rowHeight(dataFont()));
}

void DiffPage::retranslate()
{
    table_->setAccessibleName(tr("Differences from the event before"));
    summary_->setAccessibleName(tr("What the differences are from"));
    model_->retranslate();
    showSummary();
}

void DiffPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        applyFont();
}

} // namespace helio
