// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlist.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/sources.h"

#include <QSettings>

#include <algorithm>

namespace helio {

namespace {

const QString ListKey = QStringLiteral("charts/mine");
const QString LinesKey = QStringLiteral("lines");

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
    , settings_(settings)
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
    const int count = settings_.beginReadArray(ListKey);
    for (int i = 0; i < std::min<int>(count, MaximumCharts); ++i) {
        settings_.setArrayIndex(i);
        Chart chart;
        chart.title = settings_.value(QStringLiteral("title")).toString();
        const int lines = settings_.beginReadArray(LinesKey);
        for (int k = 0; k < std::min<int>(lines, MaximumLines); ++k) {
            settings_.setArrayIndex(k);
            const auto path = JsonPath::parse(settings_.value(QStringLiteral("path")).toString());
            if (!path)
                continue; // edited by hand, perhaps
            Line line;
            line.number.stream = settings_.value(QStringLiteral("stream")).toString();
            // Somebody else may have written it; the next change writes it without its secrets.
            line.number.url = withoutSecrets(settings_.value(QStringLiteral("url")).toUrl());
            line.number.channel = settings_.value(QStringLiteral("channel")).toByteArray();
            line.number.type = settings_.value(QStringLiteral("type")).toByteArray();
            line.number.path = *path;
            line.name = settings_.value(QStringLiteral("name")).toString();
            line.samples = std::make_shared<SampleSeries>();
            bind(line);
            chart.lines.append(line);
        }
        settings_.endArray();
        if (chart.lines.isEmpty())
            continue;
        chart.id = ++lastId_;
        charts_.append(chart);
    }
    settings_.endArray();
}

void ChartList::save() const
{
    settings_.remove(ListKey);
    settings_.beginWriteArray(ListKey, int(charts_.size()));
    for (int i = 0; i < int(charts_.size()); ++i) {
        const Chart &chart = charts_[i];
        settings_.setArrayIndex(i);
        settings_.setValue(QStringLiteral("title"), chart.title);
        settings_.beginWriteArray(LinesKey, int(chart.lines.size()));
        for (int k = 0; k < int(chart.lines.size()); ++k) {
            const Line &line = chart.lines[k];
            settings_.setArrayIndex(k);
            settings_.setValue(QStringLiteral("stream"), line.number.stream);
            settings_.setValue(QStringLiteral("url"), line.number.url);
            settings_.setValue(QStringLiteral("channel"), line.number.channel);
            settings_.setValue(QStringLiteral("type"), line.number.type);
            settings_.setValue(QStringLiteral("path"), line.number.path.toString());
            settings_.setValue(QStringLiteral("name"), line.name);
        }
        settings_.endArray();
    }
    settings_.endArray();
}

} // namespace helio
