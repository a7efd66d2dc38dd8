// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of settings over a scripted hub.
#include "feed/settingscontrol.h"
#include "ui/settings/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace helio;

namespace {

class FakeSettings : public SettingsControl
{
public:
    QList<SettingInfo> settings(QString &problem) const override
    {
        problem = fileProblem;
        return fileProblem.isEmpty() ? infos : QList<SettingInfo>();
    }
    QString keptIn() const override { return QStringLiteral("hub.toml"); }
    QString problemOf(const Change &change) const override
    {
        return change.text == QLatin1String("bad") ? QStringLiteral("bad is no value") : QString();
    }
    QString write(const QList<Change> &changes) override
    {
        if (!writeProblem.isEmpty())
            return writeProblem;
        for (const Change &change : changes) {
            written.append(change.key + '=' + change.text.toUtf8());
            for (SettingInfo &info : infos) {
                if (info.key != change.key)
                    continue;
                info.text = change.text.trimmed();
                info.isInForce = false;
            }
        }
        Q_EMIT changed();
        return {};
    }
    QString restart() override
    {
        if (!restartProblem.isEmpty())
            return restartProblem;
        for (SettingInfo &info : infos)
            info.isInForce = true;
        ++restarts;
        Q_EMIT changed();
        return {};
    }

    QList<SettingInfo> infos{{"server",
                              "heartbeat",
                              "DURATION",
                              QStringLiteral("of silence"),
                              QStringLiteral("15s"),
                              QStringLiteral("15s"),
                              {}},
                             {"server", "max_clients", "N", QStringLiteral("at a time"), QStringLiteral("20000"),
                              QStringLiteral("20000"), QStringLiteral("--max-clients 5")},
                             {"history",
                              "max_age",
                              "DURATION",
                              QStringLiteral("how long"),
                              QStringLiteral("24h"),
                              QStringLiteral("24h"),
                              {}}};
    QString fileProblem;
    QString writeProblem;
    QString restartProblem;
    QByteArrayList written;
    int restarts = 0;
};

struct Bench
{
    explicit Bench(const WindowOptions &options = plainOptions())
    {
        WindowChoices choices;
        choices.language = QStringLiteral("en");
        dialog =
            std::make_unique<SettingsDialog>(SettingsDialog::Parts{&hub, [this] { return agrees; }, choices, options});
        dialog->show();
    }
    static WindowOptions plainOptions()
    {
        return {{{QStringLiteral("en"), QStringLiteral("English")}, {QStringLiteral("ja"), QStringLiteral("日本語")}},
                {},
                false};
    }
    template <typename T>
    T *find(const char *name) const
    {
        T *found = dialog->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void type(const char *field, const char *text) const
    {
        find<QLineEdit>(field)->selectAll();
        QTest::keyClicks(find<QLineEdit>(field), QLatin1String(text));
    }
    void press(const char *button) const { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }

    FakeSettings hub;
    bool agrees = true;
    std::unique_ptr<SettingsDialog> dialog;
};

} // namespace

class SettingsDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFieldNamesTheFormOfItsValue();
    void whatIsChangedIsWrittenAndNothingElse();
    void anErrorStandsAtItsFieldAndKeepsTheFileAsItIs();
    void whatTakesARestartIsMarkedAndTheButtonRestarts();
    void aRestartThatIsNotAgreedToDoesNotHappen();
    void aRestartThatIsRefusedSaysWhy();
    void aFileThatCannotBeReadAnyMoreIsReported();
    void theCommandLineThatWinsIsNamedAtTheField();
    void aFileThatCannotBeWrittenKeepsTheDialogOpen();
    void cancelChangesNothing();
    void theWindowsChoicesComeTogether();
    void withoutATrayItsBoxesSayWhy();
    void questionsComeBackOnce();
    void aHubFarAwayHasNothingToChangeHere();
};

void SettingsDialogTest::whatIsChangedIsWrittenAndNothingElse()
{
    Bench bench;
    QVERIFY(!bench.find<QPushButton>("settingsApply")->isEnabled());
    bench.type("setting_server_heartbeat", "10s");
    QVERIFY(bench.find<QPushButton>("settingsApply")->isEnabled());
    bench.press("settingsApply");
    QCOMPARE(bench.hub.written, QByteArrayList{"heartbeat=10s"});
    QVERIFY(!bench.find<QPushButton>("settingsApply")->isEnabled());
    bench.type("setting_history_max_age", "2h");
    bench.press("settingsOk");
    QCOMPARE(bench.hub.written, (QByteArrayList{"heartbeat=10s", "max_age=2h"}));
    QVERIFY(!bench.dialog->isVisible());
}

