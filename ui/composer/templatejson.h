// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/datacheck.h"

#include <QString>

#include <optional>

namespace helio {

/// What data with placeholders is: checked as the first event has it, with places as they are in the text that is
/// written. A placeholder that is none counts as a mistake of its own kind.
struct TemplateCheck
{
    DataCheck check;
    qsizetype bytes = 0;    ///< of the first event's data
    QString mistake;        ///< of a placeholder, with its place; for people, translated; empty where all are good
    bool isConstant = true; ///< there are no placeholders

    static TemplateCheck of(const QString &data);
    /// `JSON, valid, 212 B`
    QString note() const;
};

/// JSON with line breaks and indents, its placeholders as they stand; nothing where it is none.
std::optional<QString> formattedTemplate(const QString &data);

} // namespace helio
