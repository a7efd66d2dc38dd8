// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventtablemodel.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/format.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// More than fits on a line of any screen; the whole is in the inspector.
constexpr qsizetype OneLineBytes = 600;

} // namespace

EventTableModel::EventTableModel(qsizetype maximumBytes, QObject *parent)
    : QAbstractTableModel(parent)
    , ring_(maximumBytes)
    , clock_([] { return std::chrono::steady_clock::now().time_since_epoch(); })
{
    nextSlice_.setSingleShot(true);
    connect(&nextSlice_, &QTimer::timeout, this, &EventTableModel::filterSome);
}

void EventTableModel::setSourceName(int source, const QString &name)
{
    if (sourceNames_.value(source) == name)
        return;
    sourceNames_.insert(source, name);
    Q_EMIT sourceNamed(source);
    if (!shown_.empty())
        Q_EMIT dataChanged(index(0, Source), index(rowCount() - 1, Source), {Qt::DisplayRole});
    if (filter_.asksForSource())
        filterAnew();
}

void EventTableModel::setPaths(const QList<JsonPath> &paths)
{
    const auto removeAt = [this](qsizetype at) {
        beginRemoveColumns({}, ColumnCount + int(at), ColumnCount + int(at));
        paths_.remove(at);
        endRemoveColumns();
    };
    for (qsizetype i = this->paths().size() - 1; i >= 0; --i) {
        if (!paths.contains(this->paths()[i]))
            removeAt(i);
    }
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const qsizetype before = this->paths().indexOf(paths[i]);
        if (before == i)
            continue;
        if (before >= 0)
            removeAt(before);
        beginInsertColumns({}, ColumnCount + int(i), ColumnCount + int(i));
        paths_.insert(i, paths[i]);
        endInsertColumns();
    }
}

bool EventTableModel::passes(const EventView &event)
{
    if (!muted_.isEmpty() && muted_.holds(event.source, event.channel))
        return false;
    if (!selection_.isEmpty() && !selection_.holds(event))
        return false;
    if (filter_.isEmpty())
        return true;
    const Verdict verdict = filter_.judge(event, sourceNames_.value(event.source));
    if (verdict == Verdict::GaveUp)
        ++gaveUp_;
    return verdict == Verdict::Yes;
}

bool EventTableModel::canShow(quint64 sequence) const
{
    if (sequence < viewBegin() || sequence >= viewEnd())
        return false;
    const EventView event = ring_.at(sequence);
    return !muted_.holds(event.source, event.channel);
}

void EventTableModel::append(const std::deque<FeedQueue::Item> &items, quint64 dropped)
{
    dropped_ += dropped;
    for (const FeedQueue::Item &item : items) {
        ring_.append(item.source, item.received);
        seenChannels_.note(item.received.event.channel);
        seenTypes_.note(item.received.event.type);
    }
    judgeNew();
    trim();
}

qsizetype EventTableModel::prepend(int source, const QList<ReceivedEvent> &events)
{
    // What was cleared would stand between.
    const bool couldUndo = canUndoClear();
    clearedBefore_.reset();
    ring_.cutBefore(std::exchange(clearedUntil_, 0));
    const quint64 end = ring_.first();
    const qsizetype taken = ring_.prepend(source, events);
    for (const ReceivedEvent &received : events.last(taken)) {
        seenChannels_.note(received.event.channel);
        seenTypes_.note(received.event.type);
    }
    if (couldUndo)
        Q_EMIT canUndoClearChanged(false);
    older_ = {ring_.first(), ring_.count(older_.begin, older_.end) > 0 ? older_.end : end};
    toJudge_ = unjudged();
    filterSome();
    return taken;
}

void EventTableModel::dropPrepended()
{
    if (ring_.first() < ring_.firstLive())
        dropBefore(ring_.firstLive());
}

void EventTableModel::setMaximumBytes(qsizetype bytes)
{
    ring_.setMaximumBytes(bytes);
    trim();
}

