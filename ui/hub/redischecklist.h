// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/backplanecontrol.h"

#include <QWidget>

class QListWidget;
class QListWidgetItem;
class QLabel;
class QPushButton;

namespace helio {

/// What a check of Redis reports, step by step, and the channels that it found, to choose from.
class RedisCheckList : public QWidget
{
    Q_OBJECT
public:
    /// `control` is borrowed.
    explicit RedisCheckList(BackplaneControl &control, QWidget *parent = nullptr);

    /// Empties both lists, before a check.
    void clear();

Q_SIGNALS:
    /// The user wants these channels to go by Redis too.
    void channelsChosen(const QByteArrayList &names);

protected:
    void changeEvent(QEvent *event) override;

private:
    void beginStep(const QString &text);
    void endStep(BackplaneControl::StepResult result, const QString &text);
    void paint(QListWidgetItem &item) const;
    void showChannels(const QList<BackplaneChannel> &channels);
    void choose();

    QListWidget *steps_;
    QListWidgetItem *running_ = nullptr; ///< the step that is tried now
    QLabel *foundText_;
    QListWidget *found_;
    QPushButton *add_;
};

} // namespace helio
