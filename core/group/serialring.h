// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <utility>

namespace helio {

/// Serial numbers in order, which come and go at both ends: a ring that grows and shrinks by doubling, and takes
/// nothing while it is empty, since there may be a hundred thousand of them with a number each.
class SerialRing
{
public:
    bool isEmpty() const { return size_ == 0; }
    size_t size() const { return size_; }
    size_t capacity() const { return capacity_; }
    quint32 operator[](size_t index) const { return places_[(first_ + index) & (capacity_ - 1)]; }
    quint32 front() const { return places_[first_]; }
    quint32 back() const { return (*this)[size_ - 1]; }

    void pushBack(quint32 serial)
    {
        makeRoom();
        places_[(first_ + size_++) & (capacity_ - 1)] = serial;
    }
    void pushFront(quint32 serial)
    {
        makeRoom();
        first_ = (first_ - 1) & (capacity_ - 1);
        places_[first_] = serial;
        ++size_;
    }
    void popFront()
    {
        first_ = (first_ + 1) & (capacity_ - 1);
        --size_;
        if (size_ == 0)
            resize(0);
        else if (size_ < capacity_ / 4)
            resize(capacity_ / 2);
    }

    void clear()
    {
        size_ = 0;
        resize(0);
    }

private:
    void makeRoom()
    {
        if (size_ == capacity_)
            resize(capacity_ == 0 ? 1 : capacity_ * 2);
    }
    void resize(size_t capacity)
    {
        std::unique_ptr<quint32[]> places;
        if (capacity > 0)
            places = std::make_unique<quint32[]>(capacity);
        for (size_t i = 0; i < size_; ++i)
            places[i] = (*this)[i];
        places_ = std::move(places);
        capacity_ = quint32(capacity);
        first_ = 0;
    }

    std::unique_ptr<quint32[]> places_;
    quint32 capacity_ = 0; ///< a power of two, or 0
    quint32 first_ = 0;
    size_t size_ = 0;
};

} // namespace helio
