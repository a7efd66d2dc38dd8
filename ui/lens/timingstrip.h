// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/arrivallog.h"
#include "ui/lens/lensfeed.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace helio {

class StreamList;
class StreamStory;

/// *Timing*: when the events of one stream or channel arrived. Each arrival is a mark on a time axis, silences and
/// bursts are shaded, the first byte, event and text of a connection are marked; beside it the distances between events
/// as a histogram. A stretch that is selected, by pointer or keys, selects its events.
///
/// All is gathered by columns of pixels, and painted ten times a second at most, while it is seen.
class TimingStrip : public QWidget
{
    Q_OBJECT
public:
    /// All are borrowed. `lens`: what says when text came, of the same subject where it is about it.
    TimingStrip(const EventRing &ring, const StreamList &streams, const LensFeed &lens, QWidget *parent = nullptr);

    void choose(const EventSelection &selection);
    /// There may be more events.
    void readOn();
    const ArrivalLog &arrivals() const { return log_; }

    /// What is shown, in nanoseconds since 1970; both 0 while nothing is.
    qint64 begin() const { return begin_; }
    qint64 end() const { return end_; }
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
    enum class MarkKind { Request, FirstByte, FirstEvent, FirstText };
    struct Mark
    {
        MarkKind kind;
        qint64 at;
    };

    void work();
    void fit();
    void setShown(qint64 begin, qint64 end);
    void zoom(double factor, qint64 around);
    void soon();
    QList<Mark> marks() const;
    QRect axisRect() const;
    QRect histogramRect() const;
    int xOf(qint64 time) const;
    qint64 timeAt(int x) const;
    void select(qint64 from, qint64 to);
    void reportSelected();
    void moveCursor(qint64 to, bool selects);
    void paintAxis(QPainter &painter) const;
    void paintArrivals(QPainter &painter) const;
    void paintMarks(QPainter &painter) const;
    void paintHistogram(QPainter &painter) const;
    QString textAt(const QPoint &at) const;
    void retranslate();

    const EventRing &ring_;
    const StreamList &streams_;
    const LensFeed &lens_;
    EventSelection subject_;
    ArrivalLog log_;
    qint64 begin_ = 0;
    qint64 end_ = 0;
    bool isWhole_ = true;          ///< what is shown grows with what arrives
    std::optional<qint64> anchor_; ///< where the selection began
    std::optional<qint64> cursor_;
    std::optional<ArrivalLog::Stretch> selected_;
    QTimer slice_;
    QTimer painting_;
};

} // namespace helio
