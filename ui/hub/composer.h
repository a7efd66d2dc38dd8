// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/look/actions.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace helio {

class Monitor;

/// Publishes by hand, and says what became of it.
class Composer : public QWidget
{
    Q_OBJECT
public:
    Composer(Monitor &monitor, Actions &actions, QWidget *parent = nullptr);

    /// Puts `channel` in, unless it is empty, and the cursor into the data.
    void writeTo(const QByteArray &channel);
    /// Puts in what can be published as it stands, without publishing it; an empty channel leaves the one that is
    /// there. What stood in the data can be brought back by Undo.
    void take(const Publication &publication);
    void publish();
    QString answer() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Answer { Plain, Good, Bad };
    /// What became of the last Publish; told anew when the language or the colours change.
    enum class Outcome {
        None,     ///< nothing published yet, or the channel was changed since
        Refused,  ///< by the rules, before it was sent
        Sending,  ///< no answer yet
        Answered, ///< by the hub, in receipt_
    };

    Publication publication(QString *problem) const;
    void takeReceipt(const PublishReceipt &receipt);
    void setOutcome(Outcome outcome);
    void tellOutcome();
    void tellReceipt();
    void tell(const QString &text, Answer answer);
    bool isUntouched() const;
    void suggestChannel(const QByteArray &channel);
    void listChannels();
    void noteData();
    void showHub();
    void retranslate();

    Monitor &monitor_;
    Actions &actions_;
    QLabel *channelLabel_;
    QLabel *typeLabel_;
    QLabel *idLabel_;
    QLabel *retryLabel_;
    QComboBox *channel_;
    QLineEdit *type_;
    QLineEdit *id_;
    QLineEdit *retry_;
    QPlainTextEdit *data_;
    QLabel *note_;
    QPushButton *publish_;
    QLabel *answer_;
    QPushButton *offer_;
    Outcome outcome_ = Outcome::None;
    quint64 ticket_ = 0;
    QByteArray sentTo_;
    PublishReceipt receipt_;
    std::optional<ChannelInfo> elsewhere_; ///< where somebody listens when nobody does on sentTo_
    bool channelChosen_ = false;           ///< by the user: then nothing changes it
    bool composing_ = false;               ///< an input method's text is not finished
};

} // namespace helio
