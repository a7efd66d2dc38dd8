// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "accessfile.h"
#include "settings.h"
#include "ui/hub/accessdialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTranslator>

using namespace helio;

namespace {

/// A dialog over a file of rules.
struct AccessBench
{
    explicit AccessBench(const QByteArray &content = {})
        : path(directory.filePath(QStringLiteral("hub.toml")))
    {
        Settings settings;
        if (!content.isEmpty()) {
            write(content);
            problem = settings.readFile(path);
        }
        access = std::make_unique<AccessFile>(hub, path, settings.access);
        dialog = std::make_unique<AccessDialog>(*access, QByteArrayList{"builds.1", "builds.2", "news", "users.ci"});
        dialog->show();
    }
    void write(const QByteArray &content) const
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
    }
    QByteArray content() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    AccessRules written() const
    {
        Settings settings;
        if (const QString wrong = settings.readFile(path); !wrong.isEmpty())
            qFatal("%s", qPrintable(wrong));
        return settings.access;
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
        find<QLineEdit>(field)->clear();
        QTest::keyClicks(find<QLineEdit>(field), QString::fromLatin1(text));
    }
    void click(const char *button) const { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    // As one far away does, over HTTP.
    QString revoke(const char *name) const
    {
        return said([&](const AccessControl::Done &done) { access->revokeToken(QString::fromLatin1(name), done); });
    }
    QString setAnonymous(const AnonymousAccess &anonymous) const
    {
        return said([&](const AccessControl::Done &done) { access->setAnonymous(anonymous, done); });
    }
    QString make(const char *name) const
    {
        return said([&](const AccessControl::Done &done) {
            access->makeToken({QString::fromLatin1(name), {}, {}, false}, done);
        });
    }
    /// What is wrong.
    template <typename Ask>
    static QString said(const Ask &ask)
    {
        QString problem = QStringLiteral("no answer");
        ask([&problem](const AccessOutcome &outcome) { problem = outcome.problem.english(); });
        return problem;
    }
    QString said() const { return find<QLabel>("accessProblem")->text(); }

    QTemporaryDir directory;
    QString path;
    QString problem;
    LocalHub hub{HubConfig()};
    std::unique_ptr<AccessFile> access;
    std::unique_ptr<AccessDialog> dialog;
};

const QByteArray Rules(R"(# my hub
[server]
heartbeat = "15s"  # not too often

[[token]]   # the first
name = "one"
sha256 = "0000000000000000000000000000000000000000000000000000000000000001"

# about two
[[token]]
name = "two"
sha256 = "0000000000000000000000000000000000000000000000000000000000000002"
subscribe = ["*"]

# about the rest
[history]
max_events = 5
)");

} // namespace

/// The Access dialog, by clicks, over a real file.
class AccessDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void enterMakesTheToken();
    void aTokenIsMadeShownAndKept();
    void thePreviewShowsWhichChannelsItAllows();
    void theFirstTokenShutsNobodyOut();
    void revokingAsksAndTakesOutTheRightOne();
    void revokingTheLastLeavesNothingOpen();
    void anonymousRulesAreApplied();
    void theRestOfTheFileStaysAsItWas();
    void whatCannotBeWrittenIsSaid();
    void whatOthersDoLeavesWhatIsWrittenAndShownHere();
    void whatIsSaidOverHttpIsEnglishInEveryLanguage();
    void namesAndGlobsAreChecked();
    void aFileOfAnotherFormIsLeftAlone();
    void commentsAndPermissionsStay();
    void aReloadNeverTakesAllRulesAway();
    void anEmptiedFileIsNotWrittenOver();
    void aFileThatCannotBeReadIsNotWrittenOver();
};

void AccessDialogTest::enterMakesTheToken()
{
    AccessBench bench;
    bench.type("tokenName", "ci");
    QTest::keyClick(bench.find<QLineEdit>("tokenName"), Qt::Key_Return);
    QVERIFY(bench.dialog->isVisible());
    QVERIFY(!bench.find<QLineEdit>("madeToken")->text().isEmpty());
}

