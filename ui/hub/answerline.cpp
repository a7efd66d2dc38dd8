// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/answerline.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/appearance.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace helio {

AnswerLine::AnswerLine(const HubState &hub, QWidget *parent)
    : QWidget(parent)
    , hub_(hub)
    , text_(new QLabel)
    , offer_(new QPushButton)
{
    text_->setObjectName(QStringLiteral("composerAnswer"));
    offer_->setObjectName(QStringLiteral("composerOffer"));
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text_->setTextFormat(Qt::PlainText);
    offer_->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(text_, 1);
    layout->addWidget(offer_);
    connect(offer_, &QPushButton::clicked, this, [this] {
        if (elsewhere_)
            Q_EMIT channelChosen(QByteArray(elsewhere_->name));
    });
    retranslate();
}

QString AnswerLine::text() const
{
    return text_->text();
}

void AnswerLine::clear()
{
    outcome_ = Outcome::None;
    showOutcome();
}

void AnswerLine::setSending(const QByteArray &channel)
{
    outcome_ = Outcome::Sending;
    sentTo_ = channel;
    showOutcome();
}

void AnswerLine::setRefused(const QString &problem)
{
    outcome_ = Outcome::Refused;
    problem_ = problem;
    showOutcome();
}

void AnswerLine::setReceipt(const PublishReceipt &receipt)
{
    outcome_ = Outcome::Answered;
    receipt_ = receipt;
    elsewhere_.reset();
    if (receipt.error.isEmpty() && receipt.subscribers == 0)
        elsewhere_ = hub_.busiestChannelBut(sentTo_);
    showOutcome();
}

void AnswerLine::showOutcome()
{
    offer_->hide();
    switch (outcome_) {
    case Outcome::None:
        showText(QString(), Tone::None);
        return;
    case Outcome::Refused:
        showText(problem_, Tone::Failed);
        return;
    case Outcome::Sending:
        showText(tr("sending…"), Tone::None);
        return;
    case Outcome::Answered:
        showReceipt();
        return;
    }
}

void AnswerLine::showReceipt()
{
    if (!receipt_.error.isEmpty()) {
        showText(receipt_.error, Tone::Failed);
        return;
    }
    if (receipt_.subscribers > 0) {
        showText(tr("sent to %n client(s)", nullptr, int(receipt_.subscribers)), Tone::Open);
        return;
    }
    const QString channel = visibleLine(decodeUtf8(sentTo_));
    if (!elsewhere_) {
        showText(tr("published; nobody listens on %1").arg(channel), Tone::None);
        return;
    }
    const QString other = visibleLine(decodeUtf8(elsewhere_->name));
    showText(
        tr("nobody listens on %1; %2")
            .arg(channel, tr("%n client(s) on %1", "who listens elsewhere", int(elsewhere_->subscribers)).arg(other)),
        Tone::None);
    offer_->setText(tr("Publish to %1").arg(fontMetrics().elidedText(other, Qt::ElideMiddle, 160)));
    offer_->show();
}

void AnswerLine::showText(const QString &text, Tone tone)
{
    text_->setText(text);
    QPalette colored = text_->palette();
    colored.setColor(QPalette::WindowText,
                     tone == Tone::None ? palette().color(QPalette::WindowText) : toneColor(tone, palette()));
    text_->setPalette(colored);
}

void AnswerLine::retranslate()
{
    text_->setAccessibleName(tr("What became of the event"));
    offer_->setAccessibleName(tr("Publish where somebody listens"));
    showOutcome();
}

void AnswerLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showOutcome();
}

} // namespace helio
