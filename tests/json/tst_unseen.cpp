// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/unseen.h"

#include <QTest>

using namespace helio;

/// What may hide in a text of others, or turn what stands beside it.
class UnseenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatCannotBeSeenIsShown_data();
    void whatCannotBeSeenIsShown();
    void whatIsVisibleIsNotCopied();
    void aTerminalHasSignsOfItsOwn();
};

void UnseenTest::whatCannotBeSeenIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &text, const QString &shown) {
        QTest::newRow(name) << text << shown;
    };
    row("nothing", {}, {});
    row("letters of all kinds", QStringLiteral("aä€日本\u0627😀"), QStringLiteral("aä€日本\u0627😀"));
    row("line feed and tab", QStringLiteral("a\n\tb"), QStringLiteral("a⏎⇥b"));
    row("other controls of ASCII", QStringLiteral("\u001B[2J\u007F"), QStringLiteral("␛[2J␡"));
    row("C1", QStringLiteral("a\u0080\u009B\u0085"), QStringLiteral("a‹U+0080›‹U+009B›‹U+0085›"));
    row("marks of direction", QStringLiteral("\u200E\u200F\u061C"), QStringLiteral("‹U+200E›‹U+200F›‹U+061C›"));
    row("overrides and isolates", QStringLiteral("\u202A\u202E\u2066\u2069"),
        QStringLiteral("‹U+202A›‹U+202E›‹U+2066›‹U+2069›"));
    row("without width", QStringLiteral("\u200B\u2060\uFEFF\u00AD"),
        QStringLiteral("‹U+200B›‹U+2060›‹U+FEFF›‹U+00AD›"));
    row("separators", QStringLiteral("\u2028\u2029"), QStringLiteral("‹U+2028›‹U+2029›"));
    row("letters that show nothing", QStringLiteral("\u3164\u115F"), QStringLiteral("‹U+3164›‹U+115F›"));
    row("tags", QStringLiteral("a\U000E0041b"), QStringLiteral("a‹U+E0041›b"));
    row("signs that are seen", QStringLiteral("\u0600\u06DD"), QStringLiteral("\u0600\u06DD"));
    const QString half = QString(QChar(0xD83D));
    row("half a surrogate pair", half + u'a', half + u'a');
}

void UnseenTest::whatCannotBeSeenIsShown()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(visibleLine(text), shown);
}

void UnseenTest::whatIsVisibleIsNotCopied()
{
    const QString text = QString::fromLatin1("plain"); // a literal has nothing to share
    QVERIFY(visibleLine(text).isSharedWith(text));
}

void UnseenTest::aTerminalHasSignsOfItsOwn()
{
    QCOMPARE(visibleLine(QStringLiteral("\n\t\u0001\u202E"), TerminalSigns), QStringLiteral("␊␉␁<U+202E>"));
}

QTEST_GUILESS_MAIN(UnseenTest)
#include "tst_unseen.moc"
