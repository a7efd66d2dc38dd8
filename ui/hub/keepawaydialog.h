// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <chrono>

class QComboBox;
class QSpinBox;

namespace helio {

class BanReach;

/// Asks for how long clients are to be kept away, and says how many, by what, and whom else that hits.
class KeepAwayDialog : public QDialog
{
    Q_OBJECT
public:
    KeepAwayDialog(qsizetype clients, const BanReach &reach, QWidget *parent = nullptr);

    std::chrono::seconds time() const;

private:
    QSpinBox *count_;
    QComboBox *unit_;
};

} // namespace helio
