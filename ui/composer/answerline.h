// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/hubstate.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace helio {

/// What became of the last event published by hand; where nobody listened, a button that offers to publish it
/// where somebody does.
class AnswerLine : public QWidget
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit AnswerLine(const HubState &hub, QWidget *parent = nullptr);

    QPushButton &offer() { return *offer_; }
    QString text() const;

    /// Nothing is published yet, or the channel was changed since.
    void clear();
    /// It is on its way to `channel`; no answer yet. `isKept`: it can be found in the history; else the answer says so.
    void setSending(const QByteArray &channel, bool isKept);
    /// The rules refused it, before it was sent. `problem` is for people.
    void setRefused(const QString &problem);
    /// What became of it is asked of the hub, until that is settled or some seconds have passed.
    void setReceipt(const PublishReceipt &receipt);
    /// Nobody set the channel, and it moved to `channel`.
    void setFollowed(const QByteArray &channel);
    /// Something to know that is no answer; it goes with the next one.
    void setNote(const QString &note);
    bool isRefused() const { return outcome_ == Outcome::Refused; }
    bool isSending() const { return outcome_ == Outcome::Sending; }
    void retranslate();

Q_SIGNALS:
    /// The user wants it published to `channel` instead.
    void channelChosen(const QByteArray &channel);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Outcome { None, Noted, Followed, Refused, Sending, Answered };

    void showOutcome();
    void showReceipt();
    void showDelivered();
    void askDelivery();
    void onDelivery(const DeliveryInfo &delivery);
    QString sentText() const;
    void showText(const QString &text, Tone tone);

    const HubState &hub_;
    QLabel *text_;
    QPushButton *offer_;
    Outcome outcome_ = Outcome::None;
    QByteArray sentTo_;
    bool isKept_ = true;
    QString problem_; ///< or the note
    PublishReceipt receipt_;
    qint64 nanoseconds_ = 0; ///< from publishing to the hub's answer
    std::optional<DeliveryInfo> delivery_;
    QElapsedTimer sentAt_;
    QTimer ask_;
    std::optional<ChannelInfo> elsewhere_; ///< where somebody listens when nobody does on sentTo_
};

} // namespace helio
