// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertsdialog.h"

#include "event/pluralform.h"
#include "ui/alerts/alertruledialog.h"
#include "ui/alerts/alerts.h"
#include "ui/alerts/alerttablemodel.h"
#include "ui/look/appearance.h"
#include "ui/look/columns.h"
#include "ui/look/format.h"
#include "ui/look/tablecolumns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

namespace helio {

AlertsDialog::AlertsDialog(Alerts &alerts, std::function<QStringList()> streams, bool keepsSecrets, QWidget *parent)
    : QDialog(parent)
    , alerts_(alerts)
    , streams_(std::move(streams))
    , keepsSecrets_(keepsSecrets)
    , model_(new AlertTableModel(alerts, this))
    , table_(new QTableView)
    , text_(new QLabel)
    , edit_(new QPushButton(tr("&Edit…")))
    , try_(new QPushButton(tr("&Try it")))
    , remove_(new QPushButton(tr("&Remove")))
    , undo_(new QPushButton(tr("&Undo remove")))
{
    setObjectName(QStringLiteral("alertsDialog"));
    setWindowTitle(tr("Alerts"));
    resize(820, 420);
    table_->setObjectName(QStringLiteral("alertsTable"));
    table_->setAccessibleName(tr("Alerts"));
    table_->setModel(model_);
    table_->setItemDelegate(new ColumnDelegate(table_));
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(rowHeight(font()));
    auto *columns = new TableColumns(*table_);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setSortIndicator(AlertTableModel::Name, Qt::AscendingOrder);
    table_->setSortingEnabled(true);
    // In the order of AlertTableModel::Column.
    columns->setSpecs({{.id = QStringLiteral("name"), .characters = 18},
                       {.id = QStringLiteral("condition"), .characters = 24, .stretches = true},
                       {.id = QStringLiteral("actions"), .characters = 18},
                       {.id = QStringLiteral("last"), .characters = 14}});
    text_->setObjectName(QStringLiteral("alertsText"));
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setWordWrap(true);

    auto *add = new QPushButton(tr("&Add…"));
    auto *close = new QPushButton(tr("&Close"));
    add->setObjectName(QStringLiteral("alertAdd"));
    edit_->setObjectName(QStringLiteral("alertEdit"));
    try_->setObjectName(QStringLiteral("alertTry"));
    try_->setToolTip(tr("Do now what the alert does, and say what came of it"));
    remove_->setObjectName(QStringLiteral("alertRemove"));
    undo_->setObjectName(QStringLiteral("alertUndo"));
    close->setObjectName(QStringLiteral("alertsClose"));
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {add, edit_, try_, remove_, undo_})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table_, 1);
    layout->addWidget(text_);
    layout->addLayout(buttons);
    for (QPushButton *button : {add, edit_, try_, remove_, undo_, close})
        button->setAutoDefault(false);

    connect(add, &QPushButton::clicked, this, &AlertsDialog::add);
    connect(edit_, &QPushButton::clicked, this, &AlertsDialog::edit);
    connect(table_, &QAbstractItemView::doubleClicked, this, &AlertsDialog::edit);
    connect(try_, &QPushButton::clicked, this, &AlertsDialog::tryOut);
    connect(remove_, &QPushButton::clicked, this, &AlertsDialog::remove);
    connect(undo_, &QPushButton::clicked, this, &AlertsDialog::undo);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, &AlertsDialog::showState);
    connect(&alerts.rules(), &AlertRules::changed, this, &AlertsDialog::showState);
    for (const auto signal : {&Alerts::alerted, &Alerts::finished})
        connect(&alerts, signal, this, &AlertsDialog::showState);
    auto *removeKey = new QShortcut(QKeySequence::Delete, table_);
    removeKey->setContext(Qt::WidgetShortcut);
    connect(removeKey, &QShortcut::activated, this, &AlertsDialog::remove);
    auto *undoKey = new QShortcut(QKeySequence::Undo, table_);
    undoKey->setContext(Qt::WidgetShortcut);
    connect(undoKey, &QShortcut::activated, this, &AlertsDialog::undo);
    if (model_->rowCount() > 0)
        table_->selectRow(0);
    showState();
}

QByteArray AlertsDialog::current() const
{
    return model_->keyAt(table_->currentIndex().row());
}

void AlertsDialog::select(const QByteArray &key)
{
    if (const int row = model_->rowOf(key); row >= 0)
        table_->selectRow(row);
}

void AlertsDialog::add()
{
    if (alerts_.rules().all().size() >= AlertRules::MostRules) {
        text_->setText(tr("There are %1 alerts, as many as there may be.").arg(AlertRules::MostRules));
        return;
    }
    AlertRuleDialog dialog(AlertRule(), streams_(), keepsSecrets_, this);
    if (dialog.exec() == QDialog::Accepted)
        select(alerts_.rules().add(dialog.rule()));
}

void AlertsDialog::edit()
{
    const QByteArray key = current();
    const AlertRules::Entry *entry = alerts_.rules().find(key);
    if (!entry)
        return;
    AlertRuleDialog dialog(entry->rule, streams_(), keepsSecrets_, this);
    if (dialog.exec() == QDialog::Accepted)
        alerts_.rules().replace(key, dialog.rule());
}

void AlertsDialog::tryOut()
{
    alerts_.tryOut(current());
}

void AlertsDialog::remove()
{
    alerts_.rules().remove(current());
}

void AlertsDialog::undo()
{
    select(alerts_.rules().undoRemove());
    table_->setFocus();
}

void AlertsDialog::showState()
{
    const QByteArray key = current();
    const AlertRules::Entry *entry = alerts_.rules().find(key);
    for (QPushButton *button : {edit_, try_, remove_})
        button->setEnabled(entry != nullptr);
    undo_->setEnabled(alerts_.rules().canUndoRemove());
    if (!entry) {
        text_->setText(model_->rowCount() > 0
                           ? QString()
                           : tr("An alert says by itself when a stream is silent, too fast or too slow, when an event "
                                "comes, or when something is wrong. Add one."));
        setTextTone(text_, Tone::None, palette());
        return;
    }
    QStringList lines;
    const Alerts::Last last = alerts_.last(key);
    if (last.at != 0) {
        lines.append(QStringLiteral("%1  %2").arg(format::moment(last.at), last.words));
        lines += last.outcomes;
    }
    if (const quint64 passed = alerts_.passedOver(key))
        lines.append(tr("%Ln event(s) were not looked at: its regular expression is too slow for so many.", nullptr,
                        pluralCount(passed)));
    if (!entry->secretsProblem.isEmpty() && !last.isBad)
        lines.append(entry->secretsProblem);
    text_->setText(lines.join(u'\n'));
    setTextTone(text_, last.isBad ? Tone::Failed : Tone::None, palette());
}

} // namespace helio
