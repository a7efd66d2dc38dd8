// SPDX-License-Identifier: GPL-3.0-or-later
#include "stallreport.h"

#include "json/jsonwriter.h"

#include <QThread>

namespace helio {

bool Application::notify(QObject *receiver, QEvent *event)
{
    // The events of all threads come by here.
    if (meter_ && QThread::currentThread() == thread())
        meter_->beginTurn();
    return QApplication::notify(receiver, event);
}

QByteArray stallReport(const TurnMeter::Report &turns, const EventTableModel &events)
{
    const EventTableModel::Counters counters = events.counters();
    JsonWriter json;
    json.beginObject();
    json.key("seconds").number(turns.seconds);
    json.key("longestStallMs").number(turns.longestMs);
    json.key("stallP999Ms").number(turns.p999Ms);
    json.key("stallsOver50Ms").number(turns.over50Ms);
    json.key("turns").number(turns.turns);
    json.key("received").number(counters.received);
    json.key("shown").number(counters.shown);
    json.key("filtered").number(counters.filtered);
    json.key("waiting").number(counters.waiting);
    json.key("trimmed").number(counters.trimmed);
    json.key("memoryBytes").number(qint64(events.bytes()));
    return json.endObject().endLine().take();
}

} // namespace helio
