// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <chrono>

class QComboBox;
class QSpinBox;

namespace helio {

/// Asks for how long clients are to be kept away, and names how many.
class KeepAwayDialog : public QDialog
{
    Q_OBJECT
public:
    explicit KeepAwayDialog(qsizetype clients, QWidget *parent = nullptr);

    std::chrono::seconds time() const;

private:
    QSpinBox *count_;
    QComboBox *unit_;
};

} // namespace helio
