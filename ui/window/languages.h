// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTranslator>

class QSettings;

namespace helio {

/// The languages of the window, changed while it runs: every widget gets a LanguageChange.
class Languages : public QObject
{
    Q_OBJECT
public:
    explicit Languages(QObject *parent = nullptr);

    /// `en`, `ja`: each with its own name for itself.
    static QList<std::pair<QString, QString>> all();
    /// The one that suits the system best.
    static QString ofSystem();

    QString current() const { return current_; }
    /// A code that is not known means English.
    void use(const QString &code);
    /// The same, and keeps it in the settings.
    void choose(const QString &code, QSettings &settings);
    /// Uses the one that was chosen last; where none was, that of the system.
    void restore(const QSettings &settings);

private:
    QString current_;
    QTranslator own_;
    QTranslator qt_; ///< Qt's own texts, where the system has them
};

} // namespace helio
