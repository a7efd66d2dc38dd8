// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/finding.h"

#include <algorithm>

namespace helio {

namespace {

template <typename T>
void addTo(QList<T> &list, const T &value)
{
    if (list.size() < Evidence::MaximumEntries)
        list.append(value);
}

} // namespace

void Evidence::addEvent(quint64 number)
{
    addTo(events, number);
}

void Evidence::addByte(quint64 offset)
{
    addTo(bytes, offset);
}

void Evidence::addTime(std::chrono::nanoseconds sinceRequest)
{
    addTo(times, std::chrono::duration_cast<std::chrono::milliseconds>(sinceRequest));
}

void Evidence::addLine(QByteArrayView line)
{
    addTo(lines, line.first(std::min(line.size(), MaximumLineBytes)).toByteArray());
}

void sortFindings(QList<Finding> &findings)
{
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &one, const Finding &other) {
        return one.severity != other.severity ? one.severity < other.severity : one.code < other.code;
    });
}

void addFindings(QList<Finding> &findings, const QList<Finding> &more)
{
    for (const Finding &finding : more) {
        const auto same = std::find_if(findings.begin(), findings.end(),
                                       [&finding](const Finding &other) { return other.isSameAs(finding); });
        if (same == findings.end())
            findings.append(finding);
        else if (finding.severity < same->severity)
            *same = finding;
    }
}

} // namespace helio
