// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/departuretablemodel.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "ui/look/format.h"
#include "ui/look/tone.h"

#include <algorithm>
#include <tuple>

namespace helio {

namespace {

struct KnownReason
{
    const char *name; ///< as it is reported
    Tone tone;
    const char *text;
};

// The lists of core/hub/departure.h and docs/http.md.
constexpr KnownReason Reasons[] = {
    {"closed by peer", Tone::None, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "closed by the client")},
    {"poll ended", Tone::None, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "had all it asked for")},
    {"too slow", Tone::Failed, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "too slow: too much waited for it")},
    {"stalled", Tone::Failed, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "stalled: it took nothing for too long")},
    {"vanished", Tone::Failed, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "vanished without a word")},
    {"kicked", Tone::Waiting, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "disconnected by an operator")},
    {"drained", Tone::None, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "the hub stopped")},
    {"expired", Tone::Waiting, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "its token expired")},
    {"revoked", Tone::Waiting, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "its rights were taken away")},
    {"history unreadable", Tone::Failed,
     QT_TRANSLATE_NOOP("helio::DepartureTableModel", "history could not be read for it")},
    {"over the limit", Tone::Failed, QT_TRANSLATE_NOOP("helio::DepartureTableModel", "not let in: too many clients")},
};

const KnownReason *knownReason(QByteArrayView name)
{
    for (const KnownReason &reason : Reasons) {
        if (name == reason.name)
            return &reason;
    }
    return nullptr;
}

qint64 stayed(const DepartureInfo &departure)
{
    return std::max<qint64>(0, departure.endedAt - departure.client.connectedAt);
}

} // namespace

QString DepartureTableModel::reasonText(QByteArrayView reason)
{
    const KnownReason *known = knownReason(reason);
    return known ? tr(known->text) : format::oneLine(reason, 300);
}

QStringList DepartureTableModel::knownReasons()
{
    QStringList names;
    for (const KnownReason &reason : Reasons)
        names.append(QLatin1String(reason.name));
    return names;
}

QString DepartureTableModel::textOf(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(data(index(row, column)).toString());
    return clientcells::line(cells);
}

void DepartureTableModel::setFilter(const ClientFilter &filter)
{
    if (filter_ == filter)
        return;
    filter_ = filter;
    refilter();
    Q_EMIT filterChanged();
}

void DepartureTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::DisplayRole});
}

QByteArray DepartureTableModel::keyOf(const DepartureInfo &departure) const
{
    // So that the order of keys is that of the numbers.
    return QByteArray::number(departure.number).rightJustified(20, '0');
}

bool DepartureTableModel::isWanted(const DepartureInfo &departure) const
{
    return filter_.isEmpty() ||
           filter_.matches(departure.client, programs_(departure.client.userAgent), departure.reason);
}

int DepartureTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DepartureTableModel::cell(const DepartureInfo &departure, Column column) const
{
    const ClientInfo &client = departure.client;
    switch (column) {
    case Left:
        return format::moment(departure.endedAt);
    case Address:
        return visibleLine(client.remoteAddress);
    case Program:
        return programs_(client.userAgent);
    case Reason:
        return reasonText(departure.reason);
    case Stayed:
        return timeForPeople(std::chrono::milliseconds(stayed(departure)));
    case Sent:
        return clientcells::sent(client);
    case Waited:
        return clientcells::queued(client);
    case Origin:
        return format::oneLine(client.origin, 300);
    case Subject:
        return format::oneLine(client.subject.toUtf8(), 300);
    case Channels:
        return clientcells::channels(client);
    case LastEventId:
        return format::oneLine(client.lastEventId, 300);
    case Gaps:
        return format::count(client.gapsReported);
    case Id:
        return format::oneLine(client.id, 300);
    case ColumnCount:
        break;
    }
    return {};
}

QString DepartureTableModel::tip(const DepartureInfo &departure, Column column) const
{
    switch (column) {
    case Left:
        return format::dateAndTime(departure.endedAt);
    case Program:
        return format::oneLine(departure.client.userAgent, 1000);
    case Sent:
        return format::bytes(double(departure.client.sentBytes));
    case Waited:
        return tr("What waited here for it when it left");
    case Stayed:
    case Gaps:
    case Id:
        return {};
    case Address:
    case Reason:
    case Origin:
    case Subject:
    case Channels:
    case LastEventId:
        return cell(departure, column);
    case ColumnCount:
        break;
    }
    return {};
}

bool DepartureTableModel::lessThan(const DepartureInfo &a, const DepartureInfo &b, int column) const
{
    const ClientInfo &one = a.client;
    const ClientInfo &other = b.client;
    switch (Column(column)) {
    case Left:
        return a.endedAt < b.endedAt;
    case Address:
        return clientcells::isNaturallyLess(one.remoteAddress, other.remoteAddress);
    case Program:
        return one.userAgent != other.userAgent &&
               clientcells::isNaturallyLess(programs_(one.userAgent), programs_(other.userAgent));
    case Reason:
        return a.reason < b.reason;
    case Stayed:
        return stayed(a) < stayed(b);
    case Sent:
        return one.sentEvents < other.sentEvents;
    case Waited:
        return one.queuedBytes < other.queuedBytes;
    case Origin:
        return one.origin < other.origin;
    case Subject:
        return one.subject < other.subject;
    case Channels:
        return std::tie(one.channels, one.patterns) < std::tie(other.channels, other.patterns);
    case LastEventId:
        return one.lastEventId < other.lastEventId;
    case Gaps:
        return one.gapsReported < other.gapsReported;
    case Id:
        return one.id.size() != other.id.size() ? one.id.size() < other.id.size() : one.id < other.id;
    case ColumnCount:
        break;
    }
    return false;
}

QVariant DepartureTableModel::data(const QModelIndex &index, int role) const
{
    const DepartureInfo *departure = rowAt(index.row());
    if (!index.isValid() || !departure)
        return {};
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell(*departure, column);
    case Qt::ToolTipRole:
        return tip(*departure, column);
    case Qt::TextAlignmentRole:
        if (isNumber(column))
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case ToneRole: {
        const KnownReason *reason = knownReason(departure->reason);
        return int(reason ? reason->tone : Tone::None);
    }
    default:
        return {};
    }
}

QVariant DepartureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Left:
        return tr("Left");
    case Address:
        return tr("Address");
    case Program:
        return tr("Program");
    case Reason:
        return tr("Reason");
    case Stayed:
        return tr("Stayed");
    case Sent:
        return tr("Sent");
    case Waited:
        return tr("Not sent");
    case Origin:
        return tr("Origin");
    case Subject:
        return tr("Subject");
    case Channels:
        return tr("Channels");
    case LastEventId:
        return tr("Last event ID");
    case Gaps:
        return tr("Gaps");
    case Id:
        return tr("ID");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
