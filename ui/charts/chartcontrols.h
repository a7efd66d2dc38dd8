// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <span>

class QBoxLayout;
class QComboBox;
class QTabBar;
class QToolButton;

namespace helio {

class TimeView;

/// One page of charts.
struct ChartPage
{
    const char *id;    ///< in the settings; never changes
    const char *title; ///< in the tab bar, not translated yet
};

/// The line above the charts: which page, which time. In two lines where it is narrow.
class ChartControls : public QWidget
{
    Q_OBJECT
public:
    /// `view` is borrowed.
    explicit ChartControls(TimeView &view, QWidget *parent = nullptr);

    /// In the order of ChartsPanel::Page.
    static std::span<const ChartPage> allPages();
    /// One tab for each of them.
    QTabBar &pages() { return *pages_; }
    void retranslate();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showView();
    void fitWidth();

    TimeView &view_;
    QBoxLayout *layout_;
    QWidget *times_;
    QTabBar *pages_;
    QComboBox *window_;
    QComboBox *axis_;
    QToolButton *pause_;
    QToolButton *now_;
};

} // namespace helio
