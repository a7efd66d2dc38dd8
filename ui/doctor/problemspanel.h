// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/doctor/problem.h"

#include <QWidget>

class QAction;
class QSettings;
class QSplitter;

namespace helio {

class Actions;
class ProblemDetails;
class ProblemFilterBar;
class ProblemsModel;
class ProblemsTable;
class StreamList;

/// The tab *Problems*: what is wrong, the worst first, under a filter; below it the one that is chosen, whole; with all
/// that can be done about it.
class ProblemsPanel : public QWidget
{
    Q_OBJECT
public:
    struct Parts
    {
        ProblemsModel &problems;
        StreamList &streams;
        Actions &actions;
        QSettings &settings;
    };

    /// All are borrowed.
    explicit ProblemsPanel(const Parts &parts, QWidget *parent = nullptr);

    /// Makes it the current one, in sight, and gives the table the keyboard. A filter that hides it goes.
    void showProblem(const Problem &problem);

Q_SIGNALS:
    /// The user wants to see where a problem can be seen.
    void evidenceRequested(const helio::Problem &problem);
    /// The stream is asked for otherwise from now on, but not by itself.
    void reopeningNeeded(int stream);
    /// The user wants to ask for the stream otherwise.
    void editRequested(int stream);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    void onCurrent();
    void showEvidence();
    void copy();
    void ignore();
    void readAnyway();
    void copyNginxBlock();
    void updateReadAnywayText();
    void retranslate();

    Parts parts_;
    ProblemFilterBar *filter_;
    ProblemsTable *table_;
    ProblemDetails *details_;
    QSplitter *splitter_;
    QAction *show_;
    QAction *readAnyway_;
    QAction *edit_;
    QAction *copyNginx_;
    QAction *copy_;
    QAction *ignore_;
};

} // namespace helio
