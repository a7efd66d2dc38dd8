// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSettings>

namespace helio {

/// Settings of the window that are compared and kept again and again, since nothing tells of their changes. Each change
/// is written to the disk, and another window may have its own way meanwhile: only what changed here since the last
/// time is written.
class KeptSettings
{
public:
    /// Borrowed.
    explicit KeptSettings(QSettings &settings)
        : settings_(settings)
    {}

    QVariant value(const QString &key, const QVariant &fallback = {}) const { return settings_.value(key, fallback); }
    void keep(const QString &key, const QVariant &value);
    /// All that is kept below `key`, by its whole key.
    QHash<QString, QVariant> below(const QString &key) const;
    /// Takes the key and all below it out.
    void remove(const QString &key);

private:
    QSettings &settings_;
    QHash<QString, QVariant> own_;
};

} // namespace helio
