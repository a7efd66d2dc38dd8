// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filter/eventfinder.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace helio {

class EventsView;

/// The bar under the events table that finds text in the rows shown, marks it in their cells, and goes from one to the
/// next, round and round.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    /// Both are borrowed and must outlive the bar.
    FindBar(EventTableModel &events, EventsView &view, QWidget *parent = nullptr);

    /// Shows the bar, ready for a text.
    void open();
    /// Goes to the next place; opens the bar where nothing is searched for. Where rows are yet to be searched, it goes
    /// when they were.
    void findNext() { step(Step::Next); }
    void findPrevious() { step(Step::Previous); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Step { None, Here, Next, Previous };

    void closeBar();
    void applyText();
    void step(Step step);
    void go();
    void showState();
    std::optional<quint64> currentSequence() const;
    void retranslate();

    EventTableModel &events_;
    EventsView &view_;
    EventFinder *finder_;
    QLineEdit *field_;
    QLabel *state_;
    QToolButton *previous_;
    QToolButton *next_;
    QToolButton *close_;
    Step wanted_ = Step::None;
    std::optional<quint64> startedAt_; ///< where one was when one began to type
};

} // namespace helio
