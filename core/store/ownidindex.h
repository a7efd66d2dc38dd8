// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/heldevent.h"

#include <unordered_set>

namespace helio {

/// The events that have an id of their publisher's: by that and their channel, within which it is judged; and by what
/// stands on the wire, where another channel's event may have been first with it.
class OwnIdIndex
{
public:
    void add(const HeldEventPtr &event);
    /// Does nothing where another event stands in its place.
    void remove(const HeldEventPtr &event);
    /// Null when there is none.
    HeldEventPtr find(QByteArrayView channel, QByteArrayView ownId) const;
    HeldEventPtr findOnWire(QByteArrayView id) const;

private:
    struct Key
    {
        QByteArrayView channel;
        QByteArrayView id;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct ByOwnId
    {
        static Key keyOf(const Key &key) { return key; }
        static Key keyOf(const HeldEventPtr &event) { return {event->event.channel, event->ownId}; }
    };
    struct ByWireId
    {
        static Key keyOf(const Key &key) { return key; }
        static Key keyOf(const HeldEventPtr &event) { return {{}, event->event.id}; }
    };
    /// Not noexcept, which has libstdc++ keep the hash beside each.
    template <typename By>
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(const auto &one) const
        {
            const Key key = By::keyOf(one);
            return qHash(key.id, qHash(key.channel, QHashSeed::globalSeed()));
        }
    };
    template <typename By>
    struct Equal
    {
        using is_transparent = void;
        bool operator()(const auto &a, const auto &b) const { return By::keyOf(a) == By::keyOf(b); }
    };
    template <typename By>
    using Set = std::unordered_set<HeldEventPtr, Hash<By>, Equal<By>>;

    Set<ByOwnId> byOwnId_;
    Set<ByWireId> byWireId_;
};

} // namespace helio
