// SPDX-License-Identifier: GPL-3.0-or-later
#include "lens/documentpaths.h"

#include <algorithm>

namespace helio {

int DocumentPaths::add(const QList<JsonPath::Step> &steps)
{
    int at = 0;
    for (const JsonPath::Step &step : steps) {
        auto &edges = nodes_[size_t(at)].edges;
        const auto edge = std::find_if(edges.begin(), edges.end(), [&](const Edge &each) { return each.step == step; });
        if (edge != edges.end()) {
            at = edge->node;
            continue;
        }
        const int next = int(nodes_.size());
        edges.push_back({step, next});
        nodes_.emplace_back();
        at = next;
    }
    int &slot = nodes_[size_t(at)].slot;
    if (slot < 0)
        slot = count_++;
    return slot;
}

void DocumentPaths::find(const JsonValue &document, Found &found) const
{
    found.assign(size_t(count_), JsonValue());
    walk(nodes_.front(), document, found);
}

// As deep as the longest path, of which the dialect's reader bounds the steps.
void DocumentPaths::walk(const Node &node, const JsonValue &value, Found &found) const // NOLINT(misc-no-recursion)
{
    if (node.slot >= 0)
        found[size_t(node.slot)] = value;
    if (node.edges.empty() || !value.isContainer())
        return;
    const bool isObject = value.kind == JsonValue::Kind::Object;
    constexpr size_t Remembered = 64; // of more edges, doubled names count by their last
    quint64 seen = 0;
    size_t left = node.edges.size();
    for (JsonChildren children(value); left > 0 && children.next();) {
        for (size_t i = 0; i < node.edges.size(); ++i) {
            const Edge &edge = node.edges[i];
            const bool isThis =
                isObject ? edge.step.index < 0 && children.hasKey(edge.step.name) : edge.step.index == children.index();
            if (!isThis)
                continue;
            if (i < Remembered) {
                const quint64 bit = quint64(1) << i;
                if (seen & bit)
                    break;
                seen |= bit;
                --left;
            }
            walk(nodes_[size_t(edge.node)], children.value(), found);
            break;
        }
    }
}

} // namespace helio
