// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/composer/composerrun.h"
#include "ui/composer/eventtemplate.h"

#include <QWidget>

#include <array>
#include <functional>
#include <memory>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace helio {

/// Publishes the composer's event again and again, or a file line by line, and shows how it goes.
class RunBar : public QWidget
{
    Q_OBJECT
public:
    enum What {
        Repeat, ///< the event as the composer holds it
        File,   ///< its channel and type alone, for lines that name none
    };
    /// What the composer gives for that. Nothing where it cannot be published: `problem` says why.
    using Event = std::function<std::optional<EventTemplate>(What what, QString *problem)>;

    /// `hub` is borrowed.
    RunBar(HubControl &hub, const Event &event, QWidget *parent = nullptr);
    ~RunBar() override;

    /// Running or paused.
    bool isActive() const { return run_ && run_->isActive(); }
    void start();
    void stop();
    void retranslate();

Q_SIGNALS:
    void activeChanged(bool isActive);
    /// What the composer holds is being repeated.
    void repeated();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeRepeatPage();
    QWidget *makeFilePage();
    void showPage();
    void chooseFile();
    void onPathEdited();
    void togglePause();
    std::unique_ptr<PublicationSource> source(const EventTemplate &event, QString *problem) const;
    ComposerRun::Pace pace() const;
    void onStateChanged();
    void refuse(const QString &problem);
    void showRun();
    void showText(const QString &text, bool isBad);

    HubControl &hub_;
    Event event_;
    std::unique_ptr<ComposerRun> run_;
    QString refusal_; ///< why nothing was started
    QTimer refresh_;
    QComboBox *what_;
    std::array<QWidget *, 2> pages_; ///< by What
    QLabel *timesLabel_;
    QSpinBox *times_;
    QLabel *everyLabel_;
    QSpinBox *every_;
    QLabel *pathLabel_;
    QLineEdit *path_;
    QToolButton *browse_;
    QLabel *formLabel_;
    QComboBox *form_;
    QLabel *speedLabel_;
    QDoubleSpinBox *speed_;
    QLabel *badLinesLabel_;
    QComboBox *badLines_;
    QPushButton *start_;
    QPushButton *pause_;
    QPushButton *stop_;
    QProgressBar *progress_;
    QLabel *text_;
};

} // namespace helio
