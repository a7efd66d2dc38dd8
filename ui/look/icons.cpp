// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

/// A static library's resources must be asked for, and the macro works in no namespace.
static void registerIcons()
{
    Q_INIT_RESOURCE(helio_icons);
}

namespace helio {

namespace {

/// Draws in a square of 16 by 16.
void paintGlyph(QPainter *painter, Glyph glyph, const QColor &color)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const QPen line(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    switch (glyph) {
    case Glyph::None:
        return;
    case Glyph::Start:
        painter->drawPolygon(QPolygonF({{4, 2.5}, {13.5, 8}, {4, 13.5}}));
        return;
    case Glyph::Stop:
        painter->drawRoundedRect(QRectF(3, 3, 10, 10), 1.5, 1.5);
        return;
    case Glyph::Pause:
        painter->drawRoundedRect(QRectF(3.5, 2.5, 3.2, 11), 1, 1);
        painter->drawRoundedRect(QRectF(9.3, 2.5, 3.2, 11), 1, 1);
        return;
    case Glyph::Plus:
        painter->setPen(line);
        painter->drawLine(QPointF(8, 3), QPointF(8, 13));
        painter->drawLine(QPointF(3, 8), QPointF(13, 8));
        return;
    case Glyph::Close:
        painter->setPen(line);
        painter->drawLine(QPointF(4, 4), QPointF(12, 12));
        painter->drawLine(QPointF(12, 4), QPointF(4, 12));
        return;
    case Glyph::Clear:
        painter->setPen(line);
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(QRectF(2.5, 2.5, 11, 11));
        painter->drawLine(QPointF(4.6, 11.4), QPointF(11.4, 4.6));
        return;
    case Glyph::Copy:
        painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(5.5, 5.5, 8, 8.5), 1.5, 1.5);
        painter->drawPolyline(QPolygonF({{3.5, 10.5}, {2.5, 10.5}, {2.5, 2.5}, {10.5, 2.5}, {10.5, 3.5}}));
        return;
    case Glyph::Send: {
        QPainterPath path(QPointF(1.8, 2.6));
        path.lineTo(14.5, 8);
        path.lineTo(1.8, 13.4);
        path.lineTo(4, 8);
        path.closeSubpath();
        painter->drawPath(path);
        return;
    }
    }
}

class GlyphEngine : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph)
        : glyph_(glyph)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / 16.0, rect.height() / 16.0);
        paintGlyph(painter, glyph_, QGuiApplication::palette().color(group, role));
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new GlyphEngine(*this); }

private:
    Glyph glyph_;
};

} // namespace

QIcon glyphIcon(Glyph glyph)
{
    return glyph == Glyph::None ? QIcon() : QIcon(new GlyphEngine(glyph));
}

QIcon programIcon()
{
    registerIcons();
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/heliograph/icons/%1.png").arg(size), {size, size});
    return icon;
}

} // namespace helio
