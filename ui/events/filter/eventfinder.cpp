// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/eventfinder.h"

#include <algorithm>

namespace helio {

EventFinder::EventFinder(EventTableModel &model, QObject *parent)
    : QObject(parent)
    , model_(model)
    , clock_([] { return std::chrono::steady_clock::now().time_since_epoch(); })
{
    nextSlice_.setSingleShot(true);
    connect(&nextSlice_, &QTimer::timeout, this, &EventFinder::searchSlice);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first) {
        if (text_.isEmpty())
            return;
        // Between rows that were searched: the table is being filtered.
        if (model_.sequenceAt(first) < next_)
            startAnew();
        else
            goOn();
    });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first) { onRowsRemoved(first); });
    connect(&model, &EventTableModel::filteringChanged, this, &EventFinder::goOn);
}

void EventFinder::setText(const QString &text)
{
    if (text == text_)
        return;
    text_ = text;
    term_ = TextTerm{TextFinder(text)};
    startAnew();
    Q_EMIT changed();
}

bool EventFinder::isDone() const
{
    return text_.isEmpty() || (!model_.isFiltering() && model_.rowFrom(next_) == model_.rowCount());
}

void EventFinder::startAnew()
{
    hits_.clear();
    next_ = 0;
    goOn();
}

void EventFinder::goOn()
{
    if (!text_.isEmpty() && !nextSlice_.isActive())
        nextSlice_.start(0);
}

void EventFinder::onRowsRemoved(int first)
{
    if (text_.isEmpty())
        return;
    // Not the oldest: the table is being filtered, and what passes comes back in slices.
    if (first > 0) {
        startAnew();
        return;
    }
    const quint64 oldest = model_.rowCount() == 0 ? next_ : model_.sequenceAt(0);
    hits_.erase(hits_.begin(), std::lower_bound(hits_.begin(), hits_.end(), oldest));
    goOn();
}

void EventFinder::searchSlice()
{
    if (text_.isEmpty() || model_.isFiltering())
        return;
    const auto end = clock_() + EventTableModel::SliceTime;
    int row = model_.rowFrom(next_);
    size_t place = 0;
    for (int sinceCheck = 0; row < model_.rowCount(); ++row) {
        const quint64 sequence = model_.sequenceAt(row);
        const EventView event = model_.ring().at(sequence, place);
        if (term_.judge(event) == Verdict::Yes)
            hits_.push_back(sequence);
        next_ = sequence + 1;
        // A large event counts as many.
        sinceCheck += 1 + int(std::min<qsizetype>(event.data.size() / 1024, EventTableModel::EventsBetweenChecks));
        if (sinceCheck >= EventTableModel::EventsBetweenChecks) {
            sinceCheck = 0;
            if (clock_() >= end)
                break;
        }
    }
    if (!isDone())
        goOn();
    Q_EMIT changed();
}

qsizetype EventFinder::placeOf(quint64 sequence) const
{
    const auto found = std::lower_bound(hits_.begin(), hits_.end(), sequence);
    return found == hits_.end() || *found != sequence ? 0 : found - hits_.begin() + 1;
}

std::optional<quint64> EventFinder::after(std::optional<quint64> sequence) const
{
    if (hits_.empty())
        return std::nullopt;
    const auto found = sequence ? std::upper_bound(hits_.begin(), hits_.end(), *sequence) : hits_.begin();
    return found == hits_.end() ? hits_.front() : *found;
}

std::optional<quint64> EventFinder::before(std::optional<quint64> sequence) const
{
    if (hits_.empty())
        return std::nullopt;
    const auto found = sequence ? std::lower_bound(hits_.begin(), hits_.end(), *sequence) : hits_.begin();
    return found == hits_.begin() ? hits_.back() : *std::prev(found);
}

} // namespace helio
