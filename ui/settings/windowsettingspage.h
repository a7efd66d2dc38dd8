// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/windowchoices.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace helio {

/// The page *Window* of the settings: language, appearance, memory, tray, questions.
class WindowSettingsPage : public QWidget
{
    Q_OBJECT
public:
    WindowSettingsPage(const WindowChoices &choices, const WindowOptions &options, QWidget *parent = nullptr);

    WindowChoices choices() const;
    /// They are in force: what is chosen beyond them is a change.
    void setApplied(const WindowChoices &choices);
    bool isChanged() const { return choices() != applied_; }

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void enableTray();

    WindowOptions options_;
    WindowChoices applied_;
    QComboBox *language_;
    QComboBox *appearance_;
    QSpinBox *memory_;
    QCheckBox *tray_;
    QCheckBox *closesToTray_;
    QLabel *trayProblem_;
    QCheckBox *asksAgain_;
    QLabel *languageLabel_;
    QLabel *appearanceLabel_;
    QLabel *memoryLabel_;
    QLabel *memoryHelp_;
};

} // namespace helio
