// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"

#include <QString>

namespace helio {

/// Values in the data of events, each found by a path when it is asked for.
class PathColumns
{
public:
    /// Data is read no further: a page of rows must be painted within milliseconds.
    static constexpr qsizetype MaximumBytes = 64 * 1024;

    struct Cell
    {
        QString text; ///< on one line; empty where there is no such value, `…` where the data is too long to be read
        bool isNumber = false; ///< its digits are as they came
    };

    const QList<JsonPath> &paths() const { return paths_; }
    void insert(qsizetype at, const JsonPath &path);
    void remove(qsizetype at);

    /// `sequence` knows the event: the cell asked for last is not searched for again.
    const Cell &cell(qsizetype path, quint64 sequence, QByteArrayView data) const;
    /// Whether the value at the path is a number, as far as the data is read.
    bool isNumber(qsizetype path, QByteArrayView data) const;

private:
    QList<JsonPath> paths_;
    mutable qsizetype lastPath_ = -1;
    mutable quint64 lastSequence_ = 0;
    mutable Cell last_;
};

} // namespace helio
