// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace helio {

/// Whether an input method is at work in one of several fields: then Enter, with or without Ctrl, is the input
/// method's, and what is half written must not go out.
class Composition : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Also in what lies within `field`, as the line of a combo box.
    void watch(QWidget *field);
    bool isOpen() const { return isOpen_; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isOpen_ = false;
};

} // namespace helio
