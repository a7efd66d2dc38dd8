// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace helio {

/// A label of plain text that takes the room it is given: what has none is cut in the middle, as long ids and names
/// differ at both ends, and has a tool tip with the whole.
class CutLabel : public QLabel
{
    Q_OBJECT
public:
    explicit CutLabel(QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace helio
