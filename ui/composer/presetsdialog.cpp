// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/presetsdialog.h"

#include "ui/composer/draftstore.h"
#include "ui/composer/kepttable.h"
#include "ui/look/appearance.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

namespace helio {

PresetsDialog::PresetsDialog(DraftStore &store, const Draft &present, QWidget *parent)
    : QDialog(parent)
    , store_(store)
    , present_(present)
    , model_(new KeptModel(this))
    , name_(new QLineEdit)
    , save_(new QPushButton(tr("&Save")))
    , table_(makeKeptTable(*model_, {KeptModel::Time}))
    , text_(new QLabel)
    , use_(new QPushButton(tr("&Use")))
    , rename_(new QPushButton(tr("&Rename")))
    , delete_(new QPushButton(tr("&Delete")))
    , undo_(new QPushButton(tr("U&ndo")))
{
    setObjectName(QStringLiteral("presetsDialog"));
    setWindowTitle(tr("Presets"));
    auto *label = new QLabel(tr("Save what the composer holds &as"));
    label->setBuddy(name_);
    name_->setObjectName(QStringLiteral("presetName"));
    name_->setPlaceholderText(tr("name"));
    save_->setObjectName(QStringLiteral("presetSave"));
    table_->setObjectName(QStringLiteral("presetTable"));
    table_->setAccessibleName(tr("Your presets"));
    table_->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    text_->setObjectName(QStringLiteral("presetText"));
    text_->setTextFormat(Qt::PlainText);
    text_->setWordWrap(true);
    use_->setObjectName(QStringLiteral("presetUse"));
    rename_->setObjectName(QStringLiteral("presetRename"));
    delete_->setObjectName(QStringLiteral("presetDelete"));
    undo_->setObjectName(QStringLiteral("presetUndo"));
    auto *close = new QPushButton(tr("&Close"));
    auto *head = new QHBoxLayout;
    head->addWidget(label);
    head->addWidget(name_, 1);
    head->addWidget(save_);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {use_, rename_, delete_, undo_})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(head);
    layout->addWidget(table_, 1);
    layout->addWidget(text_);
    layout->addLayout(buttons);
    for (QPushButton *button : {save_, use_, rename_, delete_, undo_, close})
        button->setAutoDefault(false); // Enter belongs to the name, and to the name that is changed
    resize(640, 400);

    model_->setRename([this](const QByteArray &key, const QString &name) { return store_.renamePreset(key, name); });
    model_->sort(KeptModel::Name);
    connect(model_, &KeptModel::renameRefused, this, [this](const QString &problem) { report(problem, true); });
    connect(&store, &DraftStore::presetsChanged, this, &PresetsDialog::fill);
    connect(name_, &QLineEdit::textChanged, this, &PresetsDialog::fill);
    connect(name_, &QLineEdit::returnPressed, this, &PresetsDialog::save);
    connect(save_, &QPushButton::clicked, this, &PresetsDialog::save);
    connect(use_, &QPushButton::clicked, this, &PresetsDialog::use);
    connect(table_, &QAbstractItemView::doubleClicked, this, &PresetsDialog::use);
    connect(rename_, &QPushButton::clicked, this,
            [this] { table_->edit(table_->currentIndex().siblingAtColumn(KeptModel::Name)); });
    connect(delete_, &QPushButton::clicked, this, &PresetsDialog::remove);
    connect(undo_, &QPushButton::clicked, this, &PresetsDialog::undo);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, &PresetsDialog::fill);
    auto *deleteKey = new QShortcut(QKeySequence::Delete, table_);
    deleteKey->setContext(Qt::WidgetShortcut);
    connect(deleteKey, &QShortcut::activated, this, &PresetsDialog::remove);
    auto *undoKey = new QShortcut(QKeySequence::Undo, table_);
    undoKey->setContext(Qt::WidgetShortcut);
    connect(undoKey, &QShortcut::activated, this, &PresetsDialog::undo);
    fill();
}

void PresetsDialog::fill()
{
    model_->setItems(store_.presets());
    save_->setEnabled(!name_->text().trimmed().isEmpty());
    const bool hasCurrent = table_->currentIndex().isValid();
    for (QPushButton *button : {use_, rename_, delete_})
        button->setEnabled(hasCurrent);
    undo_->setEnabled(store_.canUndoPreset());
}

void PresetsDialog::save()
{
    const QString name = name_->text().trimmed();
    if (name.isEmpty())
        return;
    const bool replaces = store_.presetNamed(name);
    const QString problem = store_.savePreset(name, present_);
    if (!problem.isEmpty()) {
        report(problem, true);
        return;
    }
    report(replaces ? tr("“%1” was replaced; Undo brings the former back.").arg(name) : tr("“%1” is saved.").arg(name),
           false);
    name_->clear();
    if (const KeptItem *saved = store_.presetNamed(name))
        table_->selectRow(model_->rowOf(saved->key));
}

void PresetsDialog::use()
{
    if (const KeptItem *item = model_->rowAt(table_->currentIndex().row())) {
        const Draft draft = item->draft;
        accept();
        Q_EMIT chosen(draft);
    }
}

void PresetsDialog::remove()
{
    const KeptItem *item = model_->rowAt(table_->currentIndex().row());
    if (!item)
        return;
    report(tr("“%1” was deleted; Undo brings it back.").arg(item->name), false);
    store_.removePreset(QByteArray(item->key));
}

void PresetsDialog::undo()
{
    store_.undoPreset();
    report({}, false);
}

void PresetsDialog::report(const QString &text, bool isBad)
{
    text_->setText(text);
    setTextTone(text_, isBad ? Tone::Failed : Tone::None, palette());
}

} // namespace helio
