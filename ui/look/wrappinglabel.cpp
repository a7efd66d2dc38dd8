// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/wrappinglabel.h"

#include <QEvent>

namespace helio {

WrappingLabel::WrappingLabel(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void WrappingLabel::setWholeText(const QString &text)
{
    whole_ = text;
    fit();
}

void WrappingLabel::fit()
{
    // Before, it has no place yet.
    const int room = isVisible() ? contentsRect().width() - 2 * margin() : 0;
    QString shown = whole_;
    if (room > 0 && fontMetrics().horizontalAdvance(whole_) > room) {
        QStringList words = whole_.split(u' ');
        for (QString &word : words)
            word = fontMetrics().elidedText(word, Qt::ElideMiddle, room);
        shown = words.join(u' ');
    }
    if (shown == text())
        return;
    const bool isCut = shown != whole_;
    setText(shown);
    setTextInteractionFlags(isCut ? Qt::NoTextInteraction : Qt::TextSelectableByMouse);
    setToolTip(isCut ? whole_ : QString());
    setAccessibleDescription(isCut ? whole_ : QString());
}

void WrappingLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

void WrappingLabel::showEvent(QShowEvent *event)
{
    QLabel::showEvent(event);
    fit();
}

void WrappingLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace helio