void EventTableModel::trim()
{
    if (const quint64 first = ring_.firstAfterTrim(); first != ring_.first())
        dropBefore(first);
}

void EventTableModel::dropBefore(quint64 sequence)
{
    const bool couldUndo = canUndoClear();
    const auto gone = std::lower_bound(shown_.begin(), shown_.end(), sequence);
    if (gone == shown_.begin()) {
        ring_.forgetBefore(sequence);
    } else {
        beginRemoveRows({}, 0, int(gone - shown_.begin()) - 1);
        shown_.erase(shown_.begin(), gone);
        ring_.forgetBefore(sequence);
        endRemoveRows();
    }
    clampRanges();
    if (couldUndo != canUndoClear())
        Q_EMIT canUndoClearChanged(canUndoClear());
}

void EventTableModel::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    if (paused) {
        pausedAt_ = ring_.next();
    } else {
        pausedAt_.reset();
        judgeNew();
    }
    Q_EMIT pausedChanged(paused);
}

void EventTableModel::setMuted(const MutedPart &part, bool muted)
{
    if (!muted_.set(part, muted))
        return;
    filterAnew();
    Q_EMIT mutedChanged();
}

void EventTableModel::setMarks(const EventMarks &marks)
{
    if (marks == marks_)
        return;
    const EventMarks before = std::exchange(marks_, marks);
    for (const EventMarks &some : {before, marks_}) {
        for (auto it = some.cbegin(); it != some.cend(); ++it) {
            const bool isSame = before.contains(it.key()) && before.value(it.key()) == marks_.value(it.key());
            if (const int row = isSame ? -1 : rowOf(it.key()); row >= 0)
                Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1),
                                   {MarkRole, MarkToneRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
        }
    }
    Q_EMIT marksChanged();
}

void EventTableModel::clear()
{
    const quint64 until = viewEnd();
    const quint64 count = ring_.count(viewBegin(), until);
    if (count == 0)
        return;
    forgetCleared();
    clearedBefore_ = clearedUntil_;
    if (!shown_.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        shown_.clear();
        clearedUntil_ = until;
        endRemoveRows();
    }
    clearedUntil_ = until;
    clampRanges();
    Q_EMIT canUndoClearChanged(true);
    Q_EMIT cleared(count);
}

bool EventTableModel::canUndoClear() const
{
    return clearedBefore_ && ring_.first() < clearedUntil_;
}

void EventTableModel::undoClear()
{
    if (!canUndoClear())
        return;
    const quint64 until = std::exchange(clearedUntil_, *clearedBefore_);
    clearedBefore_.reset();
    older_ = {viewBegin(), older_.isEmpty() ? until : older_.end};
    toJudge_ = unjudged();
    Q_EMIT canUndoClearChanged(false);
    filterSome();
}

void EventTableModel::forgetCleared()
{
    if (!clearedBefore_)
        return;
    clearedBefore_.reset();
    ring_.forgetBefore(clearedUntil_);
    Q_EMIT canUndoClearChanged(false);
}

EventTableModel::Counters EventTableModel::counters() const
{
    // From the borders of the ring, not counted event by event: so it cannot drift.
    Counters counters;
    counters.received = ring_.next() - EventRing::FirstLive + ring_.prependedCount() + dropped_;
    counters.shown = shown_.size();
    counters.filtered = ring_.count(viewBegin(), viewEnd()) - shown_.size();
    counters.waiting = ring_.count(viewEnd(), ring_.next());
    counters.trimmed = counters.received - ring_.count(viewBegin(), ring_.next());
    return counters;
}

qsizetype EventTableModel::bytes() const
{
    return ring_.usedBytes() + qsizetype(shown_.size() * sizeof(quint64));
}

qsizetype EventTableModel::waitingBytes() const
{
    const quint64 held = ring_.count(ring_.first(), ring_.next());
    const quint64 waiting = ring_.count(viewEnd(), ring_.next());
    return held == 0 ? 0 : qsizetype(double(ring_.usedBytes()) * double(waiting) / double(held));
}

