// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alerts/alertrule.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace helio {

/// One rule for alerts: what it is about, and what it does. What is wrong with it is said as one types.
class AlertRuleDialog : public QDialog
{
    Q_OBJECT
public:
    /// `streams`: names that findings may be about, the hub's among them. `keepsSecrets`: passwords in an address are
    /// kept for the next start.
    AlertRuleDialog(const AlertRule &rule, const QStringList &streams, bool keepsSecrets, QWidget *parent = nullptr);

    AlertRule rule() const;

private:
    void addRows();
    void fill(const AlertRule &rule);
    AlertRule::Condition condition() const;
    void showRows();
    void showProblem();

    AlertRule before_;
    bool keepsSecrets_;
    QFormLayout *form_;
    QLineEdit *name_;
    QComboBox *condition_;
    QComboBox *code_;
    QComboBox *stream_;
    QLineEdit *filter_;
    QDoubleSpinBox *rate_;
    QSpinBox *time_;
    QSpinBox *coolDown_;
    QCheckBox *notifies_;
    QCheckBox *marks_;
    QCheckBox *posts_;
    QLineEdit *url_;
    QLabel *problem_;
    QPushButton *ok_ = nullptr;
};

} // namespace helio
