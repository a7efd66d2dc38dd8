// SPDX-License-Identifier: GPL-3.0-or-later
// WCAG 2.2, 1.4.3: text has a contrast of at least 4.5:1 with its ground. What is disabled is excepted there.
#include "ui/look/appearance.h"

#include <QApplication>
#include <QTest>

#include <cmath>

using namespace helio;

namespace {

constexpr double Enough = 4.5;

/// As it looks on `ground` where it lets it through.
QColor over(const QColor &color, const QColor &ground)
{
    const auto mix = [alpha = color.alphaF()](double front, double back) {
        return float(front * double(alpha) + back * (1 - double(alpha)));
    };
    return QColor::fromRgbF(mix(color.redF(), ground.redF()), mix(color.greenF(), ground.greenF()),
                            mix(color.blueF(), ground.blueF()));
}

void verifyReadable(const char *what, const QColor &color, const QColor &ground)
{
    const double found = contrast(over(color, ground), ground);
    QVERIFY2(found >= Enough, qPrintable(QStringLiteral("%1 %2 on %3: %4")
                                             .arg(QLatin1String(what), color.name(), ground.name())
                                             .arg(found, 0, 'f', 2)));
}

} // namespace

class ContrastTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastIsMeasuredAsTheStandardSays();
    void textIsReadable_data();
    void textIsReadable();
    void aStateKeepsItsColorAsFarAsThatCanBeRead();
    void cleanupTestCase() { applyAppearance(Appearance::System); }
};

void ContrastTest::contrastIsMeasuredAsTheStandardSays()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(std::abs(contrast(QColor(0x777777), Qt::white) - 4.48) < 0.01);
}

void ContrastTest::textIsReadable_data()
{
    QTest::addColumn<int>("appearance");
    QTest::newRow("the system's") << int(Appearance::System);
    QTest::newRow("light") << int(Appearance::Light);
    QTest::newRow("dark") << int(Appearance::Dark);
}

void ContrastTest::textIsReadable()
{
    QFETCH(int, appearance);
    applyAppearance(Appearance(appearance));
    const QPalette palette = QApplication::palette();
    const QPalette::ColorRole grounds[] = {QPalette::Window, QPalette::Base, QPalette::AlternateBase};
    for (const QPalette::ColorRole role : grounds) {
        const QColor ground = palette.color(role);
        verifyReadable("text", palette.color(role == QPalette::Window ? QPalette::WindowText : QPalette::Text), ground);
        verifyReadable("placeholder", palette.color(QPalette::PlaceholderText), ground);
        verifyReadable("muted", mutedColor(palette), ground);
        verifyReadable("accent", accentColor(palette), ground);
        verifyReadable("link", palette.color(QPalette::Link), ground);
        for (const Tone tone : {Tone::Open, Tone::Waiting, Tone::Failed, Tone::Idle})
            verifyReadable(qPrintable(toneShape(tone)),
                           role == QPalette::Window ? toneTextColor(tone, palette) : toneColor(tone, palette), ground);
    }
    verifyReadable("button", palette.color(QPalette::ButtonText), palette.color(QPalette::Button));
    // What the system chose for itself is the system's.
    if (Appearance(appearance) != Appearance::System)
        verifyReadable("selected", palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight));
    verifyReadable("tip", palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase));
    verifyReadable("mark", markedTextColor(palette), markColor(palette));
}

void ContrastTest::aStateKeepsItsColorAsFarAsThatCanBeRead()
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, Qt::black);
    palette.setColor(QPalette::Window, Qt::white);
    for (const Tone tone : {Tone::Open, Tone::Waiting, Tone::Failed, Tone::Idle})
        QCOMPARE(toneTextColor(tone, palette), toneColor(tone, palette));
    palette.setColor(QPalette::Window, QColor(0xEFEFEF)); // Fusion's own, the usual one of the system
    for (const Tone tone : {Tone::Open, Tone::Idle}) {
        const QColor color = toneTextColor(tone, palette);
        QVERIFY(color != toneColor(tone, palette));
        QVERIFY(color != QColor(Qt::black));
        verifyReadable(qPrintable(toneShape(tone)), color, QColor(0xEFEFEF));
    }
    QVERIFY(toneTextColor(Tone::Open, palette).hsvHue() - toneColor(Tone::Open, palette).hsvHue() < 5);
    QCOMPARE(toneTextColor(Tone::Failed, palette), toneColor(Tone::Failed, palette));
    QCOMPARE(toneTextColor(Tone::None, palette), QColor(Qt::black));
    palette.setColor(QPalette::Window, QColor(0xB04030)); // where it cannot be seen at all
    palette.setColor(QPalette::WindowText, Qt::white);
    verifyReadable("failed", toneTextColor(Tone::Failed, palette), QColor(0xB04030));
}

QTEST_MAIN(ContrastTest)
#include "tst_contrast.moc"
