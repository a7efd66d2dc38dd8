// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filter/filtercompletions.h"

#include <QWidget>

#include <functional>

class QCompleter;
class QLabel;
class QLineEdit;
class QMenu;
class QStringListModel;
class QToolButton;

namespace helio {

class EventTableModel;

/// The field over the events table in which one writes what is shown: says as one types whether that is a filter, and
/// why not; offers names; remembers. A filter that is none leaves the last one in force.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumHistory = 30;

    explicit FilterBar(EventTableModel &events, QWidget *parent = nullptr);

    QString text() const;
    /// As if it was written; remembered when it is a filter.
    void setText(const QString &text);
    void focusField();
    /// What was chosen elsewhere and is shown alone, for people; empty: nothing was.
    QString selectionTitle() const;

    /// The filters used, the newest first.
    const QStringList &history() const { return history_; }
    void setHistory(const QStringList &history);

Q_SIGNALS:
    void left(); ///< by Escape or Return: the keyboard's place is in the table again

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyText();
    void showState();
    void showSelection();
    void showSuggestion();
    void placeReason();
    void remember();
    void walkHistory(int steps);
    void offer();
    void complete(const QString &candidate);
    void fillHistoryMenu();
    void fillMutedMenu();
    void retranslate();

    EventTableModel &events_;
    QLineEdit *field_;
    QToolButton *selection_; ///< says what was chosen elsewhere, and takes that away
    QToolButton *historyButton_;
    QToolButton *suggestion_; ///< asks whether something else was meant, and writes that
    QLabel *state_;
    QToolButton *muted_;
    QLabel *reason_; ///< lies over the table, so that nothing moves as one types
    QMenu *historyMenu_;
    QMenu *mutedMenu_;
    QStringListModel *candidates_; ///< shown with marks for what cannot be seen
    QCompleter *completer_;
    FilterCompletions completions_;
    QString mistake_; ///< empty while the text is a filter
    QStringList history_;
    qsizetype inHistory_ = -1;
    QString beforeHistory_; ///< what was written before one walked into history
};

} // namespace helio
