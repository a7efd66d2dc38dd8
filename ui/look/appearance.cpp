// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/appearance.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetrics>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>
#include <cmath>

namespace helio {

namespace {

constexpr double ReadableContrast = 4.5;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QPalette lightPalette()
{
    QPalette palette(QColor(0xEEF0F3));
    palette.setColor(QPalette::Window, QColor(0xF3F4F6));
    palette.setColor(QPalette::WindowText, QColor(0x1B1E23));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xF7F8FA));
    palette.setColor(QPalette::Text, QColor(0x1B1E23));
    palette.setColor(QPalette::Button, QColor(0xF3F4F6));
    palette.setColor(QPalette::ButtonText, QColor(0x1B1E23));
    palette.setColor(QPalette::PlaceholderText, QColor(0x6B7078));
    palette.setColor(QPalette::Highlight, QColor(0x2563A6));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x2563A6));
    palette.setColor(QPalette::ToolTipBase, Qt::white);
    palette.setColor(QPalette::ToolTipText, QColor(0x1B1E23));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x9AA0A8));
    return palette;
}

QPalette darkPalette()
{
    QPalette palette(QColor(0x2B2F35));
    palette.setColor(QPalette::Window, QColor(0x202327));
    palette.setColor(QPalette::WindowText, QColor(0xE6E8EB));
    palette.setColor(QPalette::Base, QColor(0x17191C));
    palette.setColor(QPalette::AlternateBase, QColor(0x1B1E22));
    palette.setColor(QPalette::Text, QColor(0xE6E8EB));
    palette.setColor(QPalette::Button, QColor(0x2B2F35));
    palette.setColor(QPalette::ButtonText, QColor(0xE6E8EB));
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, QColor(0x8B9098));
    palette.setColor(QPalette::Highlight, QColor(0x6CA8E8));
    palette.setColor(QPalette::HighlightedText, QColor(0x0E1318));
    palette.setColor(QPalette::Link, QColor(0x6CA8E8));
    palette.setColor(QPalette::ToolTipBase, QColor(0x2B2F35));
    palette.setColor(QPalette::ToolTipText, QColor(0xE6E8EB));
    palette.setColor(QPalette::Light, QColor(0x3A3F46));
    palette.setColor(QPalette::Midlight, QColor(0x32363C));
    palette.setColor(QPalette::Mid, QColor(0x26292E));
    palette.setColor(QPalette::Dark, QColor(0x141619));
    palette.setColor(QPalette::Shadow, QColor(0x0B0C0E));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x6F757D));
    return palette;
}

/// The platform's hints in empty fields are often too faint to be read. All else stays the platform's own.
QPalette withReadablePlaceholder(const QPalette &platform)
{
    QPalette palette;
    palette.setColor(QPalette::PlaceholderText, mutedColor(platform));
    return palette;
}

/// Fusion, but boxes to tick can be seen while they are empty: it draws their edge darker than the window, which on a
/// dark one is nearly nothing.
class OutlinedFusion : public QProxyStyle
{
public:
    OutlinedFusion()
        : QProxyStyle(QStringLiteral("Fusion"))
    {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool isRound = element == PE_IndicatorRadioButton;
        if (!isRound && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(mutedColor(option->palette));
        painter->setBrush(Qt::NoBrush);
        const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (isRound)
            painter->drawEllipse(edge);
        else
            painter->drawRoundedRect(edge, 2, 2);
        painter->restore();
    }
};

} // namespace

void applyAppearance(Appearance appearance)
{
    // What the platform gave, before anything was changed.
    static const QString platformStyle = QApplication::style()->name();
    switch (appearance) {
    case Appearance::System:
        QApplication::setStyle(QStyleFactory::create(platformStyle));
        QApplication::setPalette(QPalette());
        QApplication::setPalette(withReadablePlaceholder(QApplication::palette()));
        return;
    case Appearance::Light:
    case Appearance::Dark:
        // Fusion takes every color from the palette; platform styles often do not.
        QApplication::setStyle(new OutlinedFusion);
        QApplication::setPalette(appearance == Appearance::Dark ? darkPalette() : lightPalette());
        return;
    }
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor accentColor(const QPalette &palette)
{
    return isDark(palette) ? QColor(0x6CA8E8) : QColor(0x2563A6);
}

QColor mutedColor(const QPalette &palette)
{
    return isDark(palette) ? QColor(0x9AA0A8) : QColor(0x5F656D);
}

QColor separatorColor(const QPalette &palette)
{
    return isDark(palette) ? QColor(0x3A3F46) : QColor(0xD5D9DE);
}

QColor markColor(const QPalette &palette)
{
    return isDark(palette) ? QColor(0xE3B341) : QColor(0xFFE08A);
}

QColor markedTextColor(const QPalette &palette)
{
    return isDark(palette) ? QColor(0x0E1318) : QColor(0x1B1E23);
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Open:
        return dark ? QColor(0x4CC38A) : QColor(0x1B7F46);
    case Tone::Waiting:
        return dark ? QColor(0xF0B04A) : QColor(0x9A5B00);
    case Tone::Failed:
        return dark ? QColor(0xFF7B72) : QColor(0xC0392B);
    case Tone::Idle:
        return dark ? QColor(0x8B9098) : QColor(0x6B7078);
    case Tone::None:
        break;
    }
    return palette.color(QPalette::Text);
}

