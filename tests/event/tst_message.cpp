// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/message.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace helio;

namespace {

/// A language that puts "lang: " before every text.
class Prefixed : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *text, const char *, int) const override
    {
        return QStringLiteral("lang: ") + QString::fromUtf8(text);
    }
};

} // namespace

/// A sentence that is said in English and in the program's language.
class MessageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&language_)); }
    void oneThatSaysNothingIsEmpty();
    void itIsSaidInBothLanguages();
    void whatLooksLikeAPlaceInAnArgumentIsNone();
    void anArgumentMayBeAMessage();
    void aTranslationMaySayMore();

private:
    Prefixed language_;
};

void MessageTest::oneThatSaysNothingIsEmpty()
{
    QVERIFY(Message().isEmpty() && Message(QString()).isEmpty());
    QCOMPARE(Message().english(), QString());
    QCOMPARE(Message().translated(), QString());
    QVERIFY(!Message(QStringLiteral("x")).isEmpty());
}

void MessageTest::itIsSaidInBothLanguages()
{
    const Message message("context", "At most %1 of %2.", {Message::number(5), QStringLiteral("a")});
    QCOMPARE(message.english(), QStringLiteral("At most 5 of a."));
    QCOMPARE(message.translated(), QStringLiteral("lang: At most 5 of a."));
}

void MessageTest::whatLooksLikeAPlaceInAnArgumentIsNone()
{
    const Message message("context", "%1 and %2, 100 %", {QStringLiteral("%2"), QStringLiteral("b")});
    QCOMPARE(message.english(), QStringLiteral("%2 and b, 100 %"));
}

void MessageTest::anArgumentMayBeAMessage()
{
    const Message why("context", "No room.");
    QCOMPARE(Message("context", "Not now. %1", {why}).translated(), QStringLiteral("lang: Not now. lang: No room."));
    QCOMPARE(Message("context", "Not now. %1", {Message()}).english(), QStringLiteral("Not now."));
}

void MessageTest::aTranslationMaySayMore()
{
    const Message message =
        Message("context", "%1 is broken.", {QStringLiteral("f")}).translatedAs(QStringLiteral("f:3: x"));
    QCOMPARE(message.english(), QStringLiteral("f is broken."));
    QCOMPARE(message.translated(), QStringLiteral("f:3: x"));
}

QTEST_GUILESS_MAIN(MessageTest)
#include "tst_message.moc"
