// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlist.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/sources.h"

#include <QSet>

#include <algorithm>

namespace helio {

namespace {

/// `$.price` is called price.
QString plainName(const ChartedNumber &number)
{
    if (number.isRate)
        return ChartList::tr("events/s");
    const QString text = number.path.toString();
    return text.startsWith(QLatin1String("$.")) ? text.mid(2) : text;
}

/// Of the channel, or of the folder; empty where it is of a whole source.
QString placeName(const ChartedNumber &number)
{
    const QString name = decodeUtf8(number.channel);
    return number.isFolder ? name + QStringLiteral(" …") : name;
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
    for (const auto signal : {&StreamList::edited, &StreamList::renamed})
        connect(&streams_, signal, this, &ChartList::renameStream);
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
    if (differ(&ChartedNumber::channel) || differ(&ChartedNumber::isFolder))
        parts.append(placeName(named.number));
    // Types are named only where nothing else distinguishes the lines.
    const bool isTwin = std::any_of(chart.lines.begin(), chart.lines.end(), [&](const Line &other) {
        ChartedNumber twin = other.number;
        twin.type = named.number.type;
        return other.number.type != named.number.type && twin == named.number;
    });
    if (isTwin)
        parts.append(named.number.type.isEmpty() ? QStringLiteral("message") : decodeUtf8(named.number.type));
    parts.append(plainName(named.number));
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
    if (const QString place = placeName(number); !place.isEmpty())
        parts.append(place);
    QString title = visibleLine(parts.join(u' '));
    if (chart.lines.size() == 1)
        return title + QStringLiteral(": ") + lineName(chart, 0);
    const bool isOfOnePlace = std::all_of(chart.lines.begin(), chart.lines.end(), [&](const Line &line) {
        return line.number.stream == number.stream && line.number.channel == number.channel &&
               line.number.isFolder == number.isFolder;
    });
    if (isOfOnePlace)
        return title;
    // The same number of several places: it says more than the first place.
    const bool isOneNumber = std::all_of(chart.lines.begin(), chart.lines.end(), [&](const Line &line) {
        return line.number.path == number.path && line.number.isRate == number.isRate;
    });
    return isOneNumber ? plainName(number) : tr("%1 and others").arg(title);
}

ChartedNumber ChartList::numberOf(int source, const QByteArray &channel) const
{
    ChartedNumber number;
    if (source != HubSource) {
        number.stream = streams_.name(source);
        number.url = withoutSecrets(streams_.url(source));
    }
    number.channel = channel;
    return number;
}

int ChartList::add(int source, const QByteArray &channel, const QByteArray &type, const JsonPath &path,
                   const EventRing *past)
{
    if (source != HubSource && !streams_.contains(source))
        return 0;
    ChartedNumber number = numberOf(source, channel);
    number.type = type == "message" ? QByteArray() : type;
    number.path = path;
    return add(number, [&](SampleSeries &samples) {
        if (past)
            ValueTap::addPast(*past, samples, {source, channel, type}, path);
    });
}

int ChartList::addRate(const RateTap::Address &address)
{
    if (address.source != HubSource && !streams_.contains(address.source))
        return 0;
    ChartedNumber number = numberOf(address.source, address.channel);
    number.isRate = true;
    number.isFolder = address.isFolder;
    return add(number, {});
}

int ChartList::add(const ChartedNumber &number, const std::function<void(SampleSeries &)> &fillPast)
{
    for (const Chart &chart : std::as_const(charts_)) {
        for (const Line &other : chart.lines) {
            if (other.number == number)
                return chart.id;
        }
    }
    if (charts_.size() >= MaximumCharts)
        return 0;
    Line line;
    line.number = number;
    line.samples = std::make_shared<SampleSeries>();
    if (fillPast)
        fillPast(*line.samples);
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

/// 0: none. Names that nobody gave come and go with the other streams: an address says more than they do.
int ChartList::streamOf(const ChartedNumber &number) const
{
    int best = 0;
    int bestRank = 0;
    const QList<int> ids = streams_.ids();
    for (const int id : ids) {
        const bool isNamed = streams_.name(id) == number.stream;
        const bool isGiven = !streams_.request(id).name.isEmpty();
        const bool isThere = withoutSecrets(streams_.url(id)) == number.url;
        const int rank = isNamed && isThere ? 3 : isNamed && isGiven ? 2 : isThere ? 1 : 0;
        if (rank > bestRank) {
            best = id;
            bestRank = rank;
        }
    }
    return best;
}

void ChartList::follow(const Line &line, int source)
{
    if (line.number.isRate)
        tap_.rates().follow(line.samples, {source, line.number.channel, line.number.isFolder});
    else
        tap_.follow(line.samples, {source, line.number.channel, line.number.type}, line.number.path);
}

void ChartList::bind(Line &line)
{
    bound_.removeIf([&line](const Bound &bound) {
        const auto samples = bound.samples.lock();
        return !samples || samples == line.samples;
    });
    if (line.number.stream.isEmpty()) {
        follow(line, HubSource);
        return;
    }
    const int stream = streamOf(line.number);
    if (stream == 0)
        return;
    line.number.stream = streams_.name(stream);
    follow(line, stream);
    bound_.append({line.samples, stream});
}

void ChartList::bindStream(int)
{
    bound_.clear();
    for (QList<Chart> *charts : {&charts_, &before_}) {
        for (Chart &chart : *charts) {
            for (Line &line : chart.lines) {
                if (!line.number.stream.isEmpty())
                    bind(line);
            }
        }
    }
}

void ChartList::renameStream(int id)
{
    QSet<const SampleSeries *> fed;
    for (const Bound &bound : std::as_const(bound_)) {
        if (bound.stream == id)
            fed.insert(bound.samples.lock().get());
    }
    if (fed.isEmpty())
        return;
    for (QList<Chart> *charts : {&charts_, &before_}) {
        for (Chart &chart : *charts) {
            for (Line &line : chart.lines) {
                if (!fed.contains(line.samples.get()))
                    continue;
                line.number.stream = streams_.name(id);
                line.number.url = withoutSecrets(streams_.url(id));
            }
        }
    }
    save();
    Q_EMIT changed();
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
            bind(chart.lines.last());
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
