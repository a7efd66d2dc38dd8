// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace helio {

/// A text to read and copy that is as high as it needs to be: nothing of it is cut or scrolled away, whatever the
/// width.
class WholeText : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit WholeText(QWidget *parent = nullptr);

    void setWhole(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitHeight();
};

} // namespace helio
