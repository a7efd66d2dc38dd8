// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/namedselection.h"

#include "event/rules.h"
#include "server/requesttarget.h"

namespace helio {

Selection namedSelection(const RequestTarget &target, QString &problem)
{
    Selection selection;
    const auto addChannel = [&](const QByteArray &name) {
        if (problem.isEmpty())
            problem = channelProblem(name).english();
        selection.addChannel(name);
    };
    for (const QByteArray &name : target.values("channel"))
        addChannel(name);
    for (const QByteArray &user : target.values("userId"))
        addChannel("users." + user);
    for (const QByteArray &glob : target.values("pattern")) {
        if (problem.isEmpty())
            problem = patternProblem(glob).english();
        selection.addPattern(glob);
    }
    if (problem.isEmpty() && selection.size() > Selection::MaximumEntries)
        problem = QStringLiteral("This names %1 channels and patterns; at most %2 go on one stream.")
                      .arg(selection.size())
                      .arg(Selection::MaximumEntries);
    return selection;
}

} // namespace helio
