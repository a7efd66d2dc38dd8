// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/helioprocess.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace helio::test;
using namespace std::chrono_literals;

/// The language that `helio` speaks.
class HelioLanguageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helpIsInTheLanguageOfTheEnvironment_data();
    void helpIsInTheLanguageOfTheEnvironment();
    void noTextIsLeftUntranslated();
    void whatMayBeOneHasASingular();
};

void HelioLanguageTest::helpIsInTheLanguageOfTheEnvironment_data()
{
    QTest::addColumn<QByteArray>("all");
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<QByteArray>("lang");
    QTest::addColumn<bool>("isJapanese");
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray() << false;
    QTest::newRow("LANG") << QByteArray() << QByteArray() << QByteArray("ja_JP.UTF-8") << true;
    QTest::newRow("LC_MESSAGES before LANG")
        << QByteArray() << QByteArray("C.UTF-8") << QByteArray("ja_JP.UTF-8") << false;
    QTest::newRow("LC_ALL before both") << QByteArray("ja_JP.UTF-8") << QByteArray("C") << QByteArray("de_DE") << true;
    QTest::newRow("another") << QByteArray() << QByteArray() << QByteArray("de_DE.UTF-8") << false;
}

void HelioLanguageTest::helpIsInTheLanguageOfTheEnvironment()
{
    QFETCH(QByteArray, all);
    QFETCH(QByteArray, messages);
    QFETCH(QByteArray, lang);
    QFETCH(bool, isJapanese);
    qputenv("LC_ALL", all);
    qputenv("LC_MESSAGES", messages);
    qputenv("LANG", lang);
    for (const char *command : {"serve", "publish", "listen", "token"}) {
        ChildProcess program(HelioProcess::program(), {QString::fromLatin1(command), QStringLiteral("--help")});
        QVERIFY(program.start());
        QCOMPARE(program.waitForExit(30s), 0);
        QCOMPARE(program.standardOutput().contains("使い方: helio "), isJapanese);
        QCOMPARE(program.standardOutput().contains("Usage: helio "), !isJapanese);
        QVERIFY2(!program.standardOutput().contains('\0'), command);
    }
}

void HelioLanguageTest::noTextIsLeftUntranslated()
{
    QFile file(QStringLiteral(JAPANESE_TEXTS));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray texts = file.readAll();
    QVERIFY(!texts.contains("type=\"unfinished\""));
    for (const char *context : {"AccessReload", "Settings", "Serve", "PublishRun", "Listener", "Token", "Sources"})
        QVERIFY2(texts.contains(QByteArray("<name>helio::") + context + "</name>"), context);
}

void HelioLanguageTest::whatMayBeOneHasASingular()
{
    QFile file(QStringLiteral(JAPANESE_TEXTS));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString texts = QString::fromUtf8(file.readAll());
    static const QRegularExpression Source(QStringLiteral(
        "<message>\\s*<source>([^<]*%[1-9] (\\w+ )?(events|clients|hubs|entries|channels|groups|replicas|"
        "ids|bytes|lines|places|requests|columns|alerts|stretches)\\b[^<]*)</source>"));
    // A limit, or what is said of several alone.
    static const QRegularExpression NeverOne(
        QStringLiteral("at most|[Mm]ore than|[Ll]arger than|[Ll]onger than|Fewer than|larger than the|as there may be|"
                       "must be|^Within %2 a client|^There are %1 columns|^None of the %1 events|^%1 bytes|^A proxy, "
                       "or|^Events come in groups|"
                       "^Events wait for each other|^%1 requests were refused"));
    QStringList found;
    for (auto at = Source.globalMatch(texts); at.hasNext();) {
        if (const QString source = at.next().captured(1); !source.contains(NeverOne))
            found.append(source);
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_GUILESS_MAIN(HelioLanguageTest)
#include "tst_helio_language.moc"
