// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/connectdialog.h"

#include "remote/huburl.h"
#include "ui/look/appearance.h"
#include "ui/look/defaultbutton.h"
#include "ui/look/wrapped.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace helio {

ConnectDialog::ConnectDialog(const QStringList &recent, bool hasKeychain, QWidget *parent)
    : QDialog(parent)
    , hasKeychain_(hasKeychain)
    , address_(new QComboBox)
    , remove_(new QPushButton(tr("&Remove")))
    , token_(new QLineEdit)
    , note_(wrapped("connectNote"))
    , warning_(wrapped("connectWarning"))
{
    setObjectName(QStringLiteral("connectDialog"));
    setWindowTitle(tr("Connect to a hub"));
    address_->setObjectName(QStringLiteral("connectAddress"));
    address_->setAccessibleName(tr("Address of the hub"));
    address_->setEditable(true);
    address_->setInsertPolicy(QComboBox::NoInsert);
    address_->setMinimumContentsLength(36);
    address_->addItems(recent);
    address_->lineEdit()->setPlaceholderText(QStringLiteral("https://hub.example:7373"));
    address_->lineEdit()->setFont(dataFont());
    remove_->setObjectName(QStringLiteral("connectRemove"));
    remove_->setAutoDefault(false);
    remove_->setToolTip(tr("Take this hub off the list, and its token out of the keychain"));
    token_->setObjectName(QStringLiteral("connectToken"));
    token_->setAccessibleName(tr("Token of the hub"));
    token_->setEchoMode(QLineEdit::Password);
    if (hasKeychain_)
        token_->setPlaceholderText(tr("empty: the one that is kept for this hub, or none"));
    setTextTone(warning_, Tone::Waiting, palette());
    note_->setText(hasKeychain_
                       ? tr("A window on that hub opens. To steer it takes a token with \"admin\", which is kept in "
                            "the system's keychain and shown nowhere.")
                       : tr("A window on that hub opens. There is no keychain here that could hand it a token: where "
                            "one is needed, start heliograph --hub ADDRESS --token TOKEN in a terminal."));
    token_->setEnabled(hasKeychain_);

    auto *address = new QHBoxLayout;
    address->addWidget(address_, 1);
    address->addWidget(remove_);
    auto *addressLabel = new QLabel(tr("&Address"));
    addressLabel->setBuddy(address_);
    auto *form = new QFormLayout;
    form->addRow(addressLabel, address);
    form->addRow(tr("&Token"), token_);
    auto *buttons = new QDialogButtonBox;
    connect_ = buttons->addButton(tr("C&onnect"), QDialogButtonBox::AcceptRole);
    connect_->setObjectName(QStringLiteral("connectAccept"));
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole)->setObjectName(QStringLiteral("connectCancel"));
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(note_);
    layout->addWidget(warning_);
    layout->addStretch();
    layout->addWidget(buttons);
    makeDefault(connect_);
    connect(address_, &QComboBox::editTextChanged, this, &ConnectDialog::judge);
    connect(token_, &QLineEdit::textChanged, this, &ConnectDialog::judge);
    connect(remove_, &QPushButton::clicked, this, &ConnectDialog::removeCurrent);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    address_->lineEdit()->selectAll();
    judge();
    resize(560, sizeHint().height());
}

QUrl ConnectDialog::hub() const
{
    QString problem;
    return hubUrlFrom(address_->currentText(), problem);
}

QByteArray ConnectDialog::token() const
{
    return token_->text().trimmed().toUtf8();
}

void ConnectDialog::judge()
{
    const QString text = address_->currentText().trimmed();
    QString problem;
    const QUrl hub = hubUrlFrom(text, problem);
    if (problem.isEmpty() && !token().isEmpty() && isUnguarded(hub))
        warning_->setText(tr("The token goes to %1 unprotected, as by plain HTTP everything does. Better use https, "
                             "or a tunnel to that machine.")
                              .arg(hub.host()));
    else
        warning_->setText(text.isEmpty() ? QString() : problem);
    connect_->setEnabled(problem.isEmpty());
    remove_->setEnabled(address_->findText(text, Qt::MatchExactly | Qt::MatchCaseSensitive) >= 0);
}

void ConnectDialog::removeCurrent()
{
    const int at = address_->findText(address_->currentText().trimmed(), Qt::MatchExactly | Qt::MatchCaseSensitive);
    if (at < 0)
        return;
    const QString hub = address_->itemText(at);
    address_->removeItem(at);
    address_->setEditText(address_->currentIndex() >= 0 ? address_->currentText() : QString());
    judge();
    Q_EMIT removed(hub);
}

} // namespace helio
