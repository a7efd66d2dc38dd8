// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/staticfolder.h"

#include <optional>

namespace helio {

struct Exchange;
class RouteTable;

/// What is answered without asking the hub: its page, the module for pages, and the files of the folder that it serves.
class StaticRoutes
{
public:
    /// `folder`: empty when none is served.
    explicit StaticRoutes(const QString &folder);

    /// Adds its rows, which call this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    void page(Exchange &exchange);
    void file(Exchange &exchange);
    /// False when the folder has nothing there.
    bool answerFromFolder(const Exchange &exchange);

    std::optional<StaticFolder> folder_;
};

} // namespace helio
