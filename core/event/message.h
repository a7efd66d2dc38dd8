// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace helio {

/// A sentence or two for people that can be said in English, as HTTP does everywhere, and in the program's language.
class Message
{
public:
    /// Says nothing.
    Message() = default;
    /// Says `text` in any language: a name, a number, or what somebody else said.
    Message(const QString &text); // NOLINT(google-explicit-constructor): it stands among the arguments of others
    /// What tr() would be given in `context`, with %1, %2, … for the arguments. Both live forever; `source` stands in
    /// QT_TRANSLATE_NOOP(context, source), so that it is found by who translates.
    Message(const char *context, const char *source, QList<Message> arguments = {});

    /// For an argument.
    static Message number(qint64 value) { return QString::number(value); }

    /// Says `text` in the program's language, and in English what this says.
    Message translatedAs(const QString &text) const;

    bool isEmpty() const { return !source_ && text_.isEmpty(); }
    QString english() const;
    /// In the language that the program has now.
    QString translated() const;

private:
    QString filled(const QString &text, QString (Message::*say)() const) const;

    const char *context_ = nullptr;
    const char *source_ = nullptr; ///< null: text_ says it
    QString text_;                 ///< with a source: what translated() says in its place, unless it is empty
    QList<Message> arguments_;
};

} // namespace helio