void AccessDialogTest::aTokenIsMadeShownAndKept()
{
    AccessBench desk(Rules);
    QCOMPARE(desk.problem, QString());
    QVERIFY(!desk.find<QLineEdit>("madeToken")->isVisible());
    desk.type("tokenName", "ci");
    desk.type("tokenPublish", "builds.*, news");
    desk.type("tokenSubscribe", "users.{sub}");
    desk.find<QCheckBox>("tokenAdmin")->setChecked(true);
    desk.click("tokenMake");
    QCOMPARE(desk.said(), QString());
    const QByteArray token = desk.find<QLineEdit>("madeToken")->text().toLatin1();
    QVERIFY(token.startsWith("hlg_") && desk.find<QLineEdit>("madeToken")->isVisible());
    desk.click("tokenCopy");
    QCOMPARE(QApplication::clipboard()->text().toLatin1(), token);
    const AccessRules rules = desk.written();
    QCOMPARE(rules.tokens.size(), 3);
    QVERIFY(rules.tokens[2] ==
            (TokenRule{QStringLiteral("ci"), tokenDigest(token), {"builds.*", "news"}, {"users.{sub}"}, true}));
    QCOMPARE(desk.find<QTableWidget>("tokens")->rowCount(), 3);
    QVERIFY(!desk.content().contains(token));
}

void AccessDialogTest::thePreviewShowsWhichChannelsItAllows()
{
    AccessBench desk;
    desk.type("tokenName", "ci");
    desk.type("tokenPublish", "builds.*");
    desk.type("tokenSubscribe", "users.{sub} news");
    const QString text = desk.find<QLabel>("tokenPreview")->text();
    QVERIFY2(text.contains(QLatin1String("builds.1, builds.2\n")), qPrintable(text));
    QVERIFY2(text.endsWith(QLatin1String("news, users.ci")), qPrintable(text));
    QCOMPARE(AccessDialog::previewOf(QStringLiteral("x"), {}, {"a"}), QStringLiteral("none"));
}

void AccessDialogTest::theFirstTokenShutsNobodyOut()
{
    AccessBench desk; // no file yet
    QVERIFY(desk.access->overview().isOpen());
    desk.type("tokenName", "ci");
    desk.click("tokenMake");
    QCOMPARE(desk.said(), QString());
    QVERIFY(desk.written().anonymous == (AnonymousRule{{"*"}, {"*"}}));
    QCOMPARE(desk.find<QLineEdit>("anonymousSubscribe")->text(), QStringLiteral("*"));
}

void AccessDialogTest::revokingAsksAndTakesOutTheRightOne()
{
    AccessBench desk(Rules);
    auto *tokens = desk.find<QTableWidget>("tokens");
    QVERIFY(!desk.find<QPushButton>("tokenRevoke")->isEnabled());
    const auto answer = [&](bool yes) {
        QTimer::singleShot(0, desk.dialog.get(), [&desk, yes] {
            auto *box = desk.find<QWidget>("revokeBox");
            for (auto *button : box->findChildren<QPushButton *>()) {
                if ((button->objectName() == QLatin1String("revokeYes")) == yes) {
                    QTest::mouseClick(button, Qt::LeftButton);
                    return;
                }
            }
        });
    };
    tokens->selectRow(0);
    answer(false);
    desk.click("tokenRevoke");
    QCOMPARE(desk.content(), Rules);
    tokens->selectRow(0);
    answer(true);
    desk.click("tokenRevoke");
    QCOMPARE(desk.said(), QString());
    QCOMPARE(desk.written().tokens.size(), 1);
    QCOMPARE(desk.written().tokens[0].name, QStringLiteral("two"));
    QVERIFY2(desk.content().contains("# about two\n[[token]]") && !desk.content().contains("the first"),
             desk.content().constData());
}

void AccessDialogTest::revokingTheLastLeavesNothingOpen()
{
    AccessBench desk("[[token]]\nname = \"one\"\nsha256 = \"" + QByteArray(63, '0') + "1\"\n");
    QCOMPARE(desk.revoke("one"), QString());
    QVERIFY(desk.written().anonymous == AnonymousRule() && desk.written().tokens.isEmpty());
    QVERIFY(!desk.access->overview().isOpen());
}

