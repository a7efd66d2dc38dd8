// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/doctor/problem.h"
#include "ui/look/tablepanel.h"

#include <optional>

class QPushButton;

namespace helio {

class ProblemsModel;

/// The table of problems, the worst first; while it is empty, what would stand there.
class ProblemsTable : public TablePanel
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit ProblemsTable(ProblemsModel &problems, QWidget *parent = nullptr);

    /// The current one; nothing where none is.
    std::optional<Problem> current();
    /// Makes it the current one; false where the table has it not.
    bool setCurrent(const Problem &problem);
    /// They stand in the row of buttons, and in the context menu.
    void addProblemActions(const QList<QAction *> &actions);

Q_SIGNALS:
    /// current() is another, or has changed.
    void currentChanged();
    void activated();
    /// The user wants to see all of them.
    void showAllRequested();
    void openStreamRequested();

protected:
    void retranslate() override;

private:
    void teach();
    void noteCurrent(const QModelIndex &before);

    ProblemsModel &problems_;
    QByteArray leftKey_; ///< of the row that was current until this turn of the event loop
    QPushButton *showAll_;
    QPushButton *openStream_;
};

} // namespace helio
