// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/doctor/problem.h"

#include <QScrollArea>

#include <optional>

class QLabel;

namespace helio {

class WrappingLabel;

/// One problem whole: what is so, what to do, and where it can be seen.
class ProblemDetails : public QScrollArea
{
    Q_OBJECT
public:
    explicit ProblemDetails(QWidget *parent = nullptr);

    /// Nothing: asks to choose one. One that is shown already stays where it was scrolled to.
    void showProblem(const std::optional<Problem> &problem);
    void retranslate();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    std::optional<Problem> problem_;
    QLabel *title_;
    WrappingLabel *words_;
    WrappingLabel *remedy_;
    WrappingLabel *evidence_;
};

} // namespace helio
