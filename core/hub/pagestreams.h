// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QHash>
#include <QSet>

namespace helio {

struct Subscription;

/// How many streams the pages of each browser have open here: those of one origin, address and program. What came
/// through a proxy is not counted, as the browser may speak HTTP/2 to that.
class PageStreams
{
public:
    /// As many connections as browsers open to one host over HTTP/1.1: the next one waits, and whoever has more open is
    /// not bound by that.
    static constexpr int BrowsersMost = 6;

    void add(const Subscription &subscription);
    /// One that was added.
    void remove(const Subscription &subscription);

    /// Those that have BrowsersMost open; at most a few.
    QList<HubTroubles::Crowd> crowds() const;

private:
    struct Page
    {
        QByteArray origin;
        QByteArray address;
        QByteArray userAgent;
        friend bool operator==(const Page &, const Page &) = default;
        friend size_t qHash(const Page &page, size_t seed)
        {
            return qHashMulti(seed, page.origin, page.address, page.userAgent);
        }
    };
    static bool isCounted(const Subscription &subscription);
    static Page pageOf(const Subscription &subscription);
    void noteCount(const Page &page, int count);

    QHash<Page, int> streams_;
    QSet<Page> full_; ///< that have exactly BrowsersMost
};

} // namespace helio
