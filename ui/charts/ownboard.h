// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartboard.h"
#include "ui/charts/chartlist.h"

namespace helio {

class TimeView;

/// The charts that the user made.
class OwnBoard : public ChartBoard
{
    Q_OBJECT
public:
    /// Both are borrowed.
    OwnBoard(ChartList &list, TimeView &view, QWidget *parent = nullptr);

    /// Null when there is none with this id.
    TimeChart *chart(int id) const { return byId_.value(id); }
    /// Gives it the focus and scrolls to it.
    void reveal(int id);
    void retranslate();

Q_SIGNALS:
    void menuRequested(helio::TimeChart *chart, int id, const QPoint &globalPosition);
    void renameRequested(int id);
    void removeRequested(int id);

private:
    void showList();
    TimeChart *makeChart(int id);

    ChartList &list_;
    TimeView &view_;
    QHash<int, TimeChart *> byId_;
};

} // namespace helio
