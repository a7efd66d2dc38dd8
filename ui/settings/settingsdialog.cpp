// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsdialog.h"

#include "ui/look/defaultbutton.h"
#include "ui/settings/hubsettingspage.h"
#include "ui/settings/windowsettingspage.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace helio {

SettingsDialog::SettingsDialog(const Parts &parts, QWidget *parent)
    : QDialog(parent)
    , hub_(new HubSettingsPage(parts.hub, parts.agreesToRestart))
    , window_(new WindowSettingsPage(parts.choices, parts.options))
    , pages_(new QTabWidget)
{
    setObjectName(QStringLiteral("settingsDialog"));
    pages_->setObjectName(QStringLiteral("settingsPages"));
    pages_->addTab(hub_, QString());
    pages_->addTab(window_, QString());
    auto *buttons = new QDialogButtonBox;
    ok_ = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    apply_ = buttons->addButton(QString(), QDialogButtonBox::ApplyRole);
    cancel_ = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    ok_->setObjectName(QStringLiteral("settingsOk"));
    apply_->setObjectName(QStringLiteral("settingsApply"));
    cancel_->setObjectName(QStringLiteral("settingsCancel"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(pages_);
    layout->addWidget(buttons);
    makeDefault(ok_);
    connect(ok_, &QPushButton::clicked, this, &SettingsDialog::accept);
    connect(cancel_, &QPushButton::clicked, this, &SettingsDialog::reject);
    connect(apply_, &QPushButton::clicked, this, &SettingsDialog::apply);
    connect(hub_, &HubSettingsPage::edited, this, &SettingsDialog::refresh);
    connect(window_, &WindowSettingsPage::edited, this, &SettingsDialog::refresh);
    retranslate();
    refresh();
    resize(640, 560); // so that it fits a small screen
}

bool SettingsDialog::apply()
{
    if (!hub_->apply()) {
        pages_->setCurrentWidget(hub_);
        return false;
    }
    if (window_->isChanged()) {
        const WindowChoices choices = window_->choices();
        Q_EMIT windowChosen(choices);
        window_->setApplied(choices);
    }
    refresh();
    return true;
}

void SettingsDialog::accept()
{
    if (apply())
        QDialog::accept();
}

void SettingsDialog::refresh()
{
    const bool isValid = hub_->isValid();
    ok_->setEnabled(isValid);
    apply_->setEnabled(isValid && (hub_->isChanged() || window_->isChanged()));
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    pages_->setTabText(0, tr("&Hub"));
    pages_->setTabText(1, tr("&Window"));
    pages_->setAccessibleName(tr("Pages of the settings"));
    ok_->setText(tr("&OK"));
    apply_->setText(tr("A&pply"));
    cancel_->setText(tr("Ca&ncel"));
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
