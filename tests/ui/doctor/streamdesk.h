// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk.h"
#include "findings/findingtable.h"
#include "scriptedserver.h"
#include "ui/doctor/problemspanel.h"
#include "ui/streams/eventsourceopener.h"
#include "ui/window/tabs.h"

#include <QTableView>

namespace helio {

inline const QByteArray PlainHead = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
/// Two events have the id 1, and other content.
inline const QByteArray Repeated = "id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 1\ndata: c\n\n";

/// A window over real streams.
struct StreamDesk : DeskOver<FakeHub, EventSourceOpener>
{
    StreamDesk()
    {
        hub.start();
        openWindow();
    }
    int open(const ScriptedServer &server, const QString &name = {})
    {
        StreamRequest request;
        request.url = server.url();
        request.name = name;
        request.maximumReconnects = 0;
        return monitor.streams().open(request);
    }
    ProblemsModel &problems() { return monitor.problems(); }
    bool has(int stream, FindingCode code)
    {
        problems().updateRows(); // as soon happens
        const QList<Problem> all = problems().of(stream);
        return std::any_of(all.begin(), all.end(), [code](const Problem &p) { return p.finding.code == code; });
    }
    Tabs *tabs() const { return find<Tabs>("tabs"); }
    QTableView *table() const { return find<QTableView>("problemsTable"); }
    void showProblem(int stream, FindingCode code)
    {
        showTab("problems");
        const QList<Problem> all = problems().of(stream);
        for (const Problem &problem : all) {
            if (problem.finding.code == code)
                find<ProblemsPanel>("problemsTab")->showProblem(problem);
        }
    }
    QString navigatorText(int stream)
    {
        NavigatorModel &tree = monitor.navigator();
        for (int row = 0; row < tree.rowCount(tree.streamsIndex()); ++row) {
            const QModelIndex index = tree.index(row, 0, tree.streamsIndex());
            if (index.data(NavigatorModel::StreamRole).toInt() == stream)
                return index.data(NavigatorModel::DetailRole).toString();
        }
        return {};
    }
};

} // namespace helio
