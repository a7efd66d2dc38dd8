// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/publisher.h"
#include "ui/window/actions.h"

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
    void publish();
    QString answer() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Tone { Plain, Good, Bad };

    Publication publication(QString *problem) const;
    void takeReceipt(const PublishReceipt &receipt);
    void tell(const QString &text, Tone tone);
    void offerChannel(const QByteArray &channel);
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
    QByteArray offered_;
    quint64 ticket_ = 0;
    QByteArray sentTo_;
    bool channelChosen_ = false; ///< by the user: then nothing changes it
    bool composing_ = false;     ///< an input method's text is not finished
};

} // namespace helio
