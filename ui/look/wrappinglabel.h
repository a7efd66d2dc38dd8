// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace helio {

/// A label of plain text that goes on in the next line, at spaces, and can be selected by the mouse. A word that is
/// longer than a line is cut in its middle; a tool tip has the whole then, and nothing is to be selected: half a name
/// is none.
class WrappingLabel : public QLabel
{
    Q_OBJECT
public:
    explicit WrappingLabel(QWidget *parent = nullptr);

    /// What text() is, but for words that are cut.
    void setWholeText(const QString &text);
    const QString &wholeText() const { return whole_; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();

    QString whole_;
};

} // namespace helio
