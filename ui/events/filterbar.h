// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filterfield.h"

namespace helio {

class EventTableModel;

/// The field over the events table in which one writes what is shown. Asks whether something else was meant, and has
/// what is muted behind it.
class FilterBar : public FilterField
{
    Q_OBJECT
public:
    explicit FilterBar(EventTableModel &events, QWidget *parent = nullptr);

    /// What was chosen elsewhere and is shown alone, for people; empty: nothing was.
    QString selectionTitle() const;

protected:
    bool apply(const QString &text, FilterMistake &mistake) override;
    QString textInForce() const override;
    FilterCompletions completionsAt(const QString &text, qsizetype cursor) const override;
    State state() const override;
    QString remark() const override;
    QString placeholder() const override;
    void showState() override;
    void retranslate() override;

private:
    void showSelection();
    void showSuggestion();
    void fillMutedMenu();

    EventTableModel &events_;
    QToolButton *selection_;  ///< says what was chosen elsewhere, and takes that away
    QToolButton *suggestion_; ///< asks whether something else was meant, and writes that
    QToolButton *muted_;
    QMenu *mutedMenu_;
};

} // namespace helio
