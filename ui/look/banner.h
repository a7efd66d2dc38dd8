// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tone.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace helio {

/// A line above the tabs that says what happened and offers what can be done.
class Banner : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(const QString &objectName, Tone tone, QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const;
    QPushButton *addButton(const QString &objectName);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Tone tone_;
    QHBoxLayout *layout_;
    QLabel *text_;
    QToolButton *close_;
};

} // namespace helio
