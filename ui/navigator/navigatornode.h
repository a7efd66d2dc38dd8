// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/navigator/navigatormodel.h"

#include <memory>
#include <vector>

namespace helio {

/// One row of the navigator, and what is below it.
struct NavigatorNode
{
    /// What is kept of the last event's data: more than a navigator has room for.
    static constexpr qsizetype ValueBytes = 160;

    /// Its place among those of its parent, which it must have.
    int row() const;
    /// Behind those that there are.
    NavigatorNode *add(NavigatorModel::Kind childKind);
    /// Only the last ones are kept. Answers whether that can be seen: a silence that goes on cannot.
    bool addRate(double rate);
    /// Only the first few are kept.
    void noteType(const QByteArray &type);
    /// Shows `event` as the last one, here and by a flash in all above.
    void setLast(const Event &event);

    NavigatorModel::Kind kind = NavigatorModel::Kind::Folder;
    QString label;
    QByteArray path; ///< the beginning of channel names up to and with this part
    quint64 events = 0;
    quint64 eventsBefore = 0; ///< at the last onSecond() of the model
    quint64 generation = 0;   ///< of the last setChannels() that named it
    QList<double> trend;
    QByteArray value; ///< the beginning of the last event's data
    QByteArrayList types;
    const Event *newest = nullptr; ///< only while onEvents() of the model works
    quint64 number = 0;            ///< of that event, as the model counts all that come; 0: none came
    QDeadlineTimer flash;
    QDeadlineTimer rest;  ///< no other flash begins before
    bool isQuiet = false; ///< the hub does not name this channel any more
    int stream = 0;
    NavigatorNode *parent = nullptr;
    std::vector<std::unique_ptr<NavigatorNode>> children; ///< channels and folders in the order of their paths
};

} // namespace helio