/// `color`, so much nearer to `text` that it can be read on `ground`.
static QColor readable(const QColor &color, const QColor &text, const QColor &ground)
{
    constexpr int Steps = 10;
    for (int step = 0; step < Steps; ++step) {
        const float part = float(step) / Steps;
        const auto mix = [part](float from, float to) { return from + part * (to - from); };
        const QColor mixed = QColor::fromRgbF(mix(color.redF(), text.redF()), mix(color.greenF(), text.greenF()),
                                              mix(color.blueF(), text.blueF()));
        if (contrast(mixed, ground) >= ReadableContrast)
            return step == 0 ? color : mixed;
    }
    return text;
}

QColor toneTextColor(Tone tone, const QPalette &palette)
{
    const QColor text = palette.color(QPalette::WindowText);
    if (tone == Tone::None)
        return text;
    return readable(toneColor(tone, palette), text, palette.color(QPalette::Window));
}

void setTextColor(QWidget *label, const QColor &color)
{
    QPalette colored = label->palette();
    colored.setColor(QPalette::WindowText, color);
    label->setPalette(colored);
}

void setTextTone(QWidget *label, Tone tone, const QPalette &around)
{
    setTextColor(label, toneTextColor(tone, around));
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor chartColor(ChartRole role, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (role) {
    case ChartRole::In:
        return dark ? QColor(0x6CA8E8) : QColor(0x2563A6);
    case ChartRole::Out:
        return dark ? QColor(0x4EC5C1) : QColor(0x0B7A75);
    case ChartRole::Clients:
        return dark ? QColor(0xB79CF0) : QColor(0x6B4FB8);
    case ChartRole::Bytes:
        return dark ? QColor(0x9CC36B) : QColor(0x4B7A1E);
    case ChartRole::Load:
        return dark ? QColor(0xE89A6C) : QColor(0xA6552A);
    }
    return accentColor(palette);
}

QColor seriesColor(qsizetype index, const QPalette &palette)
{
    // Neighbours differ in hue and in lightness, so that they can be distinguished without seeing every color.
    static constexpr QRgb Light[] = {0x2563A6, 0xC2571A, 0x0B7A75, 0x8A3FC0, 0x4B7A1E, 0xC2336B, 0x86650F, 0x4A5568};
    static constexpr QRgb Dark[] = {0x6CA8E8, 0xF0985A, 0x4EC5C1, 0xC39CF8, 0x9CC36B, 0xF27DB0, 0xDDBB5A, 0xA8B0BA};
    static_assert(std::size(Light) == std::size(Dark));
    return QColor((isDark(palette) ? Dark : Light)[size_t(index) % std::size(Light)]);
}

void nameFallbackFonts()
{
    // Left to itself, font matching may take the bold cut of a face that is asked for in regular.
    QFont font = QApplication::font();
    font.setFamilies({QFontInfo(font).family(), QStringLiteral("Noto Sans CJK JP")});
    QApplication::setFont(font);
}

QFont dataFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    // The face behind the alias: in a list of families an alias loses against any real name. Behind it what shows
    // Chinese and Japanese at a fixed width.
    font.setFamilies({QFontInfo(font).family(), QStringLiteral("Noto Sans Mono CJK JP"),
                      QStringLiteral("Noto Sans CJK JP"), QStringLiteral("monospace")});
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

int rowHeight(const QFont &font)
{
    return QFontMetrics(font).height() + 6;
}

int characterWidth(const QFont &font)
{
    const QFontMetrics metrics(font);
    return std::min(metrics.averageCharWidth(), metrics.horizontalAdvance(u'0'));
}

} // namespace helio
