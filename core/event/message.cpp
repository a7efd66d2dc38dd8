// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/message.h"

#include <QCoreApplication>

namespace helio {

Message::Message(const QString &text)
    : text_(text)
{}

Message::Message(const char *context, const char *source, QList<Message> arguments)
    : context_(context)
    , source_(source)
    , arguments_(std::move(arguments))
{}

Message Message::translatedAs(const QString &text) const
{
    Message both = *this;
    both.text_ = text;
    return both;
}

QString Message::english() const
{
    return source_ ? filled(QString::fromUtf8(source_), &Message::english) : text_;
}

QString Message::translated() const
{
    return text_.isEmpty() && source_ ? filled(QCoreApplication::translate(context_, source_), &Message::translated)
                                      : text_;
}

/// In one go: what looks like a place in an argument is none. A last argument that says nothing leaves no space.
QString Message::filled(const QString &text, QString (Message::*say)() const) const
{
    QString filled;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype argument = text[i] == u'%' && i + 1 < text.size() ? text[i + 1].digitValue() - 1 : -1;
        if (argument < 0 || argument >= arguments_.size()) {
            filled += text[i];
            continue;
        }
        filled += (arguments_[argument].*say)();
        ++i;
    }
    return filled.trimmed();
}

} // namespace helio
