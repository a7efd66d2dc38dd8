// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/answerline.h"

#include "event/pluralform.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/inspector/deliveryparts.h"
#include "ui/look/appearance.h"
#include "ui/look/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// The first time; each time after that it waits twice as long.
constexpr auto FirstPause = 250ms;
/// Who has not taken it until then is slow: *Clients* shows more.
constexpr auto LastPause = 4s;

} // namespace

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
    ask_.setSingleShot(true);
    connect(&ask_, &QTimer::timeout, this, &AnswerLine::askDelivery);
    connect(&hub.control(), &HubControl::deliveryArrived, this, &AnswerLine::onDelivery);
    // Who listened elsewhere does no more, and nothing can be published there.
    connect(&hub.control(), &HubControl::stateChanged, this, [this](HubControl::State state) {
        if (state != HubControl::State::Open && elsewhere_) {
            elsewhere_.reset();
            showOutcome();
        }
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

void AnswerLine::setSending(const QByteArray &channel, bool isKept)
{
    outcome_ = Outcome::Sending;
    sentTo_ = channel;
    isKept_ = isKept;
    ask_.stop();
    sentAt_.start();
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
    nanoseconds_ = sentAt_.nsecsElapsed();
    delivery_.reset();
    elsewhere_.reset();
    ask_.setInterval(FirstPause);
    if (receipt.error.isEmpty() && receipt.subscribers > 0)
        askDelivery();
    if (receipt.error.isEmpty() && receipt.subscribers == 0)
        elsewhere_ = hub_.busiestChannelBut(sentTo_);
    showOutcome();
}

void AnswerLine::setFollowed(const QByteArray &channel)
{
    outcome_ = Outcome::Followed;
    sentTo_ = channel;
    showOutcome();
}

void AnswerLine::setNote(const QString &note)
{
    outcome_ = Outcome::Noted;
    problem_ = note;
    showOutcome();
}

void AnswerLine::askDelivery()
{
    if (outcome_ == Outcome::Answered && !receipt_.ids.isEmpty())
        hub_.control().requestDelivery(receipt_.ids.constLast());
}

void AnswerLine::onDelivery(const DeliveryInfo &delivery)
{
    // The inspector asks, too.
    if (outcome_ != Outcome::Answered || receipt_.ids.isEmpty() || delivery.eventId != receipt_.ids.constLast())
        return;
    delivery_ = delivery;
    showOutcome();
    if (DeliveryParts::isSettled(delivery) || ask_.isActive() || ask_.intervalAsDuration() > LastPause)
        return;
    ask_.start();
    ask_.setInterval(ask_.intervalAsDuration() * 2);
}

void AnswerLine::showOutcome()
{
    offer_->hide();
    text_->setToolTip(QString());
    switch (outcome_) {
    case Outcome::None:
        showText(QString(), Tone::None);
        return;
    case Outcome::Noted:
        showText(problem_, Tone::None);
        return;
    case Outcome::Followed:
        showText(tr("the channel is %1 now, the only one with clients").arg(visibleLine(decodeUtf8(sentTo_))),
                 Tone::None);
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
    showDelivered();
    if (!isKept_)
        text_->setText(tr("%1; not kept in the history: it is too large").arg(text_->text()));
}

void AnswerLine::showDelivered()
{
    if (!receipt_.error.isEmpty()) {
        showText(receipt_.error, Tone::Failed);
        return;
    }
    if (receipt_.subscribers > 0) {
        showText(sentText(), Tone::Open);
        if (delivery_)
            text_->setToolTip(DeliveryParts::of(*delivery_).details.join(u'\n'));
        return;
    }
    const QString channel = visibleLine(decodeUtf8(sentTo_));
    // It counts its own clients alone.
    if (hub_.group()) {
        showText(tr("published; nobody listens on %1 at this hub").arg(channel), Tone::None);
        return;
    }
    if (!elsewhere_) {
        showText(tr("published; nobody listens on %1").arg(channel), Tone::None);
        return;
    }
    const QString other = visibleLine(decodeUtf8(elsewhere_->name));
    showText(
        tr("nobody listens on %1; %2")
            .arg(channel,
                 tr("%Ln client(s) on %1", "who listens elsewhere", pluralCount(elsewhere_->subscribers)).arg(other)),
        Tone::None);
    offer_->setText(tr("Publish to %1").arg(fontMetrics().elidedText(other, Qt::ElideMiddle, 160)));
    offer_->show();
}

QString AnswerLine::sentText() const
{
    // Without the figures of delivery the time would say of the hub's answer what one reads of the clients.
    if (!delivery_ || !delivery_->isHeld)
        return tr("sent to %Ln client(s)", nullptr, pluralCount(receipt_.subscribers));
    return tr("%1, %2, %3 ms", "sent to 36 clients, 35 acknowledged, 0.8 ms")
        .arg(tr("sent to %Ln client(s)", nullptr, pluralCount(delivery_->subscribers)),
             DeliveryParts::of(*delivery_).parts.join(QStringLiteral(", ")), format::milliseconds(nanoseconds_));
}

void AnswerLine::showText(const QString &text, Tone tone)
{
    text_->setText(text);
    setTextTone(text_, tone, palette());
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