void AccessDialogTest::anonymousRulesAreApplied()
{
    AccessBench desk(Rules);
    desk.type("anonymousPublish", "");
    desk.type("anonymousSubscribe", "news, users.*");
    desk.click("anonymousApply");
    QVERIFY(desk.written().anonymous == (AnonymousRule{{}, {"news", "users.*"}}));
    desk.type("anonymousSubscribe", "news");
    desk.click("anonymousApply");
    QCOMPARE(desk.content().count("[anonymous]"), 1);
    QVERIFY(desk.written().anonymous == (AnonymousRule{{}, {"news"}}));
}

void AccessDialogTest::theRestOfTheFileStaysAsItWas()
{
    AccessBench desk(Rules);
    QCOMPARE(desk.make("three"), QString());
    QVERIFY(desk.content().startsWith(Rules));
    QCOMPARE(desk.revoke("three"), QString());
    QCOMPARE(desk.content().trimmed(), Rules.trimmed());
}

void AccessDialogTest::whatCannotBeWrittenIsSaid()
{
    AccessBench desk(Rules);
    QVERIFY(QFile::remove(desk.path) && QDir().mkpath(desk.path)); // a folder stands in the way
    desk.type("tokenName", "ci");
    desk.click("tokenMake");
    QVERIFY(!desk.said().isEmpty());
    QVERIFY(!desk.find<QLineEdit>("madeToken")->isVisible());
    QCOMPARE(desk.access->overview().tokens.size(), 2);
}

void AccessDialogTest::whatOthersDoLeavesWhatIsWrittenAndShownHere()
{
    AccessBench desk(Rules);
    desk.type("tokenName", "ci");
    desk.click("tokenMake");
    const QString made = desk.find<QLineEdit>("madeToken")->text();
    QVERIFY(!made.isEmpty());
    desk.type("tokenName", "next");
    desk.type("anonymousPublish", "half a ru");
    auto *tokens = desk.find<QTableWidget>("tokens");
    tokens->selectRow(1);
    QCOMPARE(desk.make("far"), QString());
    QVERIFY(!desk.make("far").isEmpty()); // there is one now
    QCOMPARE(desk.setAnonymous({{"a"}, {"news"}}), QString());
    QCOMPARE(desk.revoke("one"), QString());
    QCOMPARE(desk.said(), QString());
    QCOMPARE(desk.find<QLineEdit>("madeToken")->text(), made);
    QCOMPARE(desk.find<QLineEdit>("tokenName")->text(), QStringLiteral("next"));
    QCOMPARE(desk.find<QLineEdit>("anonymousPublish")->text(), QStringLiteral("half a ru"));
    QCOMPARE(desk.find<QLineEdit>("anonymousSubscribe")->text(), QStringLiteral("news")); // nobody writes there
    QCOMPARE(tokens->rowCount(), 3);
    QCOMPARE(tokens->selectedItems().value(0)->text(), QStringLiteral("two"));
    QVERIFY(desk.find<QPushButton>("tokenRevoke")->isEnabled());
    desk.click("anonymousApply");
    QCOMPARE(desk.find<QLineEdit>("anonymousPublish")->text(), QStringLiteral("half, a, ru"));
}

void AccessDialogTest::whatIsSaidOverHttpIsEnglishInEveryLanguage()
{
    /// A language in which every text is one word.
    class OneWord : public QTranslator
    {
    public:
        bool isEmpty() const override { return false; }
        QString translate(const char *, const char *, const char *, int) const override { return QStringLiteral("訳"); }
    };
    AccessBench desk(Rules);
    OneWord translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    desk.type("tokenName", "two");
    desk.click("tokenMake");
    QCOMPARE(desk.said(), QStringLiteral("訳"));
    QCOMPARE(desk.make("two"), QStringLiteral("There is a token \"two\" already; choose another name."));
    QCOMPARE(desk.revoke("nobody"), QStringLiteral("There is no token \"nobody\" any more."));
    QVERIFY(desk.make("").startsWith(QLatin1String("Give the token a name")));
    QVERIFY(desk.setAnonymous({{""}, {}}).startsWith(QLatin1String("The pattern is empty")));
    desk.write("[server]\nport = 1\n");
    QVERIFY(desk.make("ci").contains(QLatin1String("has a mistake in it")));
    desk.write({});
    QVERIFY(desk.make("ci").contains(QLatin1String("was changed meanwhile")));
    QVERIFY(QFile::remove(desk.path) && QDir().mkpath(desk.path));
    QVERIFY(desk.make("ci").startsWith(QLatin1String("Cannot read ")));
}

