// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expectation.h"
#include "lens/lens.h"
#include "requestoptions.h"

namespace helio {

/// What `helio listen` was asked for.
struct ListenOptions : public RequestOptions
{
    enum class Form {
        Readable,
        Json,
        Raw, ///< the stream's bytes
    };
    Form form = Form::Readable;
    std::optional<qint64> count;
    std::optional<std::chrono::milliseconds> timeout;
    QList<Expectation> expectations; ///< all of them are to come; none: whatever comes will do
    QString outputFile;              ///< empty: none
    std::optional<Lens> lens;        ///< messages are printed, not events
    QStringList warnings;            ///< what is wrong with the user's dialects, a line each
};

/// Reads the command line behind `helio listen`. Where it is wrong, `problem` becomes one sentence that says what.
ListenOptions readListenOptions(const QStringList &arguments, QString &problem);
QString listenHelp();

} // namespace helio
