// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/finding.h"

#include <QObject>
#include <QStringList>

class QSettings;

namespace helio {

/// Which kinds of findings the user does not want to see, each of one stream or of the hub. Kept in the settings,
/// beside those that other windows wrote.
class IgnoredKinds : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumKept = 500;

    using QObject::QObject;

    struct Kind
    {
        QString subject; ///< what never changes of a stream, as ProblemsModel has it
        FindingCode code;

        friend bool operator==(const Kind &, const Kind &) = default;
    };

    /// Takes over what was kept there, and keeps there from now on.
    void keepIn(QSettings &settings);

    void setIgnored(const QString &subject, FindingCode code, bool ignored);
    /// In the order in which they were ignored, the newest first.
    QList<Kind> all() const { return kinds_; }

Q_SIGNALS:
    void changed();

private:
    QStringList texts() const;

    QSettings *settings_ = nullptr;
    QList<Kind> kinds_;
    QStringList kept_; ///< as this window last read or wrote them
};

} // namespace helio