void SettingsDialogTest::anErrorStandsAtItsFieldAndKeepsTheFileAsItIs()
{
    Bench bench;
    bench.type("setting_server_heartbeat", "bad");
    auto *note = bench.find<QLabel>("settingNote_server_heartbeat");
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(), QStringLiteral("bad is no value"));
    QVERIFY(!bench.find<QPushButton>("settingsOk")->isEnabled());
    QVERIFY(!bench.find<QPushButton>("settingsApply")->isEnabled());
    bench.type("setting_server_heartbeat", "15s");
    QVERIFY(!note->isVisible());
    QVERIFY(bench.find<QPushButton>("settingsOk")->isEnabled());
    QVERIFY(bench.hub.written.isEmpty());
}

void SettingsDialogTest::whatTakesARestartIsMarkedAndTheButtonRestarts()
{
    Bench bench;
    QVERIFY(!bench.find<QPushButton>("restartHub")->isEnabled());
    bench.type("setting_server_heartbeat", "10s");
    bench.press("settingsApply");
    QVERIFY(bench.find<QLabel>("settingNote_server_heartbeat")->isVisible());
    QVERIFY(bench.find<QLabel>("settingsPending")->text().contains(QStringLiteral("heartbeat")));
    QVERIFY(bench.find<QPushButton>("restartHub")->isEnabled());
    bench.press("restartHub");
    QCOMPARE(bench.hub.restarts, 1);
    QVERIFY(!bench.find<QPushButton>("restartHub")->isEnabled());
    QVERIFY(bench.find<QLabel>("settingsPending")->text().isEmpty());
    QVERIFY(!bench.find<QLabel>("settingNote_server_heartbeat")->isVisible());
}

void SettingsDialogTest::aRestartThatIsNotAgreedToDoesNotHappen()
{
    Bench bench;
    bench.agrees = false;
    bench.type("setting_server_heartbeat", "10s");
    bench.press("settingsApply");
    bench.press("restartHub");
    QCOMPARE(bench.hub.restarts, 0);
}

void SettingsDialogTest::aRestartThatIsRefusedSaysWhy()
{
    Bench bench;
    bench.hub.infos[0].isInForce = false;
    Q_EMIT bench.hub.changed();
    bench.hub.restartProblem = QStringLiteral("Not listening on 0.0.0.0:7373");
    bench.press("restartHub");
    QVERIFY(bench.find<QLabel>("settingsProblem")->isVisible());
    QCOMPARE(bench.find<QLabel>("settingsProblem")->text(), bench.hub.restartProblem);
    bench.hub.restartProblem.clear();
    bench.press("restartHub");
    QVERIFY(!bench.find<QLabel>("settingsProblem")->isVisible());
    QCOMPARE(bench.hub.restarts, 1);
}

void SettingsDialogTest::aFileThatCannotBeReadAnyMoreIsReported()
{
    Bench bench;
    bench.hub.fileProblem = QStringLiteral("hub.toml, line 2: nonsense");
    Q_EMIT bench.hub.changed();
    QVERIFY(bench.find<QLabel>("settingsProblem")->isVisible());
    QCOMPARE(bench.find<QLabel>("settingsProblem")->text(), bench.hub.fileProblem);
    QVERIFY(!bench.find<QPushButton>("restartHub")->isEnabled());
    bench.hub.fileProblem.clear();
    Q_EMIT bench.hub.changed();
    QVERIFY(!bench.find<QLabel>("settingsProblem")->isVisible());
}

void SettingsDialogTest::theCommandLineThatWinsIsNamedAtTheField()
{
    Bench bench;
    auto *note = bench.find<QLabel>("settingNote_server_max_clients");
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(QStringLiteral("--max-clients 5")));
}