int EventTableModel::rowFrom(quint64 sequence) const
{
    return int(std::lower_bound(shown_.begin(), shown_.end(), sequence) - shown_.begin());
}

int EventTableModel::rowOf(quint64 sequence) const
{
    const int row = rowFrom(sequence);
    return row < rowCount() && shown_[size_t(row)] == sequence ? row : -1;
}

std::optional<FeedQueue::Item> EventTableModel::eventAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    const EventView event = ring_.at(shown_[size_t(row)]);
    FeedQueue::Item item;
    item.source = event.source;
    item.received.receivedAt = event.receivedAt;
    item.received.event = {event.channel.toByteArray(), event.id.toByteArray(), event.type.toByteArray(),
                           event.data.toByteArray()};
    item.received.raw = event.raw.toByteArray();
    return item;
}

void EventTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!shown_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(shown_.size());
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount + int(paths().size());
}

QString EventTableModel::cell(int row, Column column) const
{
    const EventView event = ring_.at(shown_[size_t(row)]);
    switch (column) {
    case Time:
        return format::exactMoment(event.receivedAt);
    case Delta: {
        if (row == 0)
            return {};
        // Streams are read in other threads than the hub: two events may swap within a fraction of a millisecond.
        const qint64 before = ring_.at(shown_[size_t(row - 1)]).receivedAt;
        return format::milliseconds(std::max<qint64>(0, event.receivedAt - before));
    }
    case Source:
        return visibleLine(sourceNames_.value(event.source));
    case Channel:
        return format::oneLine(event.channel, OneLineBytes);
    case Type:
        return event.type.isEmpty() ? QStringLiteral("message") : format::oneLine(event.type, OneLineBytes);
    case Id:
        return format::oneLine(event.id, OneLineBytes);
    case Bytes:
        return format::bytes(event.data.size());
    case Data:
        return format::oneLine(event.data, OneLineBytes);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant EventTableModel::pathCell(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::TextAlignmentRole)
        return {};
    const quint64 sequence = shown_[size_t(index.row())];
    const PathColumns::Cell &cell = paths_.cell(index.column() - ColumnCount, sequence, ring_.at(sequence).data);
    if (role == Qt::DisplayRole)
        return cell.text;
    return QVariant::fromValue(Qt::Alignment((cell.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

/// What is found at a path may be of another kind in each event: its title stands over the newest.
bool EventTableModel::isNumber(int column) const
{
    if (column < ColumnCount)
        return column == Delta || column == Bytes;
    return !shown_.empty() && paths_.isNumber(column - ColumnCount, ring_.at(shown_.back()).data);
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    switch (role) {
    case MarkRole:
        return marks_.value(shown_[size_t(index.row())]).shape;
    case MarkToneRole:
        return QVariant::fromValue(marks_.value(shown_[size_t(index.row())]).tone);
    case Qt::ToolTipRole:
        // The other columns' tip is what their cell has no room for.
        if (const QString text = marks_.value(shown_[size_t(index.row())]).text;
            index.column() == Time && !text.isEmpty())
            return text;
        return {};
    case Qt::AccessibleTextRole:
        if (const QString text = marks_.value(shown_[size_t(index.row())]).text;
            index.column() == Time && !text.isEmpty())
            return QStringLiteral("%1 %2").arg(cell(index.row(), Time), text);
        return {};
    default:
        break;
    }
    if (index.column() >= ColumnCount)
        return pathCell(index, role);
    if (role == Qt::DisplayRole)
        return cell(index.row(), Column(index.column()));
    if (role == Qt::TextAlignmentRole && (isNumber(index.column())))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    if (section >= ColumnCount)
        return visibleLine(paths().at(section - ColumnCount).toString());
    switch (Column(section)) {
    case Time:
        return tr("Time");
    case Delta:
        return tr("Δ ms");
    case Source:
        return tr("Source");
    case Channel:
        return tr("Channel");
    case Type:
        return tr("Type");
    case Id:
        return tr("ID");
    case Bytes:
        return tr("Bytes");
    case Data:
        return tr("Data");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
