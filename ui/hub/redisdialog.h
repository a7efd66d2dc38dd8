// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/backplanecontrol.h"

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace helio {

class HubState;
class RedisCheckList;

/// The Redis that the hub shares with others: where it is, which channels go by it, a test step by step.
class RedisDialog : public QDialog
{
    Q_OBJECT
public:
    /// Both are borrowed.
    RedisDialog(BackplaneControl &control, HubState &hub, QWidget *parent = nullptr);
    ~RedisDialog() override;

    /// Channels written one a line, or with commas between them.
    static QByteArrayList channelsOf(const QString &text);

private:
    QGroupBox *makeFields();
    QGroupBox *makeCheck();
    void lockFields(QFormLayout &form, const SharedHistory &history);
    void showGroup();
    void showSettings();
    void showState();
    void showKeeping();
    void showProblem(const QString &problem);
    void takePasswordFromUrl();
    void addChannels(const QByteArrayList &names);
    BackplaneSettings settings();
    void apply();
    void startCheck();

    BackplaneControl &control_;
    HubState &hub_;
    QLabel *state_;
    QLineEdit *url_;
    QPushButton *environment_;
    QLineEdit *password_;
    QCheckBox *showPassword_;
    QPlainTextEdit *channels_;
    QCheckBox *keep_;
    QLabel *keeping_;
    QLabel *problem_;
    QPushButton *apply_;
    QPushButton *leave_;
    QPushButton *test_;
    RedisCheckList *steps_;
};

} // namespace helio
