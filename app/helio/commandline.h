// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

class QCommandLineParser;

namespace helio {

/// Exit codes that all commands share.
inline constexpr int ExitSuccess = 0;
inline constexpr int ExitFailure = 1;
inline constexpr int ExitUsage = 2;
inline constexpr int ExitInterrupted = 130;
/// As a shell reports a program that wrote to a pipe nobody reads any more.
inline constexpr int ExitReaderGone = 141;

/// Opens the null device for each standard stream that was closed, so that no socket gets its number and is written to.
/// What is written to one that was closed fails as before: it is held for reading. And writing to a pipe without a
/// reader becomes an error instead of the end of the process. To be called first.
void holdStandardStreams();

/// Writes `bytes` to standard output. Answers ExitSuccess; ExitReaderGone when nobody reads it any more; ExitFailure
/// when it cannot be written, with the reason said.
int print(const QString &command, const QByteArray &bytes);
/// The same for a text that was asked for, `COMMAND --help`.
int printHelp(const QString &text);
/// Says why standard output cannot be written. Answers ExitFailure.
int outputProblem(const QString &command, const QString &reason);
/// One line on standard error, `COMMAND: LINE`; control characters are made visible.
void say(const QString &command, const QString &line);
/// Says a wrong option or argument, and where to read more. Answers ExitUsage.
int usageProblem(const QString &command, const QString &problem);

QString overallHelp();
QString missingCommandText();
QString unknownCommandText(const QString &command);

/// A whole decimal number from `minimum` to `maximum`, or nothing.
std::optional<qint64> wholeNumber(const QString &text, qint64 minimum, qint64 maximum);
/// `json`, a line of JSON in UTF-8, as a terminal can show it: what isUnseen(), and DEL, as escapes
/// (`\u0085`), so that it is the same JSON.
QByteArray escapedForTerminal(const QByteArray &json);

/// An http or https URL with a host, or nothing. Without a scheme it is taken for http where it looks like a host: it
/// is `localhost`, or has a dot, a port or a path.
std::optional<QUrl> httpUrl(const QString &text);

} // namespace helio
