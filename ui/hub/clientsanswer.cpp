// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientsanswer.h"

#include "ui/look/appearance.h"
#include "ui/look/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace helio {

ClientsAnswer::ClientsAnswer(ClientRemoval &removal, QWidget *parent)
    : QWidget(parent)
    , removal_(removal)
    , text_(new QLabel)
    , undo_(new QPushButton)
    , close_(new QToolButton)
{
    setObjectName(QStringLiteral("clientsAnswer"));
    text_->setObjectName(QStringLiteral("clientsAnswerText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    undo_->setObjectName(QStringLiteral("clientsUndo"));
    close_->setObjectName(QStringLiteral("clientsAnswerClose"));
    close_->setAutoRaise(true);
    close_->setIcon(glyphIcon(Glyph::Close));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 6, 2);
    layout->addWidget(text_, 1);
    layout->addWidget(undo_);
    layout->addWidget(close_);
    connect(&removal_, &ClientRemoval::answered, this, [this] {
        showAnswer();
        setVisible(!removal_.answer().text.isEmpty());
    });
    connect(undo_, &QPushButton::clicked, &removal_, &ClientRemoval::undo);
    connect(close_, &QToolButton::clicked, this, &QWidget::hide);
    retranslate();
    hide();
}

void ClientsAnswer::onOthersSelected()
{
    if (removal_.answer().undoneKeys.isEmpty())
        hide();
}

void ClientsAnswer::showAnswer()
{
    const ClientRemoval::Answer &answer = removal_.answer();
    const QString shape = toneShape(answer.tone);
    text_->setText(shape.isEmpty() ? answer.text : shape + u' ' + answer.text);
    text_->setToolTip(answer.details);
    setTextTone(text_, answer.tone, palette());
    undo_->setVisible(!answer.undoneKeys.isEmpty());
}

void ClientsAnswer::retranslate()
{
    text_->setAccessibleName(tr("What came of it"));
    undo_->setText(tr("Undo"));
    undo_->setToolTip(tr("Let them come again"));
    close_->setAccessibleName(tr("Hide what came of it"));
    close_->setToolTip(tr("Hide"));
    showAnswer();
}

void ClientsAnswer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        const bool isShown = isVisibleTo(parentWidget());
        removal_.retranslate();
        retranslate();
        setVisible(isShown);
    } else if (event->type() == QEvent::PaletteChange) {
        showAnswer();
    }
}

} // namespace helio
