// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fittinglabel.h"

#include <QPainter>

namespace helio {

FittingLabel::FittingLabel(QWidget *parent)
    : QLabel(parent)
{}

void FittingLabel::setTexts(const QStringList &texts)
{
    texts_ = texts;
    setText(texts.value(0));
    update();
}

QString FittingLabel::shownText() const
{
    const int room = contentsRect().width();
    for (const QString &text : texts_) {
        if (fontMetrics().horizontalAdvance(text) <= room)
            return text;
    }
    return fontMetrics().elidedText(texts_.isEmpty() ? QString() : texts_.constLast(), Qt::ElideRight, room);
}

QSize FittingLabel::minimumSizeHint() const
{
    return {40, QLabel::minimumSizeHint().height()};
}

void FittingLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(alignment()), shownText());
}

} // namespace helio
