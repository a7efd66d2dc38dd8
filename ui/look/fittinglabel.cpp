// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fittinglabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace helio {

FittingLabel::FittingLabel(Mode mode, QWidget *parent)
    : QLabel(parent)
    , mode_(mode)
{
    setTextFormat(Qt::PlainText);
    if (mode_ == Mode::Name)
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void FittingLabel::setTexts(const QStringList &texts)
{
    longest_ = texts.value(0);
    shorter_ = texts.mid(1);
    setText(longest_);
    update();
}

QString FittingLabel::shownText() const
{
    const int room = contentsRect().width();
    const auto fits = [this, room](const QString &text) { return fontMetrics().horizontalAdvance(text) <= room; };
    if (fits(text()))
        return text();
    // setText() may have given another since.
    const QStringList shorter = text() == longest_ ? shorter_ : QStringList();
    for (const QString &text : shorter) {
        if (fits(text))
            return text;
    }
    return fontMetrics().elidedText(shorter.isEmpty() ? text() : shorter.constLast(),
                                    mode_ == Mode::Name ? Qt::ElideMiddle : Qt::ElideRight, room);
}

QSize FittingLabel::minimumSizeHint() const
{
    return {mode_ == Mode::Name ? 0 : 40, QLabel::minimumSizeHint().height()};
}

bool FittingLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), shownText() == text() ? QString() : text(),
                           this);
        return true;
    }
    return QLabel::event(event);
}

void FittingLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(), shownText(),
                          foregroundRole());
}

} // namespace helio
