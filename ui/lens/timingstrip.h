// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/arrivallog.h"
#include "ui/lens/lensfeed.h"
#include "ui/lens/timingmarks.h"
#include "ui/lens/timingrange.h"

#include <QTimer>
#include <QWidget>

namespace helio {

class StreamList;
struct TimingAxis;

/// *Timing*: when the events of one stream or channel arrived. Each arrival is a mark on a time axis, silences and
/// bursts are shaded, the head, first event and text of a connection are marked; beside it the distances between events
/// as a histogram. A stretch that is selected, by pointer or keys, selects its events.
///
/// All is gathered by columns of pixels, and painted ten times a second at most. Nothing is read while it is not seen:
/// then it catches up with what the ring holds, or begins anew where that has more gone than it had read.
class TimingStrip : public QWidget
{
    Q_OBJECT
public:
    /// All are borrowed. `lens`: what says when text came, of the same subject where it is about it; it is started
    /// while this is seen.
    TimingStrip(const EventRing &ring, const StreamList &streams, LensFeed &lens, QWidget *parent = nullptr);

    void choose(const EventSelection &selection);
    /// There may be more events.
    void readOn();
    const ArrivalLog &arrivals() const { return log_; }

    /// What is shown, in nanoseconds since 1970; both 0 while nothing is.
    qint64 begin() const { return range_.begin(); }
    qint64 end() const { return range_.end(); }
    /// What is selected; nothing while nothing is.
    std::optional<ArrivalLog::Stretch> selected() const { return selected_; }
    /// What the strip says in words: how many events, in what time, how far apart.
    QString summary() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The events of the stretch that was selected: their first and last sequence numbers, in rising order.
    void eventsSelected(const QList<std::pair<quint64, quint64>> &ranges);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void startReading();
    void startLens();
    void work();
    void fit();
    void zoom(double factor, qint64 around);
    void soon();
    QList<TimingMark> marks() const;
    TimingAxis axis() const;
    QRect histogramRect() const;
    void select(qint64 from, qint64 to);
    void reportSelected();
    void moveCursor(qint64 to, bool selects);
    QString textAt(const QPoint &at) const;
    void retranslate();

    const EventRing &ring_;
    const StreamList &streams_;
    LensFeed &lens_;
    EventSelection subject_;
    ArrivalLog log_;
    TimingRange range_;
    std::optional<qint64> anchor_; ///< where the selection began
    std::optional<qint64> cursor_;
    std::optional<ArrivalLog::Stretch> selected_;
    QTimer slice_;
    QTimer painting_;
};

} // namespace helio
