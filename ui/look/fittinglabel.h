// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace helio {

/// A label of plain text that gives way: of several texts that say the same it shows the longest there is room for.
/// Where even the shortest has none it is cut. What stands there shorter than it is has a tool tip with the whole,
/// unless it was given another.
class FittingLabel : public QLabel
{
    Q_OBJECT
public:
    enum class Mode {
        Sentence, ///< asks for the room of its longest text; is cut at its end
        Name,     ///< takes the room it is given, makes nothing wide; is cut in its middle, as long ids and names
                  ///< differ at both ends
    };

    explicit FittingLabel(Mode mode = Mode::Sentence, QWidget *parent = nullptr);

    /// The longest first, which is also the label's text() and what assistive technology reads. setText() gives one.
    void setTexts(const QStringList &texts);
    /// As it stands there now.
    QString shownText() const;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Mode mode_;
    QStringList shorter_; ///< of the text that was the longest when setTexts() gave them
    QString longest_;
};

} // namespace helio
