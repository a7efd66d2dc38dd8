// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"

#include <QStringList>
#include <QUrl>

class QCommandLineParser;

namespace helio {

/// The request that `helio listen` and `helio check` are asked to make.
struct RequestOptions
{
    QUrl url; ///< with the channels in its query
    EventSourceOptions source;
    bool lacksPassword = false; ///< a user was named, without a colon
    bool wantsHelp = false;
};

/// The options that say it.
void addRequestOptions(QCommandLineParser &parser);
/// Parses what stands behind `command` and reads the URL and those options; where help is wanted, nothing else. Answers
/// one sentence that says what is wrong; empty when nothing is.
QString parseRequest(QCommandLineParser &parser, const QString &command, const QStringList &arguments,
                     RequestOptions &options);
/// Asks a terminal for the password that lacks, or says that an empty one is sent. False: interrupted.
bool completePassword(const QString &command, RequestOptions &options);

QString notHttpText(const QString &url);
/// Adds `channel=NAME` as text: the URL itself stays as it was typed, but for its fragment.
QUrl withChannels(QUrl url, const QStringList &channels);
/// Seconds, with decimals, more than none; or nothing.
std::optional<std::chrono::milliseconds> secondsFrom(const QString &text);

} // namespace helio
