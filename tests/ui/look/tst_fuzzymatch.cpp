// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fuzzymatch.h"

#include <QTest>

using namespace helio;

namespace {

/// The letters of `text` that `typed` found, in brackets; empty when it does not match.
QString marked(const QString &typed, const QString &text)
{
    const auto match = FuzzyPattern(typed).match(text);
    if (!match)
        return {};
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i)
        result += match->positions.contains(int(i)) ? u'[' + text.mid(i, 1) + u']' : text.mid(i, 1);
    return result;
}

int score(const char *typed, const char *text)
{
    const auto match = FuzzyPattern(QString::fromUtf8(typed)).match(QString::fromUtf8(text));
    return match ? match->score : -1;
}

} // namespace

class FuzzyMatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lettersAreFoundInTheirOrder_data();
    void lettersAreFoundInTheirOrder();
    void theLikelierTextIsBetter_data();
    void theLikelierTextIsBetter();
    void whatIsLongCostsNoMoreThanItsBeginning();
};

void FuzzyMatchTest::lettersAreFoundInTheirOrder_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("nothing typed") << QString() << QStringLiteral("Quit") << QStringLiteral("Quit");
    QTest::newRow("side by side") << QStringLiteral("pau") << QStringLiteral("Pause") << QStringLiteral("[P][a][u]se");
    QTest::newRow("beginnings of words rather than the first letters")
        << QStringLiteral("bl") << QStringLiteral("Table: back to live") << QStringLiteral("Table: [b]ack to [l]ive");
    QTest::newRow("capital letters begin words")
        << QStringLiteral("up") << QStringLiteral("updateUserPrice") << QStringLiteral("[u][p]dateUserPrice");
    QTest::newRow("words in any order") << QStringLiteral("stream open") << QStringLiteral("Open a stream…")
                                        << QStringLiteral("[O][p][e][n] a [s][t][r][e][a][m]…");
    QTest::newRow("not in order") << QStringLiteral("tiq") << QStringLiteral("Quit") << QString();
    QTest::newRow("one word is missing") << QStringLiteral("open sesame") << QStringLiteral("Open a stream")
                                         << QString();
    QTest::newRow("Japanese") << QStringLiteral("配停") << QStringLiteral("配信を停止")
                              << QStringLiteral("[配]信を[停]止");
    QTest::newRow("longer than the text") << QStringLiteral("quitquit") << QStringLiteral("Quit") << QString();
}

void FuzzyMatchTest::lettersAreFoundInTheirOrder()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    QTEST(marked(typed, text), "result");
}

void FuzzyMatchTest::theLikelierTextIsBetter_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("better");
    QTest::addColumn<QByteArray>("worse");
    QTest::newRow("the beginning") << QByteArray("cha") << QByteArray("Charts") << QByteArray("Show charts");
    QTest::newRow("initials") << QByteArray("rl") << QByteArray("Reset layout") << QByteArray("Clear events: all");
    QTest::newRow("side by side") << QByteArray("eu") << QByteArray("orders.eu") << QByteArray("order.us");
    QTest::newRow("short") << QByteArray("orders") << QByteArray("orders") << QByteArray("orders.eu.retail.west");
}

void FuzzyMatchTest::theLikelierTextIsBetter()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, better);
    QFETCH(QByteArray, worse);
    QVERIFY(score(typed.constData(), better.constData()) > score(typed.constData(), worse.constData()));
}

void FuzzyMatchTest::whatIsLongCostsNoMoreThanItsBeginning()
{
    const QString text = QString(100'000, u'a') + u'b';
    QVERIFY(!FuzzyPattern(QStringLiteral("b")).match(text));
    const auto match = FuzzyPattern(QString(1000, u'a')).match(text);
    QVERIFY(match);
    QCOMPARE(match->positions.size(), FuzzyPattern::MostLetters);
}

QTEST_APPLESS_MAIN(FuzzyMatchTest)
#include "tst_fuzzymatch.moc"
