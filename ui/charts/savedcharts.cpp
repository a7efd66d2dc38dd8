// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/savedcharts.h"

#include "ui/streams/requestsecrets.h"

#include <QSettings>
#include <QUuid>

#include <algorithm>

namespace helio {

namespace {

const QString ListKey = QStringLiteral("charts/mine");
const QString LinesKey = QStringLiteral("lines");

QStringList keysOf(const QList<SavedChart> &charts)
{
    QStringList keys;
    for (const SavedChart &chart : charts)
        keys.append(chart.key);
    return keys;
}

const SavedChart *withKey(const QList<SavedChart> &charts, const QString &key)
{
    const auto found =
        std::find_if(charts.cbegin(), charts.cend(), [&key](const SavedChart &chart) { return chart.key == key; });
    return found == charts.cend() ? nullptr : &*found;
}

} // namespace

SavedCharts::SavedCharts(QSettings &settings)
    : settings_(settings)
{}

QString SavedCharts::newKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QList<SavedChart> SavedCharts::read()
{
    const QList<SavedChart> charts = readAll();
    shared_.read(keysOf(charts));
    shared_.adopt(keysOf(charts));
    for (const SavedChart &chart : charts)
        written_.insert(chart.key, chart);
    return charts;
}

void SavedCharts::write(const QList<SavedChart> &own)
{
    const SharedSettings scope(settings_);
    const QList<SavedChart> there = readAll();
    shared_.read(keysOf(there));
    QList<SavedChart> charts;
    const QStringList keys = shared_.merge(keysOf(own));
    for (const QString &key : keys) {
        const SavedChart *mine = withKey(own, key);
        const SavedChart *theirs = withKey(there, key);
        const bool isChangedHere = mine && written_.value(key) != *mine;
        charts.append(mine && (isChangedHere || !theirs) ? *mine : *theirs);
    }
    for (const SavedChart &chart : own)
        written_.insert(chart.key, chart);
    writeAll(charts);
}

QList<SavedChart> SavedCharts::readAll() const
{
    QList<SavedChart> charts;
    const int count = settings_.beginReadArray(ListKey);
    for (int i = 0; i < std::min<int>(count, MaximumCharts); ++i) {
        settings_.setArrayIndex(i);
        SavedChart chart;
        // One that was written by hand has none; the same each time it is read, until it is written.
        chart.key = settings_.value(QStringLiteral("key"), QString::number(i)).toString();
        chart.title = settings_.value(QStringLiteral("title")).toString();
        const int lines = settings_.beginReadArray(LinesKey);
        for (int k = 0; k < std::min<int>(lines, MaximumLines); ++k) {
            settings_.setArrayIndex(k);
            const auto path = JsonPath::parse(settings_.value(QStringLiteral("path")).toString());
            if (!path)
                continue; // edited by hand, perhaps
            SavedChart::Line line;
            line.number.stream = settings_.value(QStringLiteral("stream")).toString();
            // Somebody else may have written it; the next change writes it without its secrets.
            line.number.url = withoutSecrets(settings_.value(QStringLiteral("url")).toUrl());
            line.number.channel = settings_.value(QStringLiteral("channel")).toByteArray();
            line.number.type = settings_.value(QStringLiteral("type")).toByteArray();
            line.number.path = *path;
            line.number.isRate = settings_.value(QStringLiteral("rate")).toBool();
            line.number.isFolder = settings_.value(QStringLiteral("folder")).toBool();
            line.name = settings_.value(QStringLiteral("name")).toString();
            chart.lines.append(line);
        }
        settings_.endArray();
        if (!chart.lines.isEmpty())
            charts.append(chart);
    }
    settings_.endArray();
    return charts;
}

void SavedCharts::writeAll(const QList<SavedChart> &charts)
{
    settings_.remove(ListKey);
    settings_.beginWriteArray(ListKey, int(charts.size()));
    for (int i = 0; i < int(charts.size()); ++i) {
        const SavedChart &chart = charts[i];
        settings_.setArrayIndex(i);
        settings_.setValue(QStringLiteral("key"), chart.key);
        settings_.setValue(QStringLiteral("title"), chart.title);
        settings_.beginWriteArray(LinesKey, int(chart.lines.size()));
        for (int k = 0; k < int(chart.lines.size()); ++k) {
            const SavedChart::Line &line = chart.lines[k];
            settings_.setArrayIndex(k);
            settings_.setValue(QStringLiteral("stream"), line.number.stream);
            settings_.setValue(QStringLiteral("url"), line.number.url);
            settings_.setValue(QStringLiteral("channel"), line.number.channel);
            settings_.setValue(QStringLiteral("type"), line.number.type);
            settings_.setValue(QStringLiteral("path"), line.number.path.toString());
            settings_.setValue(QStringLiteral("rate"), line.number.isRate);
            settings_.setValue(QStringLiteral("folder"), line.number.isFolder);
            settings_.setValue(QStringLiteral("name"), line.name);
        }
        settings_.endArray();
    }
    settings_.endArray();
}

} // namespace helio
