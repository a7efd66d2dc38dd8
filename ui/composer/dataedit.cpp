// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/dataedit.h"

#include "ui/look/appearance.h"

#include <QKeyEvent>

namespace helio {

DataEdit::DataEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFont(dataFont());
    setTabChangesFocus(true);
    setMinimumHeight(rowHeight(dataFont()) * 2);
}

void DataEdit::write(const QString &text)
{
    // setPlainText() would forget what stood there.
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
}

void DataEdit::recall(const QString &text, bool isOlder)
{
    write(text);
    moveCursor(isOlder ? QTextCursor::Start : QTextCursor::End);
    isRecalled_ = true;
    recalled_ = toPlainText();
}

/// Whether there is nowhere to go within the text.
bool DataEdit::isAtEdge(bool top) const
{
    QTextCursor cursor = textCursor();
    if (cursor.hasSelection())
        return false;
    if (top ? cursor.atStart() : cursor.atEnd())
        return true;
    // Whoever pages through history looks at the first line or the last: not at each of its letters.
    return isRecalled_ && toPlainText() == recalled_ && !cursor.movePosition(top ? QTextCursor::Up : QTextCursor::Down);
}

void DataEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isUp = event->key() == Qt::Key_Up;
    // The key pad's arrows are arrows, too.
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isPlain && (isUp || event->key() == Qt::Key_Down) && isAtEdge(isUp)) {
        if (isUp)
            Q_EMIT olderWanted();
        else
            Q_EMIT newerWanted();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace helio