void SettingsDialogTest::aFileThatCannotBeWrittenKeepsTheDialogOpen()
{
    Bench bench;
    bench.hub.writeProblem = QStringLiteral("The disk is full");
    bench.type("setting_server_heartbeat", "10s");
    bench.press("settingsOk");
    QVERIFY(bench.dialog->isVisible());
    QCOMPARE(bench.find<QLabel>("settingsProblem")->text(), QStringLiteral("The disk is full"));
    QCOMPARE(bench.find<QLineEdit>("setting_server_heartbeat")->text(), QStringLiteral("10s"));
}

void SettingsDialogTest::cancelChangesNothing()
{
    Bench bench;
    QSignalSpy chosen(bench.dialog.get(), &SettingsDialog::windowChosen);
    bench.type("setting_server_heartbeat", "10s");
    bench.find<QSpinBox>("settingsMemory")->setValue(128);
    bench.press("settingsCancel");
    QVERIFY(bench.hub.written.isEmpty());
    QVERIFY(chosen.isEmpty());
}

void SettingsDialogTest::theWindowsChoicesComeTogether()
{
    Bench bench;
    WindowChoices chosen;
    int times = 0;
    connect(bench.dialog.get(), &SettingsDialog::windowChosen, this, [&](const WindowChoices &choices) {
        chosen = choices;
        ++times;
    });
    bench.find<QComboBox>("settingsLanguage")->setCurrentIndex(1);
    bench.find<QComboBox>("settingsAppearance")->setCurrentIndex(2);
    bench.find<QSpinBox>("settingsMemory")->setValue(100'000);
    QVERIFY(!bench.find<QCheckBox>("settingsClosesToTray")->isEnabled());
    bench.find<QCheckBox>("settingsTray")->click();
    bench.find<QCheckBox>("settingsClosesToTray")->click();
    bench.press("settingsApply");
    QCOMPARE(times, 1);
    QCOMPARE(chosen, (WindowChoices{QStringLiteral("ja"), Appearance::Dark, 8192, true, true, false}));
    bench.press("settingsApply");
    QCOMPARE(times, 1);
}

void SettingsDialogTest::withoutATrayItsBoxesSayWhy()
{
    WindowOptions options = Bench::plainOptions();
    options.trayProblem = QStringLiteral("There is no tray.");
    Bench bench(options);
    QVERIFY(!bench.find<QCheckBox>("settingsTray")->isEnabled());
    QVERIFY(!bench.find<QCheckBox>("settingsClosesToTray")->isEnabled());
    QVERIFY(!bench.find<QLabel>("settingsTrayProblem")->isHidden());
    QCOMPARE(bench.find<QLabel>("settingsTrayProblem")->text(), options.trayProblem);
}

void SettingsDialogTest::questionsComeBackOnce()
{
    WindowOptions options = Bench::plainOptions();
    options.areQuestionsSilent = true;
    Bench bench(options);
    QSignalSpy chosen(bench.dialog.get(), &SettingsDialog::windowChosen);
    bench.find<QCheckBox>("settingsAsksAgain")->click();
    bench.press("settingsApply");
    QCOMPARE(chosen.size(), 1);
    QVERIFY(!bench.find<QCheckBox>("settingsAsksAgain")->isEnabled());
    QVERIFY(!bench.find<QPushButton>("settingsApply")->isEnabled());
}

void SettingsDialogTest::aHubFarAwayHasNothingToChangeHere()
{
    SettingsDialog dialog({nullptr, [] { return true; }, {}, Bench::plainOptions()});
    dialog.show();
    QVERIFY(!dialog.findChild<QLabel *>(QStringLiteral("settingsFile"))->text().isEmpty());
    QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("restartHub"))->isVisible());
}

void SettingsDialogTest::aFieldNamesTheFormOfItsValue()
{
    Bench bench;
    const auto *edit = bench.dialog->findChild<QLineEdit *>(QStringLiteral("setting_server_heartbeat"));
    QCOMPARE(bench.dialog->findChild<QLabel *>(QStringLiteral("settingHelp_server_heartbeat"))->text(),
             QStringLiteral("DURATION · of silence (default 15s)"));
    QVERIFY(edit->toolTip().startsWith(QStringLiteral("DURATION")));
    QCOMPARE(edit->placeholderText(), QStringLiteral("DURATION"));
}

QTEST_MAIN(SettingsDialogTest)
#include "tst_settingsdialog.moc"
