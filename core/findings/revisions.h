// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace helio {

/// Numbers the states of findings: one that says something else than when it was numbered before has the next revision.
/// A value, bounded: of more than MaximumStates those that are no longer so are forgotten.
class Revisions
{
public:
    static constexpr qsizetype MaximumStates = 1000;

    void number(QList<Finding> &findings);

private:
    struct State
    {
        QString text;
        quint64 revision = 0;
    };

    QHash<std::pair<int, QByteArray>, State> states_;
};

} // namespace helio
