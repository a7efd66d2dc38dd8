// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/confirmations.h"

#include "ui/look/defaultbutton.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSettings>

#include <algorithm>
#include <iterator>

namespace helio {

namespace {

using Question = Confirmations::Question;

constexpr Question Questions[] = {Question::StopHub, Question::Quit, Question::ClearChannel,
                                  Question::DisconnectClients, Question::KeepClientsAway};

/// By which the settings know it.
QString keyOf(Question question)
{
    switch (question) {
    case Question::StopHub:
        return QStringLiteral("confirm/stopHub");
    case Question::Quit:
        return QStringLiteral("confirm/quit");
    case Question::ClearChannel:
        return QStringLiteral("confirm/clearChannel");
    case Question::DisconnectClients:
        return QStringLiteral("confirm/disconnectClients");
    case Question::KeepClientsAway:
        return QStringLiteral("confirm/keepClientsAway");
    }
    return {};
}

} // namespace

Confirmations::Confirmations(QSettings &settings)
    : settings_(settings)
{}

bool Confirmations::isAsked(Question question) const
{
    return settings_.value(keyOf(question), true).toBool();
}

bool Confirmations::areAnySilent() const
{
    return !std::all_of(std::begin(Questions), std::end(Questions), [this](Question q) { return isAsked(q); });
}

void Confirmations::askAll()
{
    for (const Question question : Questions)
        settings_.remove(keyOf(question));
}

bool Confirmations::agrees(Question question, const Texts &texts, QWidget *parent)
{
    if (isOpen_)
        return false;
    if (!isAsked(question))
        return true;
    const QScopedValueRollback<bool> open(isOpen_, true);
    QMessageBox box(QMessageBox::Warning, texts.title, texts.question, QMessageBox::NoButton, parent);
    box.setObjectName(QStringLiteral("confirmation"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(texts.happens);
    QPushButton *agree = box.addButton(texts.agree, QMessageBox::AcceptRole);
    agree->setObjectName(QStringLiteral("confirmationAgree"));
    QPushButton *cancel = box.addButton(tr("&Cancel"), QMessageBox::RejectRole);
    cancel->setObjectName(QStringLiteral("confirmationCancel"));
    makeDefault(cancel);
    box.setEscapeButton(cancel);
    auto *silent = new QCheckBox(tr("&Don't ask again (Settings brings the question back)"));
    silent->setObjectName(QStringLiteral("confirmationSilent"));
    box.setCheckBox(silent);
    box.exec();
    if (box.clickedButton() != agree)
        return false;
    if (silent->isChecked())
        settings_.setValue(keyOf(question), false);
    return true;
}

} // namespace helio
