// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/banner.h"

#include <QTimer>

namespace helio {

/// Shown for some seconds after something was taken away, with the way back.
class UndoBanner : public Banner
{
    Q_OBJECT
public:
    /// `button`: the object name of what brings it back.
    UndoBanner(const QString &objectName, const QString &button, QWidget *parent);

Q_SIGNALS:
    void undoRequested();

protected:
    /// It was taken away just now.
    void offer();
    QPushButton &undo() { return *undo_; }
    /// Sets the text, and the button's; before it is shown, and when the language changes.
    virtual void retranslate() = 0;
    void changeEvent(QEvent *event) override;

private:
    QPushButton *undo_;
    QTimer hide_;
};

} // namespace helio
