// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/windowchoices.h"

#include <QDialog>

#include <functional>

class QDialogButtonBox;
class QPushButton;
class QTabWidget;

namespace helio {

class HubSettingsPage;
class SettingsControl;
class WindowSettingsPage;

/// All settings in one dialog. Nothing is in force before *OK* or *Apply*.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    struct Parts
    {
        SettingsControl *hub; ///< borrowed; null: of a hub whose settings are kept elsewhere
        std::function<bool()> agreesToRestart;
        WindowChoices choices;
        WindowOptions options;
    };

    explicit SettingsDialog(const Parts &parts, QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    /// These are to be in force now.
    void windowChosen(const helio::WindowChoices &choices);

protected:
    void changeEvent(QEvent *event) override;

private:
    bool apply();
    void refresh();
    void retranslate();

    HubSettingsPage *hub_;
    WindowSettingsPage *window_;
    QTabWidget *pages_;
    QPushButton *ok_;
    QPushButton *apply_;
    QPushButton *cancel_;
};

} // namespace helio
