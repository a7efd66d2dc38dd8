// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts as people meet them: the dialog, and the marks of the window.
#include "desk.h"
#include "findings/findingtable.h"
#include "hookserver.h"
#include "ui/alerts/alertruledialog.h"
#include "ui/alerts/alertsdialog.h"
#include "ui/window/alertlinks.h"
#include "ui/window/tray.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTableView>
#include <QToolButton>

using namespace helio;
using namespace helio::test;

namespace {

AlertRule markRule(const QString &filter = QStringLiteral("channel:orders"))
{
    AlertRule rule;
    rule.name = QStringLiteral("orders");
    rule.condition = AlertRule::Condition::Event;
    rule.filter = filter;
    rule.notifies = false;
    return rule;
}

/// Does something to the modal dialog of that name as soon as it is there.
class Whoever : public QObject
{
public:
    Whoever(const char *name, std::function<void(QDialog &)> acts)
    {
        connect(&poll_, &QTimer::timeout, this, [this, name, acts = std::move(acts)] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (!dialog || dialog->objectName() != QLatin1String(name))
                return;
            poll_.stop();
            acts(*dialog);
        });
        poll_.start(1);
    }

private:
    QTimer poll_;
};

} // namespace

class AlertsDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRuleIsAddedChangedAndRemovedWithAWayBack();
    void whatComesBackIsChosenAndSaysWhatItDidLast();
    void theHelpThatComesBackIsNoError();
    void noLetterIsUsedTwice_data();
    void noLetterIsUsedTwice();
    void nothingIsCutWhereThereIsRoom();
    void aCheckMarkSwitchesARuleOff();
    void whatIsWrongWithARuleIsSaidAsOneTypes();
    void onlyTheFieldsOfTheConditionAreThere();
    void noPlaceholderIsCut_data();
    void noPlaceholderIsCut();
    void tryItDoesItAndSaysWhatCameOfIt();
    void anEventThatArrivesInTheWindowSetsTheMark();
    void theMarkGoesWhenTheWindowIsLookedAt();
    void whoLooksAtTheWindowGetsNoMark();
    void aFindingSetsTheMark();
    void whatDidNotGetThroughIsSaidInTheStatusLine();
    void thereIsOneActionForIt();
};

void AlertsDialogTest::aRuleIsAddedChangedAndRemovedWithAWayBack()
{
    Desk desk;
    desk.trigger(ActionId::Alerts);
    auto *dialog = desk.find<AlertsDialog>("alertsDialog");
    auto *table = childOf<QTableView>(*dialog, "alertsTable");
    QCOMPARE(table->model()->rowCount(), 0);
    QVERIFY(!childOf<QLabel>(*dialog, "alertsText")->text().isEmpty()); // an empty pane teaches
    {
        Whoever whoever("alertRuleDialog", [](QDialog &rule) {
            childOf<QLineEdit>(rule, "alertName")->setText(QStringLiteral("quiet"));
            auto *condition = childOf<QComboBox>(rule, "alertCondition");
            condition->setCurrentIndex(condition->findData(int(AlertRule::Condition::Silence)));
            childOf<QLineEdit>(rule, "alertFilter")->setText(QStringLiteral("channel:orders"));
            childOf<QPushButton>(rule, "alertOk")->click();
        });
        childOf<QPushButton>(*dialog, "alertAdd")->click();
    }
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("quiet"));
    QVERIFY(table->model()->index(0, 1).data().toString().contains(QStringLiteral("channel:orders")));
    {
        Whoever whoever("alertRuleDialog", [](QDialog &rule) {
            childOf<QLineEdit>(rule, "alertName")->setText(QStringLiteral("silent"));
            childOf<QPushButton>(rule, "alertOk")->click();
        });
        childOf<QPushButton>(*dialog, "alertEdit")->click();
    }
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("silent"));
    childOf<QPushButton>(*dialog, "alertRemove")->click();
    QCOMPARE(table->model()->rowCount(), 0);
    childOf<QPushButton>(*dialog, "alertUndo")->click();
    QCOMPARE(table->model()->rowCount(), 1);
    QVERIFY(!childOf<QPushButton>(*dialog, "alertUndo")->isEnabled());
}

