// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTranslator;

namespace helio {

/// Has `translator` hold the program's texts in a language, `en` or `ja`, for it to be installed. False when there are
/// none in that language.
bool loadTexts(QTranslator &translator, const QString &language);

} // namespace helio
