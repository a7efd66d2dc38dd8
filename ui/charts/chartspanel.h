// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartlist.h"
#include "ui/charts/timeview.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QPushButton;
class QStackedWidget;

namespace helio {

class Banner;
class ChartControls;
class ChartFigures;
class ChartMenu;
class EmptyPane;
class EventTableModel;
class HubBoard;
class OnWallAction;
class OwnBoard;
class SystemBoard;
class TimeChart;
class WallBoard;
class WallChoice;

/// The tab *Charts*: three pages of charts (the hub, the system, the user's own) over one time.
class ChartsPanel : public QWidget
{
    Q_OBJECT
public:
    enum Page { Hub, System, Mine };

    /// What the panel shows; all are borrowed.
    struct Parts
    {
        const ChartFigures &figures;
        ValueTap &values;
        StreamList &streams;
        const EventTableModel &events; ///< where a new chart finds what is past
    };

    /// Which charts there are, their time and the page are kept in the settings, which are borrowed.
    ChartsPanel(const Parts &parts, QSettings &settings, QWidget *parent = nullptr);
    ~ChartsPanel() override;

    /// Charts the number at `path` in the events of that source, channel and type, from now on, and shows the chart;
    /// the one that has it, if one has. A line above the charts offers to add it to another chart instead.
    void addNumber(int source, const QByteArray &channel, const QByteArray &type, const JsonPath &path);
    /// The same of how many events come in a second: on a channel, below a folder, or by the whole stream.
    void addRate(const RateTap::Address &address);

    Page page() const;
    void setPage(Page page);
    /// Shows charts alone, large: those chosen for the wall in their menus, where none is those of the page.
    void setWall(bool wall);
    bool isWall() const { return isWall_; }
    TimeView &view() { return view_; }
    ChartList &list() { return list_; }
    ChartMenu &menu() { return *menu_; }
    /// For the chart that is chosen.
    QAction &onWallAction() const;

Q_SIGNALS:
    /// Something is to be seen here: the tab should be shown.
    void showRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void connectBoards();
    void tick();
    void refresh();
    void showPage();
    void showOwn();
    QList<TimeChart *> wallCharts() const;
    void showNotice(const QString &message, bool canUndo);
    void showAdded(int id, qsizetype before);
    void offerOtherCharts(int id);
    void retranslate();
    void restore();

    const ChartFigures &figures_;
    const EventTableModel &events_;
    QSettings &settings_;
    TimeView view_;
    ChartList list_;
    WallChoice *wallChoice_;
    ChartMenu *menu_;
    OnWallAction *onWall_;
    ChartControls *controls_;
    QStackedWidget *pages_;
    HubBoard *hub_;
    SystemBoard *system_;
    OwnBoard *own_;
    WallBoard *wall_;
    EmptyPane *empty_;
    Banner *notice_;
    Banner *problem_;
    QPushButton *undo_;
    QPushButton *addTo_;
    QTimer tick_;
    QTimer soon_; ///< several changes of the view in one turn are one refresh
    QTimer hideNotice_;
    bool isWall_ = false;
};

} // namespace helio