void AlertsDialogTest::whatComesBackIsChosenAndSaysWhatItDidLast()
{
    Desk desk;
    Alerts &alerts = desk.window->alerts().alerts();
    alerts.rules().add(markRule());
    desk.trigger(ActionId::Alerts);
    auto *dialog = desk.find<AlertsDialog>("alertsDialog");
    auto *table = childOf<QTableView>(*dialog, "alertsTable");
    QVERIFY(table->model()->setData(table->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    childOf<QPushButton>(*dialog, "alertTry")->click();
    const QString said = childOf<QLabel>(*dialog, "alertsText")->text();
    QVERIFY(!said.isEmpty());
    childOf<QPushButton>(*dialog, "alertRemove")->click();
    childOf<QPushButton>(*dialog, "alertUndo")->click();
    QCOMPARE(table->currentIndex().row(), 0);
    QVERIFY(table->selectionModel()->isRowSelected(0));
    QCOMPARE(childOf<QLabel>(*dialog, "alertsText")->text(), said);
    QCOMPARE(table->model()->index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
}

void AlertsDialogTest::theHelpThatComesBackIsNoError()
{
    HookServer server;
    server.status = "500 Internal Server Error";
    Desk desk;
    AlertRule rule = markRule();
    rule.url = server.url();
    desk.window->alerts().alerts().rules().add(rule);
    desk.trigger(ActionId::Alerts);
    auto *dialog = desk.find<AlertsDialog>("alertsDialog");
    const auto *text = childOf<QLabel>(*dialog, "alertsText");
    const QColor plain = text->palette().color(QPalette::WindowText);
    childOf<QPushButton>(*dialog, "alertTry")->click();
    QTRY_VERIFY_WITH_TIMEOUT(text->palette().color(QPalette::WindowText) != plain, 30'000);
    childOf<QPushButton>(*dialog, "alertRemove")->click();
    QVERIFY(text->text().startsWith(QStringLiteral("An alert says")));
    QCOMPARE(text->palette().color(QPalette::WindowText), plain);
}

void AlertsDialogTest::noLetterIsUsedTwice_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Japanese") << QStringLiteral("ja");
}

void AlertsDialogTest::noLetterIsUsedTwice()
{
    QFETCH(QString, language);
    Desk desk;
    desk.languages.use(language);
    AlertRuleDialog rule(AlertRule(), {}, true);
    desk.trigger(ActionId::Alerts);
    const QDialog *all = desk.find<AlertsDialog>("alertsDialog");
    for (const QDialog *dialog : {static_cast<const QDialog *>(&rule), all}) {
        QStringList letters;
        const auto add = [&letters](const QString &text) {
            if (const QString key = QKeySequence::mnemonic(text).toString(); !key.isEmpty())
                letters.append(key);
        };
        for (const QAbstractButton *button : dialog->findChildren<QAbstractButton *>())
            add(button->text());
        for (const QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->buddy())
                add(label->text());
        }
        QVERIFY(letters.size() >= 5);
        letters.sort();
        QCOMPARE(QSet<QString>(letters.begin(), letters.end()).size(), letters.size());
    }
    desk.languages.use(QStringLiteral("en"));
}

void AlertsDialogTest::nothingIsCutWhereThereIsRoom()
{
    Desk desk;
    AlertRule rule = markRule(QStringLiteral("channel:orders.created.in.the.north $.price>100"));
    rule.name = QStringLiteral("orders that are too dear by far");
    rule.url = QUrl(QStringLiteral("https://hooks.example.org/services/alerts"));
    desk.window->alerts().alerts().rules().add(rule);
    desk.trigger(ActionId::Alerts);
    auto *dialog = desk.find<AlertsDialog>("alertsDialog");
    dialog->resize(1400, 420);
    auto *table = childOf<QTableView>(*dialog, "alertsTable");
    const auto isWhole = [table] {
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            if (table->columnWidth(column) < static_cast<QAbstractItemView *>(table)->sizeHintForColumn(column))
                return false;
        }
        return true;
    };
    QTRY_VERIFY(isWhole());
}

void AlertsDialogTest::aCheckMarkSwitchesARuleOff()
{
    Desk desk;
    AlertRules &rules = desk.window->alerts().alerts().rules();
    rules.add(markRule());
    desk.trigger(ActionId::Alerts);
    auto *table = childOf<QTableView>(*desk.find<AlertsDialog>("alertsDialog"), "alertsTable");
    QVERIFY(table->model()->setData(table->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!rules.all().first().rule.isEnabled);
}

void AlertsDialogTest::whatIsWrongWithARuleIsSaidAsOneTypes()
{
    AlertRuleDialog dialog(markRule(), {}, true);
    auto *ok = childOf<QPushButton>(dialog, "alertOk");
    auto *problem = childOf<QLabel>(dialog, "alertProblem");
    QVERIFY(ok->isEnabled() && problem->text().isEmpty());
    childOf<QLineEdit>(dialog, "alertFilter")->setText(QStringLiteral("/(/"));
    QVERIFY(!ok->isEnabled() && !problem->text().isEmpty());
    childOf<QLineEdit>(dialog, "alertFilter")->setText(QStringLiteral("channel:a"));
    QVERIFY(ok->isEnabled());
    childOf<QCheckBox>(dialog, "alertPosts")->setChecked(true);
    QVERIFY(!ok->isEnabled());
    childOf<QLineEdit>(dialog, "alertUrl")->setText(QStringLiteral("https://me:secret@example.org/"));
    QVERIFY(ok->isEnabled());
    QVERIFY(problem->text().contains(QStringLiteral("keychain")));
    QCOMPARE(dialog.rule().url, QUrl(QStringLiteral("https://me:secret@example.org/")));
}

void AlertsDialogTest::onlyTheFieldsOfTheConditionAreThere()
{
    AlertRuleDialog dialog(AlertRule(), {QStringLiteral("hub")}, true);
    showActive(dialog);
    auto *condition = childOf<QComboBox>(dialog, "alertCondition");
    const auto sees = [&](AlertRule::Condition which) {
        condition->setCurrentIndex(condition->findData(int(which)));
        QStringList seen;
        for (const char *name : {"alertCode", "alertStream", "alertFilter", "alertRate", "alertTime"}) {
            if (!childOf<QWidget>(dialog, name)->isHidden())
                seen.append(QString::fromLatin1(name).mid(5));
        }
        return seen.join(u' ');
    };
    QCOMPARE(sees(AlertRule::Condition::Finding), QStringLiteral("Code Stream"));
    QCOMPARE(sees(AlertRule::Condition::Silence), QStringLiteral("Filter Time"));
    QCOMPARE(sees(AlertRule::Condition::MoreThan), QStringLiteral("Filter Rate Time"));
    QCOMPARE(sees(AlertRule::Condition::FewerThan), QStringLiteral("Filter Rate Time"));
    QCOMPARE(sees(AlertRule::Condition::Event), QStringLiteral("Filter"));
}

void AlertsDialogTest::noPlaceholderIsCut_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Japanese") << QStringLiteral("ja");
}

void AlertsDialogTest::noPlaceholderIsCut()
{
    QFETCH(QString, language);
    Languages languages;
    languages.use(language);
    AlertRuleDialog dialog(AlertRule(), {QStringLiteral("hub")}, true);
    showActive(dialog);
    auto *condition = childOf<QComboBox>(dialog, "alertCondition");
    condition->setCurrentIndex(condition->findData(int(AlertRule::Condition::Event)));
    childOf<QCheckBox>(dialog, "alertPosts")->setChecked(true);
    QCoreApplication::processEvents();
    for (const char *name : {"alertFilter", "alertUrl"}) {
        const auto *field = childOf<QLineEdit>(dialog, name);
        const int needed = field->fontMetrics().horizontalAdvance(field->placeholderText());
        QVERIFY2(!field->placeholderText().isEmpty() && needed < field->width() - 8,
                 qPrintable(field->placeholderText()));
    }
}

void AlertsDialogTest::tryItDoesItAndSaysWhatCameOfIt()
{
    HookServer server;
    server.status = "503 Service Unavailable";
    Desk desk;
    AlertRule rule = markRule();
    rule.url = server.url();
    desk.window->alerts().alerts().rules().add(rule);
    desk.trigger(ActionId::Alerts);
    auto *dialog = desk.find<AlertsDialog>("alertsDialog");
    auto *text = childOf<QLabel>(*dialog, "alertsText");
    childOf<QPushButton>(*dialog, "alertTry")->click();
    QTRY_VERIFY_WITH_TIMEOUT(text->text().contains(QStringLiteral("503")), 30'000);
    QCOMPARE(server.json()[QStringLiteral("rule")].toString(), QStringLiteral("orders"));
    server.status = "200 OK";
    childOf<QPushButton>(*dialog, "alertTry")->click();
    QTRY_VERIFY_WITH_TIMEOUT(text->text().contains(QStringLiteral("200")), 30'000);
    QCOMPARE(server.bodies.size(), 2);
}

void AlertsDialogTest::anEventThatArrivesInTheWindowSetsTheMark()
{
    Desk desk;
    QWidget other; // what the user looks at
    showActive(other);
    QTRY_VERIFY(!desk.window->isActiveWindow());
    desk.window->alerts().alerts().rules().add(markRule());
    desk.hub.tap()->emitEvents({received("prices", {}, "{}")});
    desk.monitor.drain();
    QVERIFY(!desk.window->windowTitle().startsWith(u'('));
    desk.hub.tap()->emitEvents({received("orders", {}, "{}")});
    QTRY_VERIFY(desk.window->windowTitle().startsWith(QStringLiteral("(1) ")));
    auto *status = desk.find<QToolButton>("statusAlerts");
    QVERIFY(!status->isHidden());
    QVERIFY(status->toolTip().contains(QStringLiteral("orders")));
    status->click();
    QVERIFY(desk.window->findChild<AlertsDialog *>());
    QVERIFY(status->isHidden());
    QVERIFY(!desk.window->windowTitle().startsWith(u'('));
}

void AlertsDialogTest::theMarkGoesWhenTheWindowIsLookedAt()
{
    Desk desk;
    QWidget other;
    showActive(other);
    QTRY_VERIFY(!desk.window->isActiveWindow());
    desk.window->alerts().alerts().rules().add(markRule());
    desk.hub.tap()->emitEvents({received("orders", {}, "{}")});
    QTRY_VERIFY(desk.window->windowTitle().startsWith(QStringLiteral("(1) ")));
    desk.window->activateWindow();
    QTRY_VERIFY(!desk.window->windowTitle().startsWith(u'('));
}

void AlertsDialogTest::whoLooksAtTheWindowGetsNoMark()
{
    Desk desk;
    QTRY_VERIFY(desk.window->isActiveWindow());
    desk.window->alerts().alerts().rules().add(markRule());
    desk.hub.tap()->emitEvents({received("orders", {}, "{}")});
    auto *status = desk.find<QToolButton>("statusAlerts");
    QTRY_VERIFY(!status->isHidden()); // what it was can be seen
    QVERIFY(!desk.window->windowTitle().startsWith(u'('));
}

void AlertsDialogTest::aFindingSetsTheMark()
{
    Desk desk;
    QWidget other;
    showActive(other);
    QTRY_VERIFY(!desk.window->isActiveWindow());
    AlertRule rule;
    rule.name = QStringLiteral("trouble");
    rule.notifies = false;
    Alerts &alerts = desk.window->alerts().alerts();
    alerts.rules().add(rule);
    alerts.onProblem(QStringLiteral("hub"), makeFinding(FindingCase::RedisAway));
    QCOMPARE(alerts.unseen(), 1);
    QVERIFY(desk.window->windowTitle().startsWith(QStringLiteral("(1) ")));
}

void AlertsDialogTest::whatDidNotGetThroughIsSaidInTheStatusLine()
{
    HookServer server;
    server.status = "500 Internal Server Error";
    Desk desk;
    AlertRule rule = markRule();
    rule.marks = false;
    rule.url = server.url();
    desk.window->alerts().alerts().rules().add(rule);
    desk.hub.tap()->emitEvents({received("orders", {}, "{}")});
    auto *status = desk.find<QToolButton>("statusAlerts");
    QTRY_VERIFY_WITH_TIMEOUT(!status->isHidden(), 30'000);
    QVERIFY(status->toolTip().contains(QStringLiteral("500")));
}

void AlertsDialogTest::thereIsOneActionForIt()
{
    Desk desk;
    const QList<QAction *> tools = desk.window->actionList().of(MenuId::Tools);
    QVERIFY(tools.contains(desk.window->actionList()[ActionId::Alerts]));
    desk.trigger(ActionId::Alerts);
    desk.trigger(ActionId::Alerts);
    QCOMPARE(desk.window->findChildren<AlertsDialog *>().size(), 1);
}

QTEST_MAIN(AlertsDialogTest)
#include "tst_alertsdialog.moc"
