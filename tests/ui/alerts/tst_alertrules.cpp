// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesecrets.h"
#include "ui/alerts/alertrules.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

namespace {

AlertRule ruleOf(const QString &name, const QUrl &url = {})
{
    AlertRule rule;
    rule.name = name;
    rule.url = url;
    return rule;
}

QStringList namesIn(const AlertRules &rules)
{
    QStringList names;
    for (const AlertRules::Entry &entry : rules.all())
        names.append(entry.rule.name);
    return names;
}

} // namespace

/// How rules are kept over the end of the program.
class AlertRulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void rulesComeBackInTheirOrder();
    void whatWasRemovedCanBeBroughtBack();
    void aSecretIsKeptInTheKeychainAlone();
    void whereTheKeychainHasItNotNothingIsPostedTo();
    void withoutAKeychainTheSecretIsNotKept();
    void aSecretOfTheQueryIsOneToo();
    void whatAnotherWindowAddedStays();
    void aRuleOfANewerVersionStaysInTheSettings();
    void thereAreAtMostSoMany();

private:
    QString file() const { return folder_->filePath(QStringLiteral("settings.ini")); }
    QByteArray written() const
    {
        QFile settings(file());
        return settings.open(QIODevice::ReadOnly) ? settings.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

void AlertRulesTest::rulesComeBackInTheirOrder()
{
    {
        QSettings settings(file(), QSettings::IniFormat);
        AlertRules rules(settings, nullptr);
        const QByteArray key = rules.add(ruleOf(QStringLiteral("b")));
        rules.add(ruleOf(QStringLiteral("a")));
        rules.setEnabled(key, false);
    }
    QSettings settings(file(), QSettings::IniFormat);
    AlertRules rules(settings, nullptr);
    QCOMPARE(namesIn(rules), (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
    QVERIFY(!rules.all().first().rule.isEnabled);
}

void AlertRulesTest::whatWasRemovedCanBeBroughtBack()
{
    QSettings settings(file(), QSettings::IniFormat);
    AlertRules rules(settings, nullptr);
    for (const char *name : {"a", "b", "c"})
        rules.add(ruleOf(QString::fromLatin1(name)));
    QVERIFY(!rules.canUndoRemove());
    const QByteArray key = rules.all()[1].key;
    rules.setEnabled(key, false);
    rules.remove(rules.all()[1].key);
    rules.remove(rules.all()[0].key);
    QCOMPARE(namesIn(rules), QStringList{QStringLiteral("c")});
    QVERIFY(rules.knows(key));
    rules.undoRemove();
    QCOMPARE(rules.undoRemove(), key);
    QVERIFY(!rules.find(key)->rule.isEnabled);
    QCOMPARE(namesIn(rules), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    QVERIFY(!rules.canUndoRemove());
    QSettings again(file(), QSettings::IniFormat);
    QCOMPARE(namesIn(AlertRules(again, nullptr)), namesIn(rules));
}

void AlertRulesTest::aSecretIsKeptInTheKeychainAlone()
{
    const QUrl url(QStringLiteral("https://me:geheim@example.org/hook"));
    FakeSecretStore secrets;
    {
        QSettings settings(file(), QSettings::IniFormat);
        AlertRules rules(settings, &secrets);
        rules.add(ruleOf(QStringLiteral("a"), url));
        QTRY_COMPARE(secrets.secrets.size(), 1);
    }
    QVERIFY(!written().isEmpty());
    QVERIFY(!written().contains("geheim"));
    QSettings settings(file(), QSettings::IniFormat);
    AlertRules rules(settings, &secrets);
    QVERIFY(rules.all().first().areSecretsMissing);
    QTRY_VERIFY(!rules.all().first().areSecretsMissing);
    QCOMPARE(rules.all().first().rule.url, url);
    rules.remove(rules.all().first().key);
    QTRY_VERIFY(secrets.secrets.isEmpty());
}

void AlertRulesTest::whereTheKeychainHasItNotNothingIsPostedTo()
{
    FakeSecretStore secrets;
    {
        QSettings settings(file(), QSettings::IniFormat);
        AlertRules rules(settings, &secrets);
        rules.add(ruleOf(QStringLiteral("a"), QUrl(QStringLiteral("https://me:geheim@example.org/hook"))));
        QTRY_COMPARE(secrets.secrets.size(), 1);
    }
    secrets.secrets.clear();
    QSettings settings(file(), QSettings::IniFormat);
    AlertRules rules(settings, &secrets);
    QSignalSpy changed(&rules, &AlertRules::changed);
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(rules.all().first().areSecretsMissing);
    QVERIFY(!rules.all().first().secretsProblem.isEmpty());
    // Given again, it is there.
    AlertRule rule = rules.all().first().rule;
    rule.url = QUrl(QStringLiteral("https://me:neu@example.org/hook"));
    rules.replace(rules.all().first().key, rule);
    QVERIFY(!rules.all().first().areSecretsMissing);
    QTRY_COMPARE(secrets.secrets.size(), 1);
}

void AlertRulesTest::withoutAKeychainTheSecretIsNotKept()
{
    FakeSecretStore secrets;
    secrets.there = SecretStore::Availability::None;
    QSettings settings(file(), QSettings::IniFormat);
    AlertRules rules(settings, &secrets);
    rules.add(ruleOf(QStringLiteral("a"), QUrl(QStringLiteral("https://me:geheim@example.org/hook"))));
    QVERIFY(!rules.all().first().areSecretsMissing); // it works until the program ends
    QVERIFY(!rules.all().first().secretsProblem.isEmpty());
    settings.sync();
    QVERIFY(!written().contains("geheim"));
    QVERIFY(secrets.secrets.isEmpty());
}

void AlertRulesTest::aSecretOfTheQueryIsOneToo()
{
    FakeSecretStore secrets;
    QSettings settings(file(), QSettings::IniFormat);
    AlertRules rules(settings, &secrets);
    rules.add(ruleOf(QStringLiteral("a"), QUrl(QStringLiteral("https://example.org/hook?access_token=geheim"))));
    settings.sync();
    QVERIFY(!written().contains("geheim"));
    QTRY_COMPARE(secrets.secrets.size(), 1);
}

void AlertRulesTest::whatAnotherWindowAddedStays()
{
    QSettings ours(file(), QSettings::IniFormat);
    QSettings theirs(file(), QSettings::IniFormat);
    AlertRules here(ours, nullptr);
    AlertRules there(theirs, nullptr);
    there.add(ruleOf(QStringLiteral("there")));
    here.add(ruleOf(QStringLiteral("here")));
    QSettings again(file(), QSettings::IniFormat);
    QStringList names = namesIn(AlertRules(again, nullptr));
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("here"), QStringLiteral("there")}));
}

void AlertRulesTest::aRuleOfANewerVersionStaysInTheSettings()
{
    {
        QSettings settings(file(), QSettings::IniFormat);
        settings.setValue(QStringLiteral("alerts/order"), QStringList{QStringLiteral("new")});
        settings.setValue(QStringLiteral("alerts/new"), QStringLiteral("{\"name\":\"n\",\"condition\":\"moon\"}"));
    }
    QSettings settings(file(), QSettings::IniFormat);
    AlertRules rules(settings, nullptr);
    QVERIFY(rules.all().isEmpty());
    rules.add(ruleOf(QStringLiteral("a")));
    QVERIFY(settings.value(QStringLiteral("alerts/order")).toStringList().contains(QStringLiteral("new")));
    QVERIFY(settings.contains(QStringLiteral("alerts/new")));
}

void AlertRulesTest::thereAreAtMostSoMany()
{
    QSettings settings(file(), QSettings::IniFormat);
    AlertRules rules(settings, nullptr);
    for (qsizetype i = 0; i < AlertRules::MostRules; ++i)
        QVERIFY(!rules.add(ruleOf(QString::number(i))).isEmpty());
    QVERIFY(rules.add(ruleOf(QStringLiteral("more"))).isEmpty());
    QCOMPARE(rules.all().size(), AlertRules::MostRules);
}

QTEST_GUILESS_MAIN(AlertRulesTest)
#include "tst_alertrules.moc"
