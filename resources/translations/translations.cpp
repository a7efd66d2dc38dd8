// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/translations/translations.h"

#include <QTranslator>

// The macro names a function outside of any namespace.
static void initTranslations()
{
    Q_INIT_RESOURCE(heliograph_translations);
}

namespace helio {

bool loadTexts(QTranslator &translator, const QString &language)
{
    initTranslations(); // from a static library nothing else pulls the texts in
    return translator.load(QStringLiteral(":/i18n/heliograph_%1.qm").arg(language));
}

} // namespace helio
