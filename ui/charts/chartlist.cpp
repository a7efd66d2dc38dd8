// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlist.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/sources.h"

#include <algorithm>

namespace helio {

namespace {

/// `$.price` is called price.
QString plainPath(const JsonPath &path)
{
    const QString text = path.toString();
    return text.startsWith(QLatin1String("$.")) ? text.mid(2) : text;
}

} // namespace

ChartList::ChartList(ValueTap &tap, StreamList &streams, QSettings &settings, QObject *parent)
    : QObject(parent)
    , tap_(tap)
    , streams_(streams)
    , saved_(settings)
{
    connect(&streams_, &StreamList::added, this, &ChartList::bindStream);
    connect(&streams_, &StreamList::removed, this, &ChartList::unbindStream);
    load();
}

const ChartList::Chart *ChartList::find(int id) const
{
    const auto found = std::find_if(charts_.begin(), charts_.end(), [id](const Chart &c) { return c.id == id; });
    return found == charts_.end() ? nullptr : &*found;
}

ChartList::Chart *ChartList::findMutable(int id)
{
    const auto found = std::find_if(charts_.begin(), charts_.end(), [id](const Chart &c) { return c.id == id; });
    return found == charts_.end() ? nullptr : &*found;
}

QString ChartList::lineName(const Chart &chart, qsizetype line) const
{
    const Line &named = chart.lines[line];
    if (!named.name.isEmpty())
        return visibleLine(named.name);
    const auto differ = [&](auto member) {
        return std::any_of(chart.lines.begin(), chart.lines.end(),
                           [&](const Line &other) { return other.number.*member != named.number.*member; });
    };
    QStringList parts;
    if (differ(&ChartedNumber::stream))
        parts.append(named.number.stream.isEmpty() ? tr("hub") : named.number.stream);
    if (differ(&ChartedNumber::channel))
        parts.append(decodeUtf8(named.number.channel));
    // Types are named only where nothing else distinguishes the lines.
    const bool isTwin = std::any_of(chart.lines.begin(), chart.lines.end(), [&](const Line &other) {
        ChartedNumber twin = other.number;
        twin.type = named.number.type;
        return other.number.type != named.number.type && twin == named.number;
    });
    if (isTwin)
        parts.append(named.number.type.isEmpty() ? QStringLiteral("message") : decodeUtf8(named.number.type));
    parts.append(plainPath(named.number.path));
    return visibleLine(parts.join(u' '));
}

QString ChartList::title(const Chart &chart) const
{
    if (!chart.title.isEmpty() || chart.lines.isEmpty())
        return visibleLine(chart.title);
    const ChartedNumber &number = chart.lines.constFirst().number;
    QStringList parts;
    if (!number.stream.isEmpty())
        parts.append(number.stream);
    if (!number.channel.isEmpty())
        parts.append(decodeUtf8(number.channel));
    QString title = visibleLine(parts.join(u' '));
    if (chart.lines.size() == 1)
        return title + QStringLiteral(": ") + lineName(chart, 0);
    const bool isOfOnePlace = std::all_of(chart.lines.begin(), chart.lines.end(), [&](const Line &line) {
        return line.number.stream == number.stream && line.number.channel == number.channel;
    });
    if (isOfOnePlace)
        return title;
    // The same number of several places: it says more than the first place.
    const bool isOneNumber = std::all_of(chart.lines.begin(), chart.lines.end(),
                                         [&](const Line &line) { return line.number.path == number.path; });
    return isOneNumber ? plainPath(number.path) : tr("%1 and others").arg(title);
}

int ChartList::add(int source, const QByteArray &channel, const QByteArray &type, const JsonPath &path,
                   const EventRing *past)
{
    if (source != HubSource && !streams_.contains(source))
        return 0;
    Line line;
    if (source != HubSource) {
        line.number.stream = streams_.name(source);
        line.number.url = withoutSecrets(streams_.url(source));
    }
    line.number.channel = channel;
    line.number.type = type == "message" ? QByteArray() : type;
    line.number.path = path;
    for (const Chart &chart : std::as_const(charts_)) {
        for (const Line &other : chart.lines) {
            if (other.number == line.number)
                return chart.id;
        }
    }
    if (charts_.size() >= MaximumCharts)
        return 0;
    line.samples = std::make_shared<SampleSeries>();
    if (past)
        ValueTap::addPast(*past, *line.samples, {source, channel, type}, path);
    bind(line);
    charts_.append({++lastId_, {}, {line}});
    noteChange();
    return lastId_;
}

void ChartList::rename(int id, const QString &title)
{
    if (Chart *chart = findMutable(id)) {
        chart->title = title.trimmed();
        noteChange();
    }
}

void ChartList::renameLine(int id, qsizetype line, const QString &name)
{
    if (Chart *chart = findMutable(id)) {
        chart->lines[line].name = name.trimmed();
        noteChange();
    }
}

void ChartList::move(int id, int steps)
{
    const auto found = std::find_if(charts_.begin(), charts_.end(), [id](const Chart &c) { return c.id == id; });
    if (found == charts_.end())
        return;
    const qsizetype from = found - charts_.begin();
    const qsizetype to = std::clamp<qsizetype>(from + steps, 0, charts_.size() - 1);
    if (from == to)
        return;
    charts_.move(from, to);
    noteChange();
}

bool ChartList::canMoveLines(int from, int into) const
{
    const Chart *source = find(from);
    const Chart *target = find(into);
    return source && target && source != target && source->lines.size() + target->lines.size() <= MaximumLines;
}

void ChartList::moveLines(int from, int into)
{
    if (!canMoveLines(from, into))
        return;
    const QList<Chart> before = charts_;
    const QList<Line> lines = find(from)->lines;
    findMutable(into)->lines += lines;
    charts_.removeIf([from](const Chart &chart) { return chart.id == from; });
    noteChange(before);
}

void ChartList::splitLine(int id, qsizetype line)
{
    // Before anything points into the list: who holds a copy has it moved at the first change.
    const QList<Chart> before = charts_;
    Chart *chart = findMutable(id);
    if (!chart || chart->lines.size() < 2 || charts_.size() >= MaximumCharts)
        return;
    const Line taken = chart->lines.takeAt(line);
    const qsizetype place = chart - charts_.constData();
    charts_.insert(place + 1, {++lastId_, {}, {taken}});
    noteChange(before);
}

void ChartList::remove(int id)
{
    const QList<Chart> before = charts_;
    if (charts_.removeIf([id](const Chart &chart) { return chart.id == id; }) > 0)
        noteChange(before);
}

void ChartList::removeLine(int id, qsizetype line)
{
    const QList<Chart> before = charts_;
    Chart *chart = findMutable(id);
    if (!chart)
        return;
    if (chart->lines.size() == 1) {
        remove(id);
        return;
    }
    chart->lines.removeAt(line);
    noteChange(before);
}

void ChartList::undo()
{
    if (!canUndo())
        return;
    charts_ = before_;
    noteChange();
}

void ChartList::noteChange(const QList<Chart> &before)
{
    before_ = before;
    save();
    Q_EMIT changed();
}

bool ChartList::isOf(const ChartedNumber &number, int stream) const
{
    if (number.stream.isEmpty())
        return false;
    if (number.stream == streams_.name(stream))
        return true;
    // Another one may bear the name that is meant.
    const QList<int> ids = streams_.ids();
    const bool isNameThere =
        std::any_of(ids.begin(), ids.end(), [&](int id) { return streams_.name(id) == number.stream; });
    return !isNameThere && number.url == withoutSecrets(streams_.url(stream));
}

void ChartList::bind(const Line &line)
{
    bound_.removeIf([&line](const Bound &bound) {
        const auto samples = bound.samples.lock();
        return !samples || samples == line.samples;
    });
    if (line.number.stream.isEmpty()) {
        tap_.follow(line.samples, {HubSource, line.number.channel, line.number.type}, line.number.path);
        return;
    }
    const QList<int> ids = streams_.ids();
    const auto found = std::find_if(ids.begin(), ids.end(), [&](int id) { return isOf(line.number, id); });
    if (found == ids.end())
        return;
    tap_.follow(line.samples, {*found, line.number.channel, line.number.type}, line.number.path);
    bound_.append({line.samples, *found});
}

void ChartList::bindStream(int)
{
    bound_.clear();
    for (const QList<Chart> *charts : {&charts_, &before_}) {
        for (const Chart &chart : *charts) {
            for (const Line &line : chart.lines) {
                if (!line.number.stream.isEmpty())
                    bind(line);
            }
        }
    }
}

void ChartList::unbindStream(int id)
{
    bound_.removeIf([this, id](const Bound &bound) {
        const auto samples = bound.samples.lock();
        if (samples && bound.stream == id)
            tap_.forget(samples.get());
        return !samples || bound.stream == id;
    });
}

void ChartList::load()
{
    const QList<SavedChart> saved = saved_.read();
    for (const SavedChart &kept : saved) {
        Chart chart{++lastId_, kept.title, {}, kept.key};
        for (const SavedChart::Line &line : kept.lines) {
            chart.lines.append({line.number, line.name, std::make_shared<SampleSeries>()});
            bind(chart.lines.constLast());
        }
        charts_.append(chart);
    }
}

void ChartList::save()
{
    QList<SavedChart> own;
    for (const Chart &chart : std::as_const(charts_)) {
        SavedChart kept{chart.key, chart.title, {}};
        for (const Line &line : chart.lines)
            kept.lines.append({line.number, line.name});
        own.append(kept);
    }
    saved_.write(own);
}

} // namespace helio
