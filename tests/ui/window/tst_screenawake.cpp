// SPDX-License-Identifier: GPL-3.0-or-later
// Against a session bus of its own, with services that answer as desktops do.
#include "support/childprocess.h"
#include "ui/window/screenawake.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QStandardPaths>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

/// Answers each call with `answer`, or with an error where it has none, and takes notes.
class Desktop : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        calls.append(message.member());
        arguments.append(message.arguments());
        const QVariant answer = answers.value(message.member());
        return connection.send(answer.isValid()
                                   ? message.createReply(answer)
                                   : message.createErrorReply(QDBusError::NotSupported, QStringLiteral("no")));
    }

    QHash<QString, QVariant> answers;
    QStringList calls;
    QList<QVariantList> arguments;
};

} // namespace

class ScreenAwakeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theScreenSaverIsAskedAndReleased();
    void withoutAScreenSaverThePortalIsAsked();
    void whereNeitherCanItIsSaid();
    void whatIsGrantedTooLateIsGivenBack();
    void withoutABusItIsSaid();

private:
    void offer(const QString &service);

    std::unique_ptr<ChildProcess> daemon_;
    QString address_;
    std::unique_ptr<QDBusConnection> ours_;
    std::unique_ptr<QDBusConnection> theirs_;
    std::unique_ptr<Desktop> desktop_;
};

void ScreenAwakeTest::initTestCase()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (program.isEmpty())
        QSKIP("there is no dbus-daemon here");
    daemon_ =
        std::make_unique<ChildProcess>(program, QStringList{QStringLiteral("--session"), QStringLiteral("--nofork"),
                                                            QStringLiteral("--print-address")});
    QVERIFY(daemon_->start());
    QVERIFY(daemon_->waitForOutput([this] { return daemon_->standardOutput().contains('\n'); }, 30s));
    address_ = QString::fromUtf8(daemon_->standardOutput()).section(u'\n', 0, 0);
}

void ScreenAwakeTest::init()
{
    ours_ = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address_, QStringLiteral("ours")));
    theirs_ = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address_, QStringLiteral("theirs")));
    QVERIFY(ours_->isConnected());
    desktop_ = std::make_unique<Desktop>();
    QVERIFY(
        theirs_->registerVirtualObject(QStringLiteral("/org/freedesktop"), desktop_.get(), QDBusConnection::SubPath));
}

void ScreenAwakeTest::cleanup()
{
    theirs_->unregisterObject(QStringLiteral("/org/freedesktop"));
    QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
    QDBusConnection::disconnectFromBus(QStringLiteral("theirs"));
}

void ScreenAwakeTest::offer(const QString &service)
{
    QVERIFY(theirs_->registerService(service));
}

void ScreenAwakeTest::theScreenSaverIsAskedAndReleased()
{
    offer(QStringLiteral("org.freedesktop.ScreenSaver"));
    desktop_->answers.insert(QStringLiteral("Inhibit"), QVariant::fromValue(quint32(7)));
    ScreenAwake awake(*ours_);
    awake.hold(QStringLiteral("why"));
    QCOMPARE(awake.state(), ScreenAwake::State::Asking);
    QTRY_COMPARE(awake.state(), ScreenAwake::State::Held);
    QCOMPARE(desktop_->arguments.constLast().at(1).toString(), QStringLiteral("why"));
    awake.release();
    QCOMPARE(awake.state(), ScreenAwake::State::Released);
    QTRY_COMPARE(desktop_->calls, (QStringList{QStringLiteral("Inhibit"), QStringLiteral("UnInhibit")}));
    QCOMPARE(desktop_->arguments.constLast(), (QVariantList{QVariant::fromValue(quint32(7))}));
}

void ScreenAwakeTest::withoutAScreenSaverThePortalIsAsked()
{
    offer(QStringLiteral("org.freedesktop.portal.Desktop"));
    const QString request = QStringLiteral("/org/freedesktop/portal/desktop/request/1");
    desktop_->answers.insert(QStringLiteral("Inhibit"), QVariant::fromValue(QDBusObjectPath(request)));
    {
        ScreenAwake awake(*ours_);
        awake.hold(QStringLiteral("why"));
        QTRY_COMPARE(awake.state(), ScreenAwake::State::Held);
        QCOMPARE(desktop_->arguments.constLast().at(1).toUInt(), 8U);
    }
    // It is given back by the end, too.
    QTRY_COMPARE(desktop_->calls, (QStringList{QStringLiteral("Inhibit"), QStringLiteral("Close")}));
}

void ScreenAwakeTest::whereNeitherCanItIsSaid()
{
    ScreenAwake awake(*ours_);
    awake.hold(QStringLiteral("why"));
    QTRY_COMPARE(awake.state(), ScreenAwake::State::Refused);
    QVERIFY(awake.problem().contains(QStringLiteral("portal")));
    awake.release();
    QVERIFY(awake.problem().isEmpty());
}

void ScreenAwakeTest::whatIsGrantedTooLateIsGivenBack()
{
    offer(QStringLiteral("org.freedesktop.ScreenSaver"));
    desktop_->answers.insert(QStringLiteral("Inhibit"), QVariant::fromValue(quint32(9)));
    ScreenAwake awake(*ours_);
    awake.hold(QStringLiteral("why"));
    awake.release();
    QTRY_VERIFY(desktop_->calls.contains(QStringLiteral("UnInhibit")));
    QCOMPARE(awake.state(), ScreenAwake::State::Released);
}

void ScreenAwakeTest::withoutABusItIsSaid()
{
    ScreenAwake awake(QDBusConnection(QStringLiteral("nowhere")));
    awake.hold(QStringLiteral("why"));
    QCOMPARE(awake.state(), ScreenAwake::State::Refused);
    QVERIFY(!awake.problem().isEmpty());
}

QTEST_GUILESS_MAIN(ScreenAwakeTest)
#include "tst_screenawake.moc"
