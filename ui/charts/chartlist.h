// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/savedcharts.h"
#include "ui/charts/valuetap.h"
#include "ui/streams/streamlist.h"

#include <functional>

namespace helio {

/// The charts that the user made of numbers in events: kept in the settings, fed by the tap. A stream's numbers wait
/// until the stream is opened, and go on when it is opened again.
class ChartList : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumCharts = SavedCharts::MaximumCharts;
    static constexpr qsizetype MaximumLines = SavedCharts::MaximumLines;

    struct Line
    {
        ChartedNumber number;
        QString name; ///< as the user called it; empty: lineName() makes one
        std::shared_ptr<SampleSeries> samples;
    };
    struct Chart
    {
        int id = 0;    ///< in this run
        QString title; ///< as the user called it; empty: title() makes one
        QList<Line> lines;
        QString key = SavedCharts::newKey(); ///< in the settings
    };

    /// All are borrowed and must outlive this object.
    ChartList(ValueTap &tap, StreamList &streams, QSettings &settings, QObject *parent = nullptr);

    const QList<Chart> &charts() const { return charts_; }
    /// Null when there is none with this id.
    const Chart *find(int id) const;
    QString title(const Chart &chart) const;
    /// As short as it can be and still distinct from the chart's other lines.
    QString lineName(const Chart &chart, qsizetype line) const;

    /// Makes a chart of the number, and gives its id; the id of the one that has it, if one has. 0 when there are
    /// MaximumCharts already, or `source` is unknown. It begins with what `past`, if given, still holds of it.
    int add(int source, const QByteArray &channel, const QByteArray &type, const JsonPath &path,
            const EventRing *past = nullptr);
    /// The same of the rate of events; see ChartedNumber::isRate.
    int addRate(const RateTap::Address &address);
    void rename(int id, const QString &title);
    void renameLine(int id, qsizetype line, const QString &name);
    /// Puts the chart `steps` places further back, or to the front.
    void move(int id, int steps);
    /// Whether the lines of `from` have room in `into`.
    bool canMoveLines(int from, int into) const;
    /// Moves all lines of `from` into `into`; `from` is gone then.
    void moveLines(int from, int into);
    /// Makes the line a chart of its own.
    void splitLine(int id, qsizetype line);
    void remove(int id);
    /// The last line takes the chart with it.
    void removeLine(int id, qsizetype line);

    /// Whether the last change was one that undo() takes back: a removal, or lines moved. What was removed goes on
    /// being fed until then.
    bool canUndo() const { return !before_.isEmpty(); }
    void undo();

Q_SIGNALS:
    /// Charts came, went, changed their place, names or lines.
    void changed();

private:
    /// A line that a stream feeds now. Weak and no bare pointer: another line may come to lie where one was freed.
    struct Bound
    {
        std::weak_ptr<SampleSeries> samples;
        int stream = 0;
    };

    Chart *findMutable(int id);
    void load();
    void save();
    /// After each change; `before`: what undo() brings back.
    void noteChange(const QList<Chart> &before = {});
    ChartedNumber numberOf(int source, const QByteArray &channel) const;
    int add(const ChartedNumber &number, const std::function<void(SampleSeries &)> &fillPast);
    void follow(const Line &line, int source);
    void bind(Line &line);
    void bindStream(int id);
    void unbindStream(int id);
    void renameStream(int id);
    int streamOf(const ChartedNumber &number) const;

    ValueTap &tap_;
    StreamList &streams_;
    SavedCharts saved_;
    QList<Chart> charts_;
    QList<Chart> before_;
    QList<Bound> bound_;
    int lastId_ = 0;
};

} // namespace helio
