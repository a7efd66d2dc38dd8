// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clienthistorymodel.h"

#include "ui/look/format.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

namespace helio {

namespace {

struct KnownFate
{
    const char *name; ///< as it is reported
    Tone tone;
    const char *text;
};

// The list of docs/http.md (`/api/explain`).
constexpr KnownFate Fates[] = {
    {"acknowledged", Tone::Open, QT_TRANSLATE_NOOP("helio::ClientHistoryModel", "acknowledged by its system")},
    {"taken", Tone::Waiting, QT_TRANSLATE_NOOP("helio::ClientHistoryModel", "sent, not acknowledged yet")},
    {"queued", Tone::Waiting, QT_TRANSLATE_NOOP("helio::ClientHistoryModel", "waits here until it reads")},
    {"coming", Tone::Waiting, QT_TRANSLATE_NOOP("helio::ClientHistoryModel", "follows from history")},
    {"lost in gap", Tone::Failed,
     QT_TRANSLATE_NOOP("helio::ClientHistoryModel", "lost: history had dropped it, and a gap was told")},
    {"never sent", Tone::Failed, QT_TRANSLATE_NOOP("helio::ClientHistoryModel", "never sent: it had left")},
    {"before start", Tone::Idle, QT_TRANSLATE_NOOP("helio::ClientHistoryModel", "older than its stream")},
    {"not selected", Tone::Idle, QT_TRANSLATE_NOOP("helio::ClientHistoryModel", "of a channel it did not ask for")},
};

const KnownFate *knownFate(QByteArrayView name)
{
    const auto found =
        std::find_if(std::begin(Fates), std::end(Fates), [&](const KnownFate &fate) { return name == fate.name; });
    return found == std::end(Fates) ? nullptr : found;
}

} // namespace

QString ClientHistoryModel::fateText(QByteArrayView fate)
{
    const KnownFate *known = knownFate(fate);
    return known ? tr(known->text) : format::oneLine(fate, 300);
}

Tone ClientHistoryModel::fateTone(QByteArrayView fate)
{
    const KnownFate *known = knownFate(fate);
    return known ? known->tone : Tone::None;
}

void ClientHistoryModel::setEvents(const QList<ClientHistory::Event> &events)
{
    beginResetModel();
    events_ = events;
    std::reverse(events_.begin(), events_.end());
    endResetModel();
}

QString ClientHistoryModel::summary() const
{
    QStringList parts;
    QByteArrayList counted;
    for (const ClientHistory::Event &event : events_) {
        if (counted.contains(event.fate))
            continue;
        counted.append(event.fate);
        const auto count = std::count_if(events_.cbegin(), events_.cend(),
                                         [&](const ClientHistory::Event &other) { return other.fate == event.fate; });
        parts.append(tr("%1 %2").arg(count).arg(fateText(event.fate)));
    }
    return parts.join(QStringLiteral("; "));
}

QString ClientHistoryModel::text() const
{
    QStringList lines;
    for (const ClientHistory::Event &event : events_) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells.append(cell(event, Column(column)));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void ClientHistoryModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!events_.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::DisplayRole});
}

QString ClientHistoryModel::cell(const ClientHistory::Event &event, Column column) const
{
    switch (column) {
    case Fate:
        return fateText(event.fate);
    case TakenAt:
        return event.takenAt == 0 ? QString() : format::timeOfDay(event.takenAt);
    case Channel:
        return format::oneLine(event.channel, 300);
    case EventId:
        return format::oneLine(event.id, 300);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ClientHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= events_.size())
        return {};
    const ClientHistory::Event &event = events_[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cell(event, Column(index.column()));
    case ToneRole:
        return int(fateTone(event.fate));
    default:
        return {};
    }
}

QVariant ClientHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Fate:
        return tr("What became of it");
    case TakenAt:
        return tr("Sent at");
    case Channel:
        return tr("Channel");
    case EventId:
        return tr("Event ID");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
