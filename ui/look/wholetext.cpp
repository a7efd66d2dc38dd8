// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/wholetext.h"

#include <QEvent>

#include <cmath>

namespace helio {

WholeText::WholeText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    fitHeight();
}

void WholeText::setWhole(const QString &text)
{
    if (toPlainText() == text)
        return;
    setPlainText(text);
    fitHeight();
}

void WholeText::fitHeight()
{
    // The layout of a plain text counts in lines, as it wraps them at this width.
    const int lines = std::max(1, int(std::ceil(document()->size().height())));
    const int margin = int(std::ceil(document()->documentMargin()));
    setFixedHeight(lines * fontMetrics().lineSpacing() + 2 * (margin + frameWidth()) + 1);
}

void WholeText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void WholeText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitHeight();
}

} // namespace helio
