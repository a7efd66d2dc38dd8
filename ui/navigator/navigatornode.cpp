// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigator/navigatornode.h"

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype TrendLength = 24;
constexpr qsizetype MaximumTypes = 8;

} // namespace

int NavigatorNode::row() const
{
    const auto &siblings = parent->children;
    const auto isMe = [this](const auto &node) { return node.get() == this; };
    // Channels may be thousands.
    const auto begin =
        path.isEmpty()
            ? siblings.begin()
            : std::lower_bound(siblings.begin(), siblings.end(), path,
                               [](const auto &node, const QByteArray &wanted) { return node->path < wanted; });
    return int(std::find_if(begin, siblings.end(), isMe) - siblings.begin());
}

NavigatorNode *NavigatorNode::add(NavigatorModel::Kind childKind)
{
    children.push_back(std::make_unique<NavigatorNode>());
    children.back()->kind = childKind;
    children.back()->parent = this;
    return children.back().get();
}

bool NavigatorNode::addRate(double rate)
{
    const bool isSilent =
        rate <= 0 && std::all_of(trend.cbegin(), trend.cend(), [](double before) { return before <= 0; });
    if (isSilent && trend.size() == TrendLength)
        return false;
    if (trend.size() == TrendLength)
        trend.removeFirst();
    trend.append(rate);
    return !isSilent;
}

void NavigatorNode::noteType(const QByteArray &type)
{
    if (!type.isEmpty() && types.size() < MaximumTypes && !types.contains(type))
        types.append(type);
}

void NavigatorNode::setLast(const Event &event)
{
    value = event.data.first(std::min(event.data.size(), ValueBytes));
    noteType(event.type);
    // Whoever is folded up below it still sees that something came.
    for (NavigatorNode *node = this; node->parent; node = node->parent) {
        if (!node->rest.hasExpired())
            continue;
        node->flash.setRemainingTime(NavigatorModel::FlashTime);
        node->rest.setRemainingTime(NavigatorModel::FlashTime + NavigatorModel::RestTime);
    }
}

} // namespace helio
