// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingtable.h"
#include "findings/intermediary.h"
#include "findings/troubleshooting.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace helio;

/// The table that all findings are made from.
class FindingTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void codesHaveTheNamesOfTheContract();
    void eachCodeHasATitleAMeaningAndRows();
    void rowsStandInTheOrderOfTheirCases();
    void eachPlaceInATextHasAName();
    void aFindingIsMadeOfItsRow();
    void whoStandsBetweenIsKnownByTheHead();
    void theWorseOfTwoStays();
    void theDocumentIsWhatTheTableSays();
};

void FindingTableTest::codesHaveTheNamesOfTheContract()
{
    const QByteArrayList names{"unreachable",
                               "tls-untrusted",
                               "no-answer",
                               "refused-status",
                               "told-to-stay-away",
                               "wrong-type",
                               "wrong-charset",
                               "compressed",
                               "redirected",
                               "redirect-loop",
                               "credentials-dropped",
                               "late-head",
                               "silent",
                               "no-blank-line",
                               "odd-lines",
                               "buffered",
                               "bursts",
                               "all-at-once",
                               "cut",
                               "unfinished",
                               "no-end-mark",
                               "stream-error",
                               "stopped-early",
                               "delta-mismatch",
                               "ends-at-once",
                               "idle-cut",
                               "age-limit",
                               "no-heartbeat",
                               "heartbeat-as-event",
                               "no-ids",
                               "repeated-id",
                               "resume-ignored",
                               "ids-per-connection",
                               "harmful-retry",
                               "invalid-utf8",
                               "id-with-nul",
                               "mixed-data",
                               "large-event",
                               "cacheable",
                               "cors",
                               "six-connections",
                               "slow-clients",
                               "gaps-told",
                               "six-tabs",
                               "history-too-short",
                               "redis-away",
                               "group-redis-away",
                               "group-hub-behind",
                               "group-hub-silent",
                               "group-versions-differ",
                               "group-log-evictable",
                               "group-bridge",
                               "group-bridges-differ",
                               "store-failed",
                               "store-damaged",
                               "store-elsewhere",
                               "store-slow",
                               "open-to-network",
                               "token-ends-soon",
                               "refused-clients",
                               "hub-held-up"};
    QSet<QByteArray> all;
    for (const FindingCode code : findingCodes()) {
        all.insert(codeName(code));
        QCOMPARE(codeFromName(codeName(code)), std::optional(code));
    }
    QCOMPARE(all, QSet<QByteArray>(names.begin(), names.end()));
    QVERIFY(!codeFromName("none"));
}

void FindingTableTest::eachCodeHasATitleAMeaningAndRows()
{
    int at = 0;
    for (const FindingCode code : findingCodes()) {
        QCOMPARE(int(code), at++);
        QVERIFY(!findingTitle(code).english().isEmpty());
        QVERIFY(!findingMeaning(code).isEmpty());
        QVERIFY2(!findingRows(code).isEmpty(), codeName(code));
    }
}

void FindingTableTest::rowsStandInTheOrderOfTheirCases()
{
    int at = 0;
    for (const FindingCode code : findingCodes()) {
        for (const FindingRow &row : findingRows(code)) {
            QCOMPARE(int(row.which), at++);
            QCOMPARE(findingRow(row.which).words, row.words);
        }
    }
}

void FindingTableTest::eachPlaceInATextHasAName()
{
    static const QRegularExpression place(QStringLiteral("%([1-9])"));
    for (const FindingCode code : findingCodes()) {
        for (const FindingRow &row : findingRows(code)) {
            const qsizetype names = *row.places ? QByteArray(row.places).count('|') + 1 : 0;
            qsizetype most = 0;
            for (auto it = place.globalMatch(QString::fromUtf8(row.words)); it.hasNext();)
                most = std::max<qsizetype>(most, it.next().captured(1).toInt());
            QVERIFY2(most == names, row.words);
        }
    }
}

void FindingTableTest::aFindingIsMadeOfItsRow()
{
    const Finding finding =
        makeFinding(FindingCase::WrongCharset, {QStringLiteral("latin-1")}, {}, QStringLiteral("More."));
    QCOMPARE(finding.code, FindingCode::WrongCharset);
    QCOMPARE(finding.which, FindingCase::WrongCharset);
    QCOMPARE(finding.severity, Severity::Warning);
    QVERIFY(finding.words.english().contains(QStringLiteral("latin-1")));
    QVERIFY(finding.remedy.english().endsWith(QStringLiteral("charset=utf-8. More.")));
}

void FindingTableTest::whoStandsBetweenIsKnownByTheHead()
{
    const JudgedHead head{200, {}, {{"Server", "nginx/1.22.1"}, {"Via", "1.1 varnish"}}};
    const QByteArrayList known = knownIntermediaries(head);
    QCOMPARE(known.size(), 2);
    QVERIFY(known.contains("nginx") && known.contains("Varnish"));
    QVERIFY(knownIntermediaries({200, {}, {{"Server", "something"}}}).isEmpty());
    QVERIFY(knownIntermediaries({}).isEmpty());
}

void FindingTableTest::theWorseOfTwoStays()
{
    QList<Finding> findings{makeFinding(FindingCase::NoIds), makeFinding(FindingCase::Cacheable)};
    addFindings(findings, {makeFinding(FindingCase::CameFromCache), makeFinding(FindingCase::Refused)});
    sortFindings(findings);
    QCOMPARE(findings.size(), 3);
    QCOMPARE(findings[0].code, FindingCode::RefusedStatus);
    QCOMPARE(findings[1].severity, Severity::Warning);
    QCOMPARE(findings[2].code, FindingCode::NoIds);
}

void FindingTableTest::theDocumentIsWhatTheTableSays()
{
    QFile file(QStringLiteral(TROUBLESHOOTING));
    QVERIFY2(file.open(QIODevice::ReadOnly), "docs/troubleshooting.md: print it with helio_troubleshooting");
    QCOMPARE(file.readAll(), troubleshootingDocument());
}

QTEST_APPLESS_MAIN(FindingTableTest)
#include "tst_findingtable.moc"
