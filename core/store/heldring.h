// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/heldevent.h"

namespace helio {

/// The events of one channel in order: a ring that grows and shrinks by doubling, and takes nothing while it is empty,
/// since there may be a hundred thousand of them with an event each.
class HeldRing
{
public:
    bool isEmpty() const { return size_ == 0; }
    size_t size() const { return size_; }
    /// The oldest is at 0.
    const HeldEventPtr &operator[](size_t index) const { return places_[(first_ + index) & (capacity_ - 1)]; }
    const HeldEventPtr &front() const { return places_[first_]; }

    void push(HeldEventPtr event)
    {
        if (size_ == capacity_)
            resize(capacity_ == 0 ? 1 : capacity_ * 2);
        places_[(first_ + size_++) & (capacity_ - 1)] = std::move(event);
    }
    HeldEventPtr pop()
    {
        HeldEventPtr oldest = std::move(places_[first_]);
        first_ = (first_ + 1) & (capacity_ - 1);
        --size_;
        if (size_ == 0)
            resize(0);
        else if (size_ < capacity_ / 4)
            resize(capacity_ / 2);
        return oldest;
    }
    /// The index of the first event behind `after`; size() when there is none.
    size_t behind(Position after) const
    {
        size_t begin = 0;
        for (size_t count = size_; count > 0;) {
            const size_t half = count / 2;
            if ((*this)[begin + half]->position > after) {
                count = half;
            } else {
                begin += half + 1;
                count -= half + 1;
            }
        }
        return begin;
    }

private:
    void resize(size_t capacity)
    {
        std::unique_ptr<HeldEventPtr[]> places;
        if (capacity > 0)
            places = std::make_unique<HeldEventPtr[]>(capacity);
        for (size_t i = 0; i < size_; ++i)
            places[i] = std::move(places_[(first_ + i) & (capacity_ - 1)]);
        places_ = std::move(places);
        capacity_ = capacity;
        first_ = 0;
    }

    std::unique_ptr<HeldEventPtr[]> places_;
    size_t capacity_ = 0; ///< a power of two, or 0
    size_t first_ = 0;
    size_t size_ = 0;
};

} // namespace helio
