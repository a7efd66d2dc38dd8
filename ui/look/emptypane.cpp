// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/emptypane.h"

#include "ui/look/appearance.h"
#include "ui/look/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace helio {

EmptyPane::EmptyPane(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , title_(new QLabel)
    , explanation_(new QLabel)
    , commandRow_(new QWidget)
    , command_(new QLineEdit)
    , copy_(new QPushButton)
    , buttons_(new QHBoxLayout)
{
    setObjectName(objectName);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.25);
    strong.setBold(true);
    title_->setFont(strong);
    for (QLabel *label : {title_, explanation_}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    command_->setObjectName(objectName + QStringLiteral("Command"));
    command_->setReadOnly(true);
    command_->setFont(dataFont());
    copy_->setObjectName(objectName + QStringLiteral("Copy"));
    copy_->setIcon(glyphIcon(Glyph::Copy));
    connect(copy_, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(command_->text()); });
    auto *row = new QHBoxLayout(commandRow_);
    row->setContentsMargins({});
    row->addWidget(command_, 1);
    row->addWidget(copy_);
    commandRow_->setMaximumWidth(720);
    commandRow_->hide();

    auto *centered = new QHBoxLayout;
    centered->addStretch(1);
    centered->addWidget(commandRow_, 20);
    centered->addStretch(1);
    buttons_->addStretch(1);
    buttons_->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(title_);
    layout->addWidget(explanation_);
    layout->addLayout(centered);
    layout->addLayout(buttons_);
    layout->addStretch(3);
    retranslate();
}

void EmptyPane::setTexts(const QString &title, const QString &explanation)
{
    title_->setText(title);
    explanation_->setText(explanation);
    setAccessibleName(title);
    setAccessibleDescription(explanation);
}

void EmptyPane::setCommand(const QString &command)
{
    if (command_->text() == command)
        return;
    command_->setText(command);
    command_->setCursorPosition(0);
    commandRow_->setVisible(!command.isEmpty());
}

QPushButton *EmptyPane::addButton(const QString &objectName)
{
    auto *button = new QPushButton;
    button->setObjectName(objectName);
    buttons_->insertWidget(buttons_->count() - 1, button);
    return button;
}

void EmptyPane::retranslate()
{
    copy_->setText(tr("Copy"));
    copy_->setAccessibleName(tr("Copy the command"));
    command_->setAccessibleName(tr("Command"));
}

void EmptyPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
