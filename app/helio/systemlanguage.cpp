// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemlanguage.h"

#include "resources/translations/translations.h"

#include <QCoreApplication>
#include <QTranslator>

namespace helio {

namespace {

QString systemLanguage()
{
    // Not QLocale::system(), which asks LC_NUMERIC first.
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const QByteArray locale = qgetenv(name); !locale.isEmpty())
            return locale.startsWith("ja") ? QStringLiteral("ja") : QStringLiteral("en");
    }
    return QStringLiteral("en");
}

} // namespace

void useSystemLanguage()
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (loadTexts(*translator, systemLanguage())) // English has texts, too: its plurals
        QCoreApplication::installTranslator(translator);
}

} // namespace helio
