// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyfile.h"
#include "history/historyreader.h"

#include <QTemporaryDir>

namespace helio::test {

/// A file of history in a folder of its own, with a time that only the test moves.
class FileBench
{
public:
    explicit FileBench(HistoryBounds bounds = {});

    OpenedHistory open();
    /// Closes and opens it, as a restart of the hub does.
    OpenedHistory reopen();
    HistoryCommit commit(const HistoryGroup &group) { return file->commit(group, now); }
    /// One append of its own.
    HistoryCommit::Item append(const QList<Publication> &publications);
    HistoryCommit publish(const QByteArray &channel, int count, const QByteArray &data = "x");
    HistoryChanges upkeepUntilDone();
    /// Every event that a reader finds, trimmed ones too.
    QList<StoredEventPtr> all(const Selection &selection) const;
    QList<StoredEventPtr> all() const;

    QTemporaryDir folder;
    HistoryFile::Options options;
    HistoryNow now{1'764'400'000'000, 5'000};
    std::unique_ptr<HistoryFile> file;
};

HistoryGroup groupOf(const QList<Publication> &publications);
Publication said(const QByteArray &channel, const QByteArray &data, const QByteArray &id = {});
Selection named(const QByteArrayList &channels);
Selection pattern(const QByteArray &glob);
/// The data of each.
QByteArrayList dataOf(const QList<StoredEventPtr> &events);

} // namespace helio::test
