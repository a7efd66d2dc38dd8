// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <memory>

/// The program `helio` as a test of its commands runs it. The event loop goes on meanwhile: the server it talks to
/// lives in the test's thread.

/// How a run ended, and all it said that was not read before.
struct Run
{
    int exitCode = -1; ///< -1 when it was ended by a signal, or had to be
    QByteArray output;
    QByteArray errors;
};

/// Splits at spaces; no quoting.
QStringList words(const char *text);

std::unique_ptr<QProcess> start(const QStringList &arguments);
/// Waits for its end; after 20 s it is killed.
Run finish(QProcess &process);
/// Both, with `input` as all of its standard input.
Run run(const QStringList &arguments, const QByteArray &input = {});
