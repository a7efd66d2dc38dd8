// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/streamstory.h"

#include "event/pluralform.h"
#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/format.h"

#include <QDateTime>

namespace helio {

namespace {

constexpr qsizetype RowBytes = 400; ///< of a comment or a header in its row

QString rowText(const QByteArray &text)
{
    return format::oneLine(text, RowBytes);
}

QString howOften(const StoryEntry &entry)
{
    if (entry.count < 2)
        return {};
    const qint64 each = (entry.lastAt - entry.at) / qint64(entry.count - 1) / 1'000'000;
    // A flood has no rhythm worth a number.
    if (each < 100)
        return QStringLiteral(" ×%1").arg(format::count(entry.count));
    return StreamStory::tr(" ×%1, every %2 s")
        .arg(format::count(entry.count),
             format::seconds(std::chrono::milliseconds(each < 10'000 ? each / 100 * 100 : (each + 500) / 1000 * 1000)));
}

/// As it goes over the wire, but for the ellipsis that stands for a secret.
QString urlOf(const StoryEntry &entry)
{
    return entry.url.toString(QUrl::FullyEncoded).replace(QLatin1String("%E2%80%A6"), QStringLiteral("…"));
}

QString whatItBrought(const StoryEntry &entry)
{
    if (entry.openedAt == 0)
        return {};
    const int events = pluralCount(entry.events);
    return QLatin1Char(' ') +
           StreamStory::tr("It was open for %1 and brought %Ln event(s), %2.", nullptr, events)
               .arg(timeForPeople(std::chrono::milliseconds((entry.at - entry.openedAt) / 1'000'000)),
                    format::bytes(double(entry.bytes)));
}

Tone toneOf(const StoryEntry &entry)
{
    using Kind = StoryEntry::Kind;
    switch (entry.kind) {
    case Kind::Opened:
        return Tone::Open;
    case Kind::Answer:
        return entry.status >= 400 || entry.status == 204 ? Tone::Failed : Tone::None;
    case Kind::Lost:
    case Kind::Waiting:
    case Kind::Missed:
        return Tone::Waiting;
    case Kind::Refused:
        return Tone::Failed;
    case Kind::Comment:
    case Kind::Heartbeat:
    case Kind::Retry:
    case Kind::Closed:
    case Kind::Ended:
        return Tone::Idle;
    case Kind::Request:
    case Kind::Redirect:
    case Kind::FirstEvent:
        break;
    }
    return Tone::None;
}

} // namespace

StreamStory::StreamStory(qsizetype maximumEntries, qsizetype maximumBytes, QObject *parent)
    : QAbstractItemModel(parent)
    , maximumEntries_(maximumEntries)
    , maximumBytes_(maximumBytes)
{}

void StreamStory::append(const QList<StoryEntry> &entries)
{
    qsizetype from = 0;
    const size_t lastBefore = entries_.size();
    while (lastBefore > 0 && from < entries.size() && entries_.back().fold(entries[from]))
        ++from;
    if (from > 0) {
        const int row = int(lastBefore) - 1;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (from == entries.size())
        return;
    std::deque<StoryEntry> fresh;
    for (; from < entries.size(); ++from) {
        if (fresh.empty() || !fresh.back().fold(entries[from]))
            fresh.push_back(entries[from]);
    }
    beginInsertRows({}, int(lastBefore), int(lastBefore + fresh.size()) - 1);
    for (StoryEntry &entry : fresh) {
        bytes_ += entry.byteCount();
        entries_.push_back(std::move(entry));
    }
    endInsertRows();
    if (lastBefore > 0) // it does not count down any more
        Q_EMIT dataChanged(index(int(lastBefore) - 1, What), index(int(lastBefore) - 1, What));
    trim();
}

void StreamStory::trim()
{
    size_t count = 0;
    qsizetype bytes = bytes_;
    // The last one stays, however long.
    while (count + 1 < entries_.size() &&
           (qsizetype(entries_.size() - count) > maximumEntries_ || bytes > maximumBytes_))
        bytes -= entries_[count++].byteCount();
    if (count == 0)
        return;
    beginRemoveRows({}, 0, int(count) - 1);
    entries_.erase(entries_.begin(), entries_.begin() + qptrdiff(count));
    firstNumber_ += count;
    bytes_ = bytes;
    endRemoveRows();
    trimmed_ += count;
    Q_EMIT trimmedChanged();
}

void StreamStory::clear()
{
    if (!entries_.empty()) {
        beginRemoveRows({}, 0, int(entries_.size()) - 1);
        firstNumber_ += entries_.size();
        entries_.clear();
        bytes_ = 0;
        endRemoveRows();
    }
    trimmed_ = 0;
    Q_EMIT trimmedChanged();
}

void StreamStory::refreshCountdown()
{
    if (entries_.empty() || entries_.back().kind != StoryEntry::Kind::Waiting)
        return;
    const QModelIndex last = index(int(entries_.size()) - 1, What);
    Q_EMIT dataChanged(last, last);
}

void StreamStory::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!entries_.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(entries_.size()) - 1, ColumnCount - 1));
}

const StoryEntry *StreamStory::entryAt(int row) const
{
    return row >= 0 && size_t(row) < entries_.size() ? &entries_[size_t(row)] : nullptr;
}

QString StreamStory::describe(const StoryEntry &entry)
{
    using Kind = StoryEntry::Kind;
    switch (entry.kind) {
    case Kind::Request: {
        const QString line = tr("request: %1 %2").arg(visibleLine(decodeUtf8(entry.method)), urlOf(entry));
        return entry.text.isEmpty() ? line : line + tr(", to continue after the event %1").arg(rowText(entry.text));
    }
    case Kind::Redirect:
        return tr("redirect %1 to %2").arg(entry.status).arg(urlOf(entry));
    case Kind::Answer:
        return entry.text.isEmpty() ? tr("answer: %1").arg(entry.status)
                                    : tr("answer: %1 %2").arg(entry.status).arg(rowText(entry.text));
    case Kind::Opened:
        return tr("open");
    case Kind::FirstEvent:
        return tr("first event: %1").arg(entry.text.isEmpty() ? QStringLiteral("message") : rowText(entry.text));
    case Kind::Comment: {
        const QString text = rowText(entry.text.trimmed());
        return (text.isEmpty() ? tr("empty comment") : tr("comment: %1").arg(text)) + howOften(entry);
    }
    case Kind::Heartbeat:
        return tr("heartbeat: event %1").arg(rowText(entry.text)) + howOften(entry);
    case Kind::Retry:
        return tr("retry: the reconnection time is %1").arg(format::exactDuration(entry.time));
    case Kind::Lost:
        return tr("connection lost: %1").arg(entry.error.message) + whatItBrought(entry);
    case Kind::Refused:
        return entry.error.failure == Failure::Refused
                   ? tr("refused: %1").arg(entry.error.message)
                   : tr("closed: %1").arg(entry.error.message) + whatItBrought(entry);
    case Kind::Waiting:
        return entry.count > 1 ? tr("next attempt after %1; %2 failed in a row")
                                     .arg(format::exactDuration(entry.time))
                                     .arg(entry.count)
                               : tr("next attempt after %1").arg(format::exactDuration(entry.time));
    case Kind::Closed:
        return tr("closed by you.") + whatItBrought(entry);
    case Kind::Ended:
        return tr("the stream came to its end.") + whatItBrought(entry);
    case Kind::Missed:
        return tr("%Ln entries came too fast to be listed", nullptr, pluralCount(entry.count));
    }
    return {};
}

QString StreamStory::textAt(size_t row) const
{
    const StoryEntry &entry = entries_[row];
    QString text = describe(entry);
    if (entry.kind == StoryEntry::Kind::Waiting && row + 1 == entries_.size()) {
        const qint64 left = entry.at / 1'000'000 + entry.time.count() - QDateTime::currentMSecsSinceEpoch();
        if (left > 0)
            text += tr(" (%1 left)").arg(timeForPeople(std::chrono::seconds((left + 999) / 1000)));
    }
    return text;
}

QString StreamStory::text() const
{
    QString text;
    if (trimmed_ > 0)
        text += tr("%Ln older entries are gone", nullptr, pluralCount(trimmed_)) + QLatin1Char('\n');
    for (size_t row = 0; row < entries_.size(); ++row) {
        text +=
            QStringLiteral("%1  %2  %3\n")
                .arg(format::timeOfDay(entries_[row].at), textAt(row, Delta).toString().rightJustified(9), textAt(row));
        for (const auto &[name, value] : entries_[row].headers)
            text += QStringLiteral("%1%2: %3\n")
                        .arg(QString(), 25)
                        .arg(visibleLine(decodeUtf8(name)), visibleLine(decodeUtf8(value)));
    }
    return text;
}

QModelIndex StreamStory::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // 0 for an entry; for a header the number of its entry, which outlives the removal of older ones, and one more.
    return createIndex(row, column,
                       parent.isValid() ? quintptr(firstNumber_ + quint64(parent.row()) + 1) : quintptr(0));
}

QModelIndex StreamStory::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(quint64(child.internalId()) - 1 - firstNumber_), 0, quintptr(0));
}

