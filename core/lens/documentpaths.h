// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"

#include <vector>

namespace helio {

/// Many paths through one document, found in one walk that passes over all that no path leads into.
class DocumentPaths
{
public:
    /// What was found, by slot; one whose text is null is not there.
    using Found = std::vector<JsonValue>;

    /// The slot of a path; the same one for the same path.
    int add(const QList<JsonPath::Step> &steps);
    int count() const { return count_; }
    bool isEmpty() const { return count_ == 0; }

    /// Fills `found` for a document that JsonValue::read() took; of members with the same name the first counts.
    void find(const JsonValue &document, Found &found) const;

private:
    struct Edge
    {
        JsonPath::Step step;
        int node;
    };
    struct Node
    {
        std::vector<Edge> edges;
        int slot = -1;
    };

    void walk(const Node &node, const JsonValue &value, Found &found) const;

    std::vector<Node> nodes_ = std::vector<Node>(1);
    int count_ = 0;
};

} // namespace helio
