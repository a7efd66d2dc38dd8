// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sourcetable.h"

#include "sources/demosource.h"
#include "sources/systemsource.h"

namespace helio {

namespace {

/// A row for a class of sources whose Settings hold its defaults.
template <typename Source>
SourceKind kindOf(const char *name, const char *help)
{
    const typename Source::Settings defaults;
    return {name,
            help,
            defaults.channel,
            defaults.interval,
            Source::MinimumInterval,
            [](Publisher &publisher, const QByteArray &channel, std::chrono::milliseconds interval, QObject *parent) {
                typename Source::Settings settings;
                settings.channel = channel;
                settings.interval = interval;
                (new Source(publisher, settings, parent))->start();
            }};
}

} // namespace

const QList<SourceKind> &sourceTable()
{
    static const QList<SourceKind> Table{
        kindOf<SystemSource>(SystemSourceName, QT_TRANSLATE_NOOP("helio::Sources", "publishes this machine's figures")),
        kindOf<DemoSource>("demo", QT_TRANSLATE_NOOP("helio::Sources", "publishes random values and a price that "
                                                                       "wanders, to try pages with")),
    };
    return Table;
}

} // namespace helio
