// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"
#include "ui/look/sharedsettings.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QUrl>

namespace helio {

/// Where a charted number comes from, as a text that outlives a run of the program: sources have other ids in the next.
struct ChartedNumber
{
    QString stream; ///< the name of the remote stream; empty: the hub
    QUrl url;       ///< of the remote stream, without its secrets; finds it when its name is another
    QByteArray channel;
    QByteArray type;
    JsonPath path;
    /// Not a number in events, but how many come in a second: of the channel, or of the whole stream where that is
    /// empty; type and path are empty.
    bool isRate = false;
    bool isFolder = false; ///< a rate: of all channels together that are below `channel`

    friend bool operator==(const ChartedNumber &, const ChartedNumber &) = default;
};

/// A chart as the settings keep it.
struct SavedChart
{
    struct Line
    {
        ChartedNumber number;
        QString name;

        friend bool operator==(const Line &, const Line &) = default;
    };
    QString key; ///< of this chart, in all windows
    QString title;
    QList<Line> lines;

    friend bool operator==(const SavedChart &, const SavedChart &) = default;
};

/// The charts in the settings, which several windows may share: each writes what it changed itself, and what one took
/// out stays out.
class SavedCharts
{
public:
    static constexpr qsizetype MaximumCharts = 32;
    static constexpr qsizetype MaximumLines = 8; ///< in one chart; more cannot be distinguished

    /// Borrowed.
    explicit SavedCharts(QSettings &settings);

    static QString newKey();
    /// What is there, without what is broken.
    QList<SavedChart> read();
    /// `own`: all charts of this window, each with a key.
    void write(const QList<SavedChart> &own);

private:
    QList<SavedChart> readAll() const;
    void writeAll(const QList<SavedChart> &charts);

    QSettings &settings_;
    SharedKeys shared_;
    QHash<QString, SavedChart> written_; ///< as this window last read or wrote them, by key
};

} // namespace helio
