// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;
class QPushButton;

namespace helio {

class SettingField;
class SettingsControl;

/// The page *Hub* of the settings: the keys of its configuration file, and the restart that most of them take.
class HubSettingsPage : public QWidget
{
    Q_OBJECT
public:
    /// `control` is borrowed; null: they are kept where the hub runs, and there is nothing to change. `agreesToRestart`
    /// asks the user where a restart ends connections.
    HubSettingsPage(SettingsControl *control, std::function<bool()> agreesToRestart, QWidget *parent = nullptr);

    bool isChanged() const;
    bool isValid() const;
    /// Writes what was changed; false, and the page says why, when it could not be written.
    bool apply();

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeFields();
    void refresh();
    /// Empty: there is none.
    void showProblem(const QString &problem);
    void showColors();
    void retranslate();

    SettingsControl *control_;
    std::function<bool()> agreesToRestart_;
    QLabel *file_;
    QLabel *problem_;
    QLabel *pending_;
    QPushButton *restart_;
    QGridLayout *grid_; ///< a form's layout does not follow lines that come and go below a field
    QList<SettingField *> fields_;
};

} // namespace helio
