// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <vector>

class QGridLayout;

namespace helio {

class TimeChart;

/// Charts as large as they can be, all in sight: copies of others that go on showing what those show.
class WallBoard : public QWidget
{
    Q_OBJECT
public:
    explicit WallBoard(QWidget *parent = nullptr);

    /// Of more, the last would be small.
    static constexpr size_t MostCharts = 12;

    /// Shows copies of these, in this order, the first MostCharts of them. They are borrowed, and may go.
    void setCharts(const QList<TimeChart *> &charts);
    /// Brings titles, lines and samples up to date; a chart that went leaves its place empty.
    void refresh();
    void retranslate();

Q_SIGNALS:
    void menuRequested(helio::TimeChart *chart, const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Pair
    {
        QPointer<TimeChart> original;
        TimeChart *copy;
    };

    int columnsFor(int count) const;
    void arrange();

    QGridLayout *grid_;
    std::vector<Pair> pairs_;
    int columns_ = 0;
};

} // namespace helio
