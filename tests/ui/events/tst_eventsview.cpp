// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the screen while the table scrolls and events come and go.
#include "fakehub.h"
#include "ui/events/eventsview.h"
#include "ui/events/eventtablemodel.h"
#include "ui/look/tablecolumns.h"

#include <QApplication>
#include <QHeaderView>
#include <QRandomGenerator>
#include <QScreen>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>
#include <QWindow>

using namespace helio;

class EventsViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsOnTheScreenIsWhatTheTableHolds();
    void whatScrollsBeforeNewRowsAreLaidOutIsWhole();
    void aTurnOfTheWheelGoesFromWhatOneLooksAt();
};

namespace {

struct Bench
{
    Bench()
    {
        view.resize(700, 400);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
    void feed(int count)
    {
        std::deque<FeedQueue::Item> items;
        for (int i = 0; i < count; ++i, ++number_) {
            const QByteArray data = QByteArray::number(number_) + QByteArray(random.bounded(60), 'x');
            items.push_back({0, received(number_ % 3 ? "orders" : "stock", number_ % 2 ? "price" : "", data)});
        }
        model.append(items);
    }
    void turn(int steps)
    {
        const QPointF at(100, 100);
        QWheelEvent wheel(at, view.viewport()->mapToGlobal(at), {}, {0, steps * 40}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &wheel);
    }
    QImage onScreen() const
    {
        const QPoint place = view.viewport()->mapTo(&view, QPoint());
        return view.screen()
            ->grabWindow(view.winId(), place.x(), place.y(), view.viewport()->width(), view.viewport()->height())
            .toImage()
            .convertToFormat(QImage::Format_RGB32);
    }
    /// A frame's edge may be smoothed otherwise where a part alone is painted.
    static bool areAlike(const QImage &a, const QImage &b)
    {
        constexpr int MostOdd = 40; // a row that stands wrong has hundreds
        if (a.size() != b.size())
            return false;
        int odd = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x)
                odd += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
        }
        return odd <= MostOdd;
    }
    /// The same, painted anew as a whole.
    QImage painted()
    {
        view.repaint();
        view.viewport()->repaint();
        QCoreApplication::processEvents();
        return onScreen();
    }

    QRandomGenerator random{7};
    EventTableModel model{40'000};
    EventsView view{model};

private:
    int number_ = 0;
};

} // namespace

void EventsViewTest::whatIsOnTheScreenIsWhatTheTableHolds()
{
    Bench bench;
    QString done;
    for (int round = 0; round < 150; ++round) {
        const int works = 1 + bench.random.bounded(4);
        for (int i = 0; i < works; ++i) {
            const int which = bench.random.bounded(12);
            done += QString::number(which) + u' ';
            if (which < 4)
                bench.feed(1 + bench.random.bounded(30));
            else if (which < 8)
                bench.turn(bench.random.bounded(20) - 10);
            else if (which == 8)
                bench.view.horizontalHeader()->resizeSection(EventTableModel::Type, 60 + bench.random.bounded(100));
            else if (which == 9)
                bench.view.goLive();
            else if (which == 10)
                bench.model.setMuted({0, "stock"}, bench.random.bounded(2));
            else
                QTest::keyClick(&bench.view, bench.random.bounded(2) ? Qt::Key_PageUp : Qt::Key_PageDown);
            if (bench.random.bounded(3) == 0)
                QCoreApplication::processEvents();
        }
        done += QStringLiteral("| ");
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        const QImage screen = bench.onScreen();
        const QImage painted = bench.painted();
        QVERIFY2(Bench::areAlike(screen, painted),
                 qPrintable(QStringLiteral("round %1: %2").arg(round).arg(done.right(60))));
    }
}

void EventsViewTest::whatScrollsBeforeNewRowsAreLaidOutIsWhole()
{
    Bench bench;
    for (int round = 0; round < 20; ++round) {
        bench.view.goLive();
        bench.feed(300);
        QCoreApplication::processEvents();
        bench.turn(60);
        QCoreApplication::processEvents();
        // The oldest go, as there is no room for more: all others are other rows now. And the wheel turns at once.
        bench.feed(40);
        bench.turn(6);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
        const QImage screen = bench.onScreen();
        bench.view.viewport()->repaint();
        const QImage painted = bench.onScreen();
        QVERIFY2(Bench::areAlike(screen, painted), qPrintable(QStringLiteral("round %1").arg(round)));
    }
}

void EventsViewTest::aTurnOfTheWheelGoesFromWhatOneLooksAt()
{
    Bench bench;
    bench.feed(900);
    QCoreApplication::processEvents();
    bench.turn(30);
    QCoreApplication::processEvents();
    const auto top = [&bench] { return bench.model.sequenceAt(bench.view.verticalScrollBar()->value()); };
    const quint64 before = top();
    // As many go at the top, before anything is laid out anew.
    const int rows = bench.model.rowCount();
    bench.feed(60);
    QVERIFY(bench.model.rowCount() < rows + 60);
    bench.turn(3);
    QVERIFY(top() < before);
    QVERIFY(top() + 40 > before);
}

QTEST_MAIN(EventsViewTest)
#include "tst_eventsview.moc"
