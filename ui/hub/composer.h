// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/hubstate.h"
#include "ui/look/actions.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace helio {

class AnswerLine;
class ChannelNamesModel;

/// Publishes by hand, and says what became of it.
class Composer : public QWidget
{
    Q_OBJECT
public:
    /// Both are borrowed.
    Composer(HubState &hub, Actions &actions, QWidget *parent = nullptr);

    /// Puts `channel` in, unless it is empty, and the cursor into the data.
    void writeTo(const QByteArray &channel);
    /// Puts in what can be published as it stands, without publishing it; an empty channel leaves the one that is
    /// there. What stood in the data can be brought back by Undo.
    void setPublication(const Publication &publication);
    void publish();
    QString answer() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Publication publication(QString *problem) const;
    void onReceipt(const PublishReceipt &receipt);
    bool isUntouched() const;
    void suggestChannel(const QByteArray &channel);
    void listChannels();
    void holdChannel();
    void releaseChannel();
    void noteData();
    void showHub();
    void retranslate();

    HubState &hub_;
    Actions &actions_;
    QLabel *channelLabel_;
    QLabel *typeLabel_;
    QLabel *idLabel_;
    QLabel *retryLabel_;
    ChannelNamesModel *names_; ///< what the list of channels offers
    QComboBox *channel_;
    QLineEdit *type_;
    QLineEdit *id_;
    QLineEdit *retry_;
    QPlainTextEdit *data_;
    QLabel *note_;
    QPushButton *publish_;
    AnswerLine *answer_;
    quint64 ticket_ = 0;
    bool channelChosen_ = false; ///< by the user: then nothing changes it
    QString heldChannel_;        ///< what stands there while the list changes
    int heldCursor_ = 0;
    bool composing_ = false; ///< an input method's text is not finished
};

} // namespace helio
