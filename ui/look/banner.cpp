// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/banner.h"

#include "ui/look/appearance.h"
#include "ui/look/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace helio {

Banner::Banner(const QString &objectName, Tone tone, QWidget *parent)
    : QFrame(parent)
    , tone_(tone)
    , layout_(new QHBoxLayout(this))
    , text_(new QLabel)
    , close_(new QToolButton)
{
    setObjectName(objectName);
    text_->setObjectName(objectName + QStringLiteral("Text"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    close_->setObjectName(objectName + QStringLiteral("Close"));
    close_->setIcon(glyphIcon(Glyph::Close));
    close_->setAutoRaise(true);
    connect(close_, &QToolButton::clicked, this, &QWidget::hide);
    layout_->setContentsMargins(14, 6, 8, 6);
    layout_->addWidget(text_, 1);
    layout_->addWidget(close_);
    hide();
    retranslate();
}

void Banner::setText(const QString &text)
{
    text_->setText(text);
    setAccessibleName(text);
}

QString Banner::text() const
{
    return text_->text();
}

QPushButton *Banner::addButton(const QString &objectName)
{
    auto *button = new QPushButton;
    button->setObjectName(objectName);
    layout_->insertWidget(layout_->count() - 1, button);
    return button;
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = tone_ == Tone::None ? accentColor(palette()) : toneColor(tone_, palette());
    QColor ground = color;
    ground.setAlphaF(isDark(palette()) ? 0.16F : 0.10F);
    painter.fillRect(rect(), palette().base());
    painter.fillRect(rect(), ground);
    painter.fillRect(QRect(0, 0, 4, height()), color);
}

void Banner::retranslate()
{
    close_->setToolTip(tr("Hide this message"));
    close_->setAccessibleName(tr("Hide this message"));
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
