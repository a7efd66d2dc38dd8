// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/builtinpresets.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct BuiltinPresetsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::BuiltinPresets)
};

Draft draftOf(const char *type, const char *data)
{
    Draft draft;
    draft.type = QString::fromLatin1(type);
    draft.data = QString::fromLatin1(data);
    return draft;
}

} // namespace

QList<BuiltinPreset> builtinPresets()
{
    return {
        {QStringLiteral("notification"), BuiltinPresetsText::tr("Notification"),
         draftOf("notification", R"({"type":"info","message":"Deployment finished","timestamp":"{{now}}"})")},
        {QStringLiteral("priceTick"), BuiltinPresetsText::tr("Price tick"),
         draftOf("price",
                 R"({"symbol":"{{pick ACME|GLOBEX|INITECH}}","price":{{random 90.00 110.00}},"at":"{{now}}"})")},
        {QStringLiteral("progress"), BuiltinPresetsText::tr("Progress"),
         draftOf("progress", R"({"job":"import","done":{{n}},"total":100})")},
        {QStringLiteral("chatMessage"), BuiltinPresetsText::tr("Chat message"),
         draftOf(
             "chat",
             R"({"id":"{{uuid}}","from":"{{pick Ada|Grace|Linus}}","text":"{{pick Hello|How are you?|See you}}"})")},
        // As servers of language models stream an answer, one piece an event.
        {QStringLiteral("modelDelta"), BuiltinPresetsText::tr("Model delta"),
         draftOf(
             "content_block_delta",
             R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{pick the| a| light| sun}}"}})")},
    };
}

} // namespace helio
