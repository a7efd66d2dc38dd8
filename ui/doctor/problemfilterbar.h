// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filterfield.h"

namespace helio {

class ProblemsModel;

/// The line over the table of problems: which are shown, what was chosen in the navigator, and how many kinds are
/// ignored, with the way back.
class ProblemFilterBar : public FilterField
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit ProblemFilterBar(ProblemsModel &problems, QWidget *parent = nullptr);

protected:
    bool apply(const QString &text, FilterMistake &mistake) override;
    QString textInForce() const override;
    FilterCompletions completionsAt(const QString &text, qsizetype cursor) const override;
    State state() const override;
    QString placeholder() const override;
    void retranslate() override;

private:
    void showSelection();
    void showIgnored();
    void fillIgnoredMenu();

    ProblemsModel &problems_;
    QToolButton *selection_;
    QToolButton *ignored_;
    QMenu *ignoredMenu_;
};

} // namespace helio
