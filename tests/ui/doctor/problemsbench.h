// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakehub.h"
#include "findings/findingtable.h"
#include "ui/doctor/problemsmodel.h"
#include "ui/streams/streamlist.h"

namespace helio {

inline Finding found(FindingCase which, quint64 revision = 1)
{
    Finding finding = makeFinding(which, {Message::number(qint64(revision)), {}, {}, {}});
    finding.revision = revision;
    return finding;
}

/// Streams whose reports the test writes, and their problems.
struct ProblemsBench
{
    FakeOpener opener;
    FeedQueue queue{1024 * 1024};
    StreamList streams{opener, queue};
    ProblemsModel problems{streams};
    qint64 now = 1'000'000;

    ProblemsBench()
    {
        problems.setClock([this] { return now; });
    }
    int open(const char *url, FakeConnection *&connection)
    {
        StreamRequest request;
        request.url = QUrl(QLatin1String(url));
        const int id = streams.open(request);
        connection = opener.last;
        return id;
    }
    /// What is found of the stream now, as the rows show it soon.
    void report(FakeConnection *connection, const QList<Finding> &findings)
    {
        connection->setFindings(findings);
        problems.updateRows();
    }
    QStringList column(ProblemsModel::Column column) const
    {
        QStringList cells;
        for (int row = 0; row < problems.rowCount(); ++row)
            cells.append(problems.index(row, column).data().toString());
        return cells;
    }
    QStringList codes() const { return column(ProblemsModel::Code); }
};

} // namespace helio
