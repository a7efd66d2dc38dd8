// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/settingscontrol.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace helio {

/// One key of the hub's configuration: its field, and below it what it means, what is wrong with it, and what keeps it
/// from counting.
class SettingField : public QWidget
{
    Q_OBJECT
public:
    /// `control` is borrowed; it judges what is typed.
    SettingField(const SettingsControl &control, const SettingInfo &info, QWidget *parent = nullptr);

    /// The file says this now. What was typed and not written stays.
    void setInfo(const SettingInfo &info);
    bool isChanged() const;
    bool isValid() const { return problem_.isEmpty(); }
    SettingsControl::Change change() const;
    QLineEdit *edit() const { return edit_; }

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void check();
    void showTexts();
    void showColors();

    const SettingsControl &control_;
    SettingInfo info_;
    QString problem_;
    QLineEdit *edit_;
    QLabel *help_;
    QLabel *note_;
};

} // namespace helio
