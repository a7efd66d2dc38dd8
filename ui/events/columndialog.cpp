// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/columndialog.h"

#include "ui/look/appearance.h"
#include "ui/look/defaultbutton.h"
#include "ui/look/tone.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace helio {

ColumnDialog::ColumnDialog(QWidget *parent)
    : QDialog(parent)
    , field_(new QLineEdit)
    , note_(new QLabel)
{
    setObjectName(QStringLiteral("columnDialog"));
    setWindowTitle(tr("Add a column"));
    auto *label = new QLabel(tr("&Path in the JSON data, as in $.price or $.cpu.cores[0]"));
    label->setBuddy(field_);
    field_->setObjectName(QStringLiteral("columnPath"));
    field_->setAccessibleName(tr("Path"));
    field_->setFont(dataFont());
    field_->setText(QStringLiteral("$."));
    note_->setObjectName(QStringLiteral("columnNote"));
    note_->setWordWrap(true);
    note_->setMinimumHeight(2 * fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox;
    add_ = buttons->addButton(tr("&Add"), QDialogButtonBox::AcceptRole);
    add_->setObjectName(QStringLiteral("columnAdd"));
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole)->setObjectName(QStringLiteral("columnCancel"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(field_);
    layout->addWidget(note_);
    layout->addWidget(buttons);
    makeDefault(add_);
    resize(420, sizeHint().height());
    connect(field_, &QLineEdit::textChanged, this, &ColumnDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

JsonPath ColumnDialog::path() const
{
    return JsonPath::parse(field_->text().trimmed()).value_or(JsonPath());
}

void ColumnDialog::check()
{
    QString mistake;
    const auto path = JsonPath::parse(field_->text().trimmed(), &mistake);
    add_->setEnabled(path && !path->steps().isEmpty());
    // Nobody has made a mistake who has only begun.
    const bool hasBegun = field_->text().trimmed().size() > 2;
    setTextTone(note_, hasBegun && !path ? Tone::Failed : Tone::None, palette());
    note_->setText(path || !hasBegun ? QString() : mistake);
}

} // namespace helio