int StreamStory::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(entries_.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return int(entries_[size_t(parent.row())].headers.size());
}

int StreamStory::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant StreamStory::textAt(size_t row, int column) const
{
    const StoryEntry &entry = entries_[row];
    switch (Column(column)) {
    case Time:
        return format::timeOfDay(entry.at);
    case Delta: {
        if (row == 0)
            return {};
        const StoryEntry &before = entries_[row - 1];
        return format::milliseconds(std::max<qint64>(0, entry.at - std::max(before.at, before.lastAt)));
    }
    case What:
        return textAt(row);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant StreamStory::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == Delta ? Qt::AlignRight : Qt::AlignLeft));
    if (index.internalId() != 0) {
        const auto &headers = entries_[size_t(index.parent().row())].headers;
        const auto &[name, value] = headers[index.row()];
        if (index.column() == What && (role == Qt::DisplayRole || role == Qt::ToolTipRole))
            return rowText(name) + QStringLiteral(": ") + rowText(value);
        return role == ToneRole ? QVariant::fromValue(Tone::Idle) : QVariant();
    }
    const auto row = size_t(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textAt(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Time ? format::dateAndTime(entries_[row].at / 1'000'000) : textAt(row);
    case ToneRole:
        return QVariant::fromValue(toneOf(entries_[row]));
    case KindRole:
        return int(entries_[row].kind);
    default:
        return {};
    }
}

QVariant StreamStory::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Time:
        return tr("Time");
    case Delta:
        return tr("Δ ms");
    case What:
        return tr("What happened");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
