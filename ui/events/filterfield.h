// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filter/filtercompletions.h"
#include "ui/events/filter/filterparser.h"
#include "ui/look/tone.h"

#include <QWidget>

class QCompleter;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QStringListModel;
class QToolButton;

namespace helio {

/// The field over a table in which one writes what is shown: says as one types whether that is a filter, and why not;
/// offers names; remembers. A filter that is none leaves the last one in force. What is filtered, the classes made of
/// it say; they call showState() when that has changed, and retranslate() when they are made.
class FilterField : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumHistory = 30;

    /// `name`: what the names of its parts begin with, as in `filterField`.
    FilterField(const QString &name, QWidget *parent);

    QString text() const;
    /// As if it was written; remembered when it is a filter.
    void setText(const QString &text);
    void focusField();

    /// The filters used, the newest first.
    const QStringList &history() const { return history_; }
    void setHistory(const QStringList &history);

Q_SIGNALS:
    void left(); ///< by Escape or Return: the keyboard's place is in the table again

protected:
    struct State
    {
        Tone tone = Tone::None;
        QString text; ///< a word or three; empty: nothing is to be said
    };

    /// Puts `text` in force, without spaces at its ends; false when it is no filter, for `mistake`.
    virtual bool apply(const QString &text, FilterMistake &mistake) = 0;
    /// What is in force; empty when everything is shown.
    virtual QString textInForce() const = 0;
    virtual FilterCompletions completionsAt(const QString &text, qsizetype cursor) const = 0;
    /// While the text is a filter.
    virtual State state() const = 0;
    /// What is to be known of the filter in force, though it is one; empty: nothing.
    virtual QString remark() const { return {}; }
    virtual QString placeholder() const = 0;
    virtual void retranslate();

    void applyText();
    virtual void showState();
    QLineEdit &field() { return *field_; }
    /// What stands in the same line goes behind it.
    QHBoxLayout &line() { return *line_; }
    /// A menu that a button opens below itself.
    void opens(QToolButton &button, QMenu &menu);

    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void placeReason();
    void remember();
    void walkHistory(int steps);
    void offer();
    void complete(const QString &candidate);
    void fillHistoryMenu();

    QLineEdit *field_;
    QToolButton *historyButton_;
    QLabel *state_;
    QLabel *reason_; ///< lies over the table, so that nothing moves as one types
    QHBoxLayout *line_;
    QMenu *historyMenu_;
    QStringListModel *candidates_; ///< shown with marks for what cannot be seen
    QCompleter *completer_;
    FilterCompletions completions_;
    QString mistake_; ///< empty while the text is a filter
    QStringList history_;
    qsizetype inHistory_ = -1;
    QString beforeHistory_; ///< what was written before one walked into history
};

} // namespace helio
