// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

namespace helio {

/// The method of a body that is one message of JSON-RPC; empty for any other.
QByteArray mcpMethodOf(const QByteArray &body);

/// What the methods of MCP that use something were or will be about: the tool that is called, the prompt that is got,
/// the resource that is read. A value.
class McpSubjects
{
public:
    static constexpr qsizetype MaximumListed = 1'000;         ///< whose arguments are remembered
    static constexpr qsizetype MaximumArgumentBytes = 10'000; ///< of one; longer ones are not proposed

    /// What comes behind a list of things, or behind the use of one: that use. Empty for any other method.
    static QByteArray methodBehind(QByteArrayView method);

    /// What was sent: what it was about is the next one's subject.
    void noteRequest(const QByteArray &body);
    /// What came: the first of what a list names is the next one's subject, unless one was used already.
    void noteAnswer(const QByteArray &body);
    /// A name, or a resource's address; empty where none is known.
    QByteArray of(const QByteArray &method) const { return subjects_.value(method); }
    /// An object of JSON: what of() needs to be given, as far as a list said so, each with a value of its type.
    QByteArray argumentsOf(const QByteArray &method) const;

private:
    QHash<QByteArray, QByteArray> subjects_;                         ///< by method
    QHash<std::pair<QByteArray, QByteArray>, QByteArray> arguments_; ///< by method and subject
};

} // namespace helio