void AccessDialogTest::namesAndGlobsAreChecked()
{
    AccessBench desk(Rules);
    desk.click("tokenMake"); // without a name
    QVERIFY(!desk.said().isEmpty());
    desk.type("tokenName", "two");
    desk.click("tokenMake");
    QVERIFY(desk.said().contains(QLatin1String("\"two\"")));
    QCOMPARE(desk.content(), Rules);
}

void AccessDialogTest::aFileOfAnotherFormIsLeftAlone()
{
    const QByteArray inlined("token = [{name = \"one\", sha256 = \"" + QByteArray(63, '0') + "1\"}]\n");
    AccessBench desk(inlined);
    QCOMPARE(desk.problem, QString());
    QVERIFY(!desk.revoke("one").isEmpty());
    QCOMPARE(desk.content(), inlined);
}

void AccessDialogTest::commentsAndPermissionsStay()
{
    AccessBench desk("[anonymous] # whoever comes\npublish = [] # nobody\n# to read:\nsubscribe = [\n  \"*\",\n] # "
                     "all\n\n[history]\n");
    const auto permissions =
        QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser | QFile::ReadGroup;
    QVERIFY(QFile::setPermissions(desk.path, permissions));
    QCOMPARE(desk.setAnonymous({{}, {"news"}}), QString());
    QCOMPARE(
        desk.content(),
        QByteArray("[anonymous] # whoever comes\npublish = [] # nobody\n# to read:\nsubscribe = [\"news\"] # all\n\n"
                   "[history]\n"));
    QCOMPARE(QFile::permissions(desk.path), permissions);
}

void AccessDialogTest::aReloadNeverTakesAllRulesAway()
{
    AccessBench desk(Rules);
    for (const QByteArray &content : {QByteArray(), QByteArray("[server]\nheartbeat = \"15s\"\n"), Rules.first(100)}) {
        desk.write(content);
        QVERIFY2(!desk.access->reload().isEmpty(), content.constData());
        QCOMPARE(desk.access->overview().tokens.size(), 2);
    }
    QVERIFY(QFile::remove(desk.path));
    QVERIFY(!desk.access->reload().isEmpty());
    QVERIFY(!desk.access->overview().isOpen());
    desk.write("[anonymous]\npublish = [\"*\"]\nsubscribe = [\"*\"]\n");
    QCOMPARE(desk.access->reload(), QString());
    QVERIFY(desk.access->overview().tokens.isEmpty() && desk.access->overview().anonymous);
    desk.write({}); // that was a rule, too
    QVERIFY(desk.access->reload().contains(QLatin1String("[anonymous]")));
    QVERIFY(!desk.access->overview().isOpen());
}

void AccessDialogTest::anEmptiedFileIsNotWrittenOver()
{
    AccessBench desk(Rules);
    desk.write({});
    desk.type("tokenName", "ci");
    desk.click("tokenMake");
    QVERIFY(!desk.said().isEmpty());
    QVERIFY(!desk.revoke("one").isEmpty());
    QVERIFY(!desk.setAnonymous({{"*"}, {"*"}}).isEmpty());
    QCOMPARE(desk.content(), QByteArray());
    QCOMPARE(desk.access->overview().tokens.size(), 2);
}

void AccessDialogTest::aFileThatCannotBeReadIsNotWrittenOver()
{
    AccessBench desk; // which has no file, and so no rules
    QVERIFY(QFile::link(desk.directory.filePath(QStringLiteral("missing")), desk.path));
    desk.type("tokenName", "ci");
    desk.click("tokenMake");
    QVERIFY(!desk.said().isEmpty());
    QVERIFY(QFileInfo(desk.path).isSymLink() && !QFile::exists(desk.path));
    QVERIFY(desk.access->overview().isOpen());
}

QTEST_MAIN(AccessDialogTest)
#include "tst_accessdialog.moc"
