// SPDX-License-Identifier: GPL-3.0-or-later
// Against a session bus of its own, with services that answer as desktops do.
#include "support/sessionbus.h"
#include "ui/window/screenawake.h"

#include <QDBusObjectPath>
#include <QTest>

using namespace helio;
using namespace helio::test;

class ScreenAwakeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theScreenSaverIsAskedAndReleased();
    void withoutAScreenSaverThePortalIsAsked();
    void whereNeitherCanItIsSaid();
    void whatIsGrantedTooLateIsGivenBack();
    void withoutABusItIsSaid();

private:
    void offer(const QString &service);

    std::unique_ptr<SessionBus> bus_;
    std::unique_ptr<BusObject> desktop_;
};

void ScreenAwakeTest::init()
{
    if (!SessionBus::isThere())
        QSKIP("there is no dbus-daemon here");
    bus_ = std::make_unique<SessionBus>();
    QVERIFY(bus_->start());
    desktop_ = std::make_unique<BusObject>();
    QVERIFY(bus_->desktop().registerVirtualObject(QStringLiteral("/org/freedesktop"), desktop_.get(),
                                                  QDBusConnection::SubPath));
}

void ScreenAwakeTest::cleanup()
{
    bus_.reset();
    desktop_.reset();
}

void ScreenAwakeTest::offer(const QString &service)
{
    QVERIFY(bus_->desktop().registerService(service));
}

void ScreenAwakeTest::theScreenSaverIsAskedAndReleased()
{
    offer(QStringLiteral("org.freedesktop.ScreenSaver"));
    desktop_->answer(QStringLiteral("Inhibit"), QVariant::fromValue(quint32(7)));
    ScreenAwake awake(bus_->ours());
    awake.hold(QStringLiteral("why"));
    QCOMPARE(awake.state(), ScreenAwake::State::Asking);
    QTRY_COMPARE(awake.state(), ScreenAwake::State::Held);
    QCOMPARE(desktop_->calls().constLast().arguments.at(1).toString(), QStringLiteral("why"));
    awake.release();
    QCOMPARE(awake.state(), ScreenAwake::State::Released);
    QTRY_COMPARE(desktop_->members(), (QStringList{QStringLiteral("Inhibit"), QStringLiteral("UnInhibit")}));
    QCOMPARE(desktop_->calls().constLast().arguments, (QVariantList{QVariant::fromValue(quint32(7))}));
}

void ScreenAwakeTest::withoutAScreenSaverThePortalIsAsked()
{
    offer(QStringLiteral("org.freedesktop.portal.Desktop"));
    const QString request = QStringLiteral("/org/freedesktop/portal/desktop/request/1");
    desktop_->answer(QStringLiteral("Inhibit"), QVariant::fromValue(QDBusObjectPath(request)));
    {
        ScreenAwake awake(bus_->ours());
        awake.hold(QStringLiteral("why"));
        QTRY_COMPARE(awake.state(), ScreenAwake::State::Held);
        QCOMPARE(desktop_->calls().constLast().arguments.at(1).toUInt(), 8U);
    }
    // It is given back by the end, too.
    QTRY_COMPARE(desktop_->members(), (QStringList{QStringLiteral("Inhibit"), QStringLiteral("Close")}));
}

void ScreenAwakeTest::whereNeitherCanItIsSaid()
{
    ScreenAwake awake(bus_->ours());
    awake.hold(QStringLiteral("why"));
    QTRY_COMPARE(awake.state(), ScreenAwake::State::Refused);
    QVERIFY(awake.problem().contains(QStringLiteral("portal")));
    awake.release();
    QVERIFY(awake.problem().isEmpty());
}

void ScreenAwakeTest::whatIsGrantedTooLateIsGivenBack()
{
    offer(QStringLiteral("org.freedesktop.ScreenSaver"));
    desktop_->answer(QStringLiteral("Inhibit"), QVariant::fromValue(quint32(9)));
    ScreenAwake awake(bus_->ours());
    awake.hold(QStringLiteral("why"));
    awake.release();
    QTRY_VERIFY(desktop_->members().contains(QStringLiteral("UnInhibit")));
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
