// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/doctor/problem.h"

#include <QListWidget>

namespace helio {

class ProblemsModel;

/// The problems of one stream, a line each, to stand where the stream is spoken of; not there while it has none.
class StreamFindings : public QListWidget
{
    Q_OBJECT
public:
    static constexpr int MostLines = 4; ///< in sight at once

    /// Borrowed.
    explicit StreamFindings(ProblemsModel &problems, QWidget *parent = nullptr);

    /// 0: none.
    void showStream(int id);

Q_SIGNALS:
    /// One was clicked, or Enter was pressed on it.
    void problemChosen(const helio::Problem &problem);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void paintSeverities();

    ProblemsModel &problems_;
    int stream_ = 0;
    QList<Problem> shown_;
};

} // namespace helio
