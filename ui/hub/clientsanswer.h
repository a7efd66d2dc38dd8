// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/clientremoval.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace helio {

/// What came of what was done to clients, in a line, with an *Undo* where that is possible. It is there until something
/// else is done, others are selected, the hub stops, or its user closes it.
class ClientsAnswer : public QWidget
{
    Q_OBJECT
public:
    /// `removal` is borrowed.
    explicit ClientsAnswer(ClientRemoval &removal, QWidget *parent = nullptr);

    /// What was said of the others is of no use any more, but for an *Undo*.
    void onOthersSelected();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showAnswer();
    void retranslate();

    ClientRemoval &removal_;
    QLabel *text_;
    QPushButton *undo_;
    QToolButton *close_;
};

} // namespace helio
