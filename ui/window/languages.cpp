// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/languages.h"

#include "resources/translations/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>

namespace helio {

namespace {

const QString LanguageKey = QStringLiteral("language");

} // namespace

Languages::Languages(QObject *parent)
    : QObject(parent)
{}

QList<std::pair<QString, QString>> Languages::all()
{
    return {{QStringLiteral("en"), QStringLiteral("English")}, {QStringLiteral("ja"), QStringLiteral("日本語")}};
}

QString Languages::ofSystem()
{
    return QLocale::system().language() == QLocale::Japanese ? QStringLiteral("ja") : QStringLiteral("en");
}

void Languages::use(const QString &code)
{
    const QString wanted = code == QLatin1String("ja") ? code : QStringLiteral("en");
    if (wanted == current_)
        return;
    current_ = wanted;
    // Before the texts change: they are filled with figures in the same turn.
    QLocale::setDefault(wanted == QLatin1String("ja") ? QLocale(QLocale::Japanese, QLocale::Japan)
                                                      : QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication::removeTranslator(&qt_);
    QCoreApplication::removeTranslator(&own_);
    if (qt_.load(QStringLiteral("qtbase_") + wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt_);
    // English has a file too, for its plurals.
    if (loadTexts(own_, wanted))
        QCoreApplication::installTranslator(&own_);
}

void Languages::choose(const QString &code, QSettings &settings)
{
    settings.setValue(LanguageKey, code);
    use(code);
}

void Languages::restore(const QSettings &settings)
{
    use(settings.value(LanguageKey, ofSystem()).toString());
}

} // namespace helio
