// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace helio {

/// A label that gives way: of several texts that say the same it shows the longest there is room for. Where even the
/// shortest has none it ends with an ellipsis.
class FittingLabel : public QLabel
{
    Q_OBJECT
public:
    explicit FittingLabel(QWidget *parent = nullptr);

    /// The longest first, which is also the label's text() and what assistive technology reads.
    void setTexts(const QStringList &texts);
    /// As it stands there now.
    QString shownText() const;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList texts_;
};

} // namespace helio
