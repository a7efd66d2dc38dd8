// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/headerfields.h"

#include <QTest>

using namespace helio;

class HeaderFieldsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFieldIsFoundInCapitalsOrNot();
    void fieldsOfOneNameAreOneList();
    void aNameIsNotFoundWithinOthers();
    void anEmptyValueIsNotNone();
    void linesAreInTheOrderTheyCameIn();
};

void HeaderFieldsTest::aFieldIsFoundInCapitalsOrNot()
{
    HeaderFields fields;
    fields.add("Content-Type", "text/plain");
    QCOMPARE(fields.value("content-type"), "text/plain");
    QCOMPARE(fields.value("CONTENT-TYPE"), "text/plain");
}

void HeaderFieldsTest::fieldsOfOneNameAreOneList()
{
    HeaderFields fields;
    fields.add("Accept", "a");
    fields.add("X", "1");
    fields.add("accept", "b, c");
    QCOMPARE(fields.value("accept"), "a, b, c");
}

void HeaderFieldsTest::aNameIsNotFoundWithinOthers()
{
    HeaderFields fields;
    fields.add("X-Origin", "Origin: a");
    fields.add("Origin-X", "b");
    QVERIFY(fields.value("origin").isNull());
    QVERIFY(HeaderFields().value("origin").isNull());
}

void HeaderFieldsTest::anEmptyValueIsNotNone()
{
    HeaderFields fields;
    fields.add("A", "");
    QVERIFY(!fields.value("a").isNull());
    QVERIFY(fields.value("a").isEmpty());
}

void HeaderFieldsTest::linesAreInTheOrderTheyCameIn()
{
    HeaderFields fields;
    QCOMPARE(fields.lines(), QByteArray());
    fields.add("B", "1");
    fields.add("A", "2");
    QCOMPARE(fields.lines(), "B: 1\r\nA: 2\r\n");
}

QTEST_APPLESS_MAIN(HeaderFieldsTest)

#include "tst_headerfields.moc"
