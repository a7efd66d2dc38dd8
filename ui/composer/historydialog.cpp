// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/historydialog.h"

#include "ui/composer/draftstore.h"
#include "ui/composer/kepttable.h"
#include "ui/look/defaultbutton.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace helio {

using namespace std::chrono_literals;

HistoryDialog::HistoryDialog(DraftStore &store, QWidget *parent)
    : QDialog(parent)
    , store_(store)
    , model_(new KeptModel(this))
    , search_(new QLineEdit)
    , table_(makeKeptTable(*model_, {KeptModel::Name}))
    , none_(new QLabel)
    , use_(new QPushButton(tr("&Use")))
    , clear_(new QPushButton)
{
    setObjectName(QStringLiteral("historyDialog"));
    setWindowTitle(tr("Published before"));
    search_->setObjectName(QStringLiteral("historySearch"));
    search_->setAccessibleName(tr("Search in what was published"));
    search_->setPlaceholderText(tr("Search in channels, types and data"));
    search_->setClearButtonEnabled(true);
    search_->installEventFilter(this);
    table_->setObjectName(QStringLiteral("historyTable"));
    table_->setAccessibleName(tr("What was published, the newest first"));
    none_->setObjectName(QStringLiteral("historyNone"));
    use_->setObjectName(QStringLiteral("historyUse"));
    clear_->setObjectName(QStringLiteral("historyClear"));
    clear_->setAutoDefault(false);
    auto *close = new QPushButton(tr("&Close"));
    close->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(clear_);
    buttons->addWidget(none_, 1);
    buttons->addWidget(use_);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(search_);
    layout->addWidget(table_, 1);
    layout->addLayout(buttons);
    makeDefault(use_);
    resize(640, 400);

    // Large ones take a moment to search.
    soon_.setSingleShot(true);
    soon_.setInterval(80ms);
    connect(&soon_, &QTimer::timeout, this, &HistoryDialog::fill);
    connect(search_, &QLineEdit::textChanged, &soon_, qOverload<>(&QTimer::start));
    connect(&store, &DraftStore::historyChanged, this, &HistoryDialog::fill);
    connect(use_, &QPushButton::clicked, this, &HistoryDialog::choose);
    connect(table_, &QAbstractItemView::doubleClicked, this, &HistoryDialog::choose);
    connect(clear_, &QPushButton::clicked, this, &HistoryDialog::clearOrUndo);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    model_->sort(KeptModel::Time, Qt::DescendingOrder);
    fill();
}

void HistoryDialog::fill()
{
    const QList<KeptItem> history = store_.history();
    model_->setItems(history, search_->text());
    const bool isEmpty = model_->rowCount() == 0;
    if (!isEmpty && !table_->currentIndex().isValid())
        table_->selectRow(0);
    none_->setText(!isEmpty            ? QString()
                   : history.isEmpty() ? tr("Nothing was published yet.")
                                       : tr("Nothing has these words."));
    use_->setEnabled(!isEmpty);
    const bool undoes = history.isEmpty() && store_.canUndoClear();
    clear_->setText(undoes ? tr("&Undo clear") : tr("C&lear history"));
    clear_->setEnabled(undoes || !history.isEmpty());
}

void HistoryDialog::choose()
{
    if (const KeptItem *item = model_->rowAt(table_->currentIndex().row())) {
        const Draft draft = item->draft;
        accept();
        Q_EMIT chosen(draft);
    }
}

void HistoryDialog::clearOrUndo()
{
    if (store_.history().isEmpty())
        store_.undoClear();
    else
        store_.clearHistory();
}

bool HistoryDialog::eventFilter(QObject *watched, QEvent *event)
{
    // From the words one searches for to what was found, without a way to the table first.
    if (watched == search_ && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
            const int row = table_->currentIndex().row() + (key->key() == Qt::Key_Up ? -1 : 1);
            if (row >= 0 && row < model_->rowCount())
                table_->selectRow(row);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace helio
