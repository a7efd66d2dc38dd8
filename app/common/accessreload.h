// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include <functional>

namespace helio {

class AccessFile;

/// What a program that runs a hub answers SIGHUP with (class Hangup): one line for people, translated.
class AccessReload
{
    Q_DECLARE_TR_FUNCTIONS(helio::AccessReload)
public:
    /// Reads the access rules again, with the guards of AccessFile::reload(), and says what came of it: that they were
    /// read only once they are in force.
    static void reload(AccessFile &access, const std::function<void(const QString &line)> &say);
    /// What is said instead where the program was given no file.
    static QString noFileText();
};

} // namespace helio
