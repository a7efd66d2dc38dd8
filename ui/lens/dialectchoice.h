// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/dialectlibrary.h"
#include "ui/look/sharedlist.h"

#include <QHash>

namespace helio {

/// How a stream is to be read: found out, as a dialect by its name, by a file of the user's, or at a JSON path. As text
/// it is what `helio listen --lens` takes: `auto`, a name, a path to a file `*.json`, `$.path`. A value.
struct DialectChoice
{
    QString text = QStringLiteral("auto");

    bool isAuto() const { return text == QLatin1String("auto"); }
    bool isPath() const { return text.startsWith(u'$'); }
    bool isFile() const { return text.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) && !isPath(); }
    /// Nothing where it is found out, or where it is no good: `problem` then says why, for people.
    std::optional<Dialect> dialect(const DialectLibrary &library, QString &problem) const;

    friend bool operator==(const DialectChoice &, const DialectChoice &) = default;
};

/// Which choice was made for which stream or channel, kept in the settings.
class DialectChoices
{
public:
    static constexpr int MaximumKept = 200;

    /// `settings` is borrowed; null: nothing is kept.
    explicit DialectChoices(QSettings *settings);

    /// `scope` names the stream or channel over restarts, e.g. `stream http://…`.
    DialectChoice of(const QString &scope) const;
    void set(const QString &scope, const DialectChoice &choice);

private:
    QSettings *settings_;
    QStringList kept_; ///< scope and choice in turns, what was chosen last first
};

} // namespace helio
