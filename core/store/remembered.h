// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <deque>
#include <optional>
#include <unordered_map>

namespace helio {

/// A value for each of the last `maximum` names that were noted; who was noted first is forgotten first.
template <typename Value>
class Remembered
{
public:
    explicit Remembered(size_t maximum)
        : maximum_(maximum)
    {}

    /// Answers the value that had to be forgotten for it, if any.
    std::optional<Value> note(const QByteArray &name, const Value &value)
    {
        if (values_.insert_or_assign(name, value).second)
            order_.push_back(name);
        if (order_.size() <= maximum_)
            return {};
        const auto oldest = values_.extract(order_.front());
        order_.pop_front();
        return oldest ? std::optional(oldest.mapped()) : std::nullopt;
    }
    std::optional<Value> find(const QByteArray &name) const
    {
        const auto found = values_.find(name);
        return found == values_.end() ? std::nullopt : std::optional(found->second);
    }
    const std::unordered_map<QByteArray, Value> &all() const { return values_; }

private:
    size_t maximum_;
    std::unordered_map<QByteArray, Value> values_;
    std::deque<QByteArray> order_; ///< the longest known first
};

} // namespace helio
