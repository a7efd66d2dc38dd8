// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationtext.h"

#include "lens/mcplens.h"
#include "ui/lens/messagetexts.h"
#include "ui/look/format.h"

#include <QCoreApplication>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

struct ConversationTextText
{
    Q_DECLARE_TR_FUNCTIONS(helio::ConversationText)
};

void appendLine(QByteArray &out, const QString &line)
{
    out += line.toUtf8() + '\n';
}

void appendText(QByteArray &out, const QByteArray &text)
{
    out += text;
    if (!text.endsWith('\n'))
        out += '\n';
}

/// A fence that is longer than any within.
QByteArray fenceFor(const QByteArray &text)
{
    qsizetype longest = 2;
    qsizetype run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return QByteArray(longest + 1, '`');
}

void appendCode(QByteArray &out, const QByteArray &text, bool isMarkdown, const char *language)
{
    if (!isMarkdown) {
        appendText(out, text);
        return;
    }
    const QByteArray fence = fenceFor(text);
    out += fence + language + '\n';
    appendText(out, text);
    out += fence + '\n';
}

/// Of MCP a result is mostly what the text says.
QByteArray savedResult(const LensPart &part, const LensMessage &message)
{
    if (message.dialect != "mcp" || part.toolResult.isEmpty())
        return part.toolResult;
    const QByteArray text = message.text();
    return part.toolResult == text ? QByteArray() : mcpBesideText(part.toolResult, text);
}

void appendPart(QByteArray &out, const LensPart &part, const LensMessage &message, bool isMarkdown)
{
    const auto label = [&](const QString &text) {
        appendLine(out, isMarkdown ? QStringLiteral("**") + text + QStringLiteral("**\n") : text + u':');
    };
    switch (part.kind) {
    case LensPart::Kind::Text:
        if (message.dialect == "mcp")
            label(ConversationTextText::tr("Result"));
        appendText(out, part.text);
        break;
    case LensPart::Kind::Reasoning:
        label(ConversationTextText::tr("Reasoning"));
        if (isMarkdown) {
            QByteArray quoted = "> " + part.text;
            appendText(out, quoted.replace("\n", "\n> "));
        } else {
            appendText(out, part.text);
        }
        break;
    case LensPart::Kind::Refusal:
        label(ConversationTextText::tr("Refusal"));
        appendText(out, part.text);
        break;
    case LensPart::Kind::Tool:
        label(ConversationTextText::tr("Call of %1").arg(format::oneLine(part.toolName, 200)));
        appendCode(out, part.text, isMarkdown, "json");
        if (const QByteArray result = savedResult(part, message); !result.isEmpty()) {
            out += '\n';
            label(ConversationTextText::tr("Result"));
            appendCode(out, result, isMarkdown, "");
        }
        break;
    case LensPart::Kind::Other:
        label(part.label.isEmpty() ? ConversationTextText::tr("Other") : format::oneLine(part.label, 200));
        appendCode(out, part.text, isMarkdown, "");
        break;
    }
}

} // namespace

ConversationFormat conversationFormatOf(const QString &fileName)
{
    if (fileName.endsWith(QLatin1String(".md"), Qt::CaseInsensitive))
        return ConversationFormat::Markdown;
    return fileName.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) ? ConversationFormat::Json
                                                                          : ConversationFormat::Text;
}

QByteArray spokenText(const LensMessage &message)
{
    QByteArray text = message.text();
    if (const QByteArray refusal = message.refusal(); !refusal.isEmpty())
        text += text.isEmpty() ? refusal : '\n' + refusal;
    return text;
}

void appendMessage(QByteArray &out, const LensMessage &message, ConversationFormat format)
{
    if (format == ConversationFormat::Json) {
        appendJson(out, message);
        if (!out.endsWith('\n'))
            out += '\n';
        return;
    }
    const bool isMarkdown = format == ConversationFormat::Markdown;
    const QString head = messagetexts::head(message);
    appendLine(out, isMarkdown ? QStringLiteral("## ") + head + u'\n' : QStringLiteral("── ") + head);
    for (const LensPart &part : message.parts) {
        appendPart(out, part, message, isMarkdown);
        out += '\n';
    }
}

QString saveMessages(const std::deque<LensMessage> &messages, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return ConversationTextText::tr("%1 cannot be written: %2").arg(path, file.errorString());
    const ConversationFormat format = conversationFormatOf(path);
    const bool isJson = format == ConversationFormat::Json;
    QByteArray out = isJson ? QByteArrayLiteral("[\n") : QByteArray();
    bool isFirst = true;
    for (const LensMessage &message : messages) {
        if (isJson && !std::exchange(isFirst, false))
            out.insert(out.size() - 1, ',');
        appendMessage(out, message, format);
        if (!isJson) {
            file.write(out);
            out.clear();
        }
    }
    file.write(isJson ? out + "]\n" : out);
    return file.commit() ? QString()
                         : ConversationTextText::tr("%1 cannot be written: %2").arg(path, file.errorString());
}

} // namespace helio
