// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/keepawaydialog.h"

#include "ui/hub/banreach.h"
#include "ui/look/defaultbutton.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace helio {

using namespace std::chrono_literals;

KeepAwayDialog::KeepAwayDialog(qsizetype clients, const BanReach &reach, QWidget *parent)
    : QDialog(parent)
    , count_(new QSpinBox)
    , unit_(new QComboBox)
{
    setObjectName(QStringLiteral("keepAwayDialog"));
    setWindowTitle(tr("Keep away"));
    auto *question = new QLabel(tr("Disconnect %Ln client(s) and keep them away for:", nullptr, int(clients)));
    auto *note = new QLabel(reach.text());
    note->setObjectName(QStringLiteral("keepAwayReach"));
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    count_->setObjectName(QStringLiteral("keepAwayCount"));
    count_->setAccessibleName(tr("How long"));
    count_->setRange(1, 365);
    count_->setValue(30);
    question->setBuddy(count_);
    unit_->setObjectName(QStringLiteral("keepAwayUnit"));
    unit_->setAccessibleName(tr("Unit of time"));
    unit_->addItem(tr("seconds"), 1);
    unit_->addItem(tr("minutes"), 60);
    unit_->addItem(tr("hours"), 3600);
    unit_->addItem(tr("days"), 86'400);
    unit_->setCurrentIndex(1);
    auto *line = new QHBoxLayout;
    line->addWidget(count_);
    line->addWidget(unit_);
    line->addStretch();
    auto *buttons = new QDialogButtonBox;
    auto *keep = buttons->addButton(tr("&Keep away"), QDialogButtonBox::AcceptRole);
    keep->setObjectName(QStringLiteral("keepAwayAccept"));
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole)->setObjectName(QStringLiteral("keepAwayCancel"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(question);
    layout->addLayout(line);
    layout->addWidget(note);
    layout->addWidget(buttons);
    makeDefault(keep);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

std::chrono::seconds KeepAwayDialog::time() const
{
    return std::chrono::seconds(qint64(count_->value()) * unit_->currentData().toInt());
}

} // namespace helio
