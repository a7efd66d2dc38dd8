// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/seededhash.h"
#include "store/historycost.h"

#include <deque>
#include <optional>
#include <unordered_map>

namespace helio {

/// A value for each of the last names that were noted, as far as a number and the bytes they take allow; who was noted
/// first is forgotten first.
template <typename Value>
class Remembered
{
public:
    using Map = std::unordered_map<QByteArray, Value, SeededHash>;

    Remembered(size_t maximum, qint64 maximumBytes)
        : maximum_(maximum)
        , maximumBytes_(maximumBytes)
    {}

    /// Calls `forget` with each value that had to go for it.
    template <typename Forget>
    void note(const QByteArray &name, const Value &value, const Forget &forget)
    {
        if (values_.insert_or_assign(name, value).second) {
            order_.push_back(name);
            bytes_ += costOf(name);
        }
        while (order_.size() > maximum_ || (bytes_ > maximumBytes_ && order_.size() > 1)) {
            const auto oldest = values_.extract(order_.front());
            bytes_ -= costOf(order_.front());
            order_.pop_front();
            ++firstNumber_;
            forget(oldest.mapped());
        }
    }
    std::optional<Value> find(const QByteArray &name) const
    {
        const auto found = values_.find(name);
        return found == values_.end() ? std::nullopt : std::optional(found->second);
    }
    /// Names have numbers that rise, from that of the one longest known: to go over all while they come and go.
    quint64 firstNumber() const { return firstNumber_; }
    quint64 endNumber() const { return firstNumber_ + order_.size(); }
    const QByteArray &nameAt(quint64 number) const { return order_[size_t(number - firstNumber_)]; }

private:
    static qint64 costOf(const QByteArray &name)
    {
        return costOfNode(sizeof(typename Map::value_type)) + qint64(sizeof(QByteArray)) + costOfBytes(name);
    }

    size_t maximum_;
    qint64 maximumBytes_;
    qint64 bytes_ = 0;
    Map values_;
    std::deque<QByteArray> order_; ///< the longest known first
    quint64 firstNumber_ = 0;      ///< of order_
};

} // namespace helio
