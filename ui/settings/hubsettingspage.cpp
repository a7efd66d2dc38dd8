// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/hubsettingspage.h"

#include "feed/settingscontrol.h"
#include "ui/look/appearance.h"
#include "ui/look/wrapped.h"
#include "ui/settings/settingfield.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace helio {

HubSettingsPage::HubSettingsPage(SettingsControl *control, std::function<bool()> agreesToRestart, QWidget *parent)
    : QWidget(parent)
    , control_(control)
    , agreesToRestart_(std::move(agreesToRestart))
    , file_(wrapped("settingsFile"))
    , problem_(wrapped("settingsProblem"))
    , pending_(wrapped("settingsPending"))
    , restart_(new QPushButton)
    , grid_(new QGridLayout)
{
    setObjectName(QStringLiteral("hubSettings"));
    file_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *fields = new QWidget;
    fields->setLayout(grid_);
    grid_->setColumnStretch(1, 1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("hubSettingsScroll"));
    scroll->setWidget(fields);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    // On the page's own ground.
    scroll->viewport()->setAutoFillBackground(false);
    fields->setAutoFillBackground(false);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    restart_->setObjectName(QStringLiteral("restartHub"));
    restart_->setAutoDefault(false);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(pending_, 1);
    bottom->addWidget(restart_);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(file_);
    layout->addWidget(scroll, 1);
    layout->addWidget(problem_);
    layout->addLayout(bottom);
    problem_->hide();
    connect(restart_, &QPushButton::clicked, this, [this] {
        if (agreesToRestart_())
            showProblem(control_->restart());
    });
    if (control_)
        connect(control_, &SettingsControl::changed, this, &HubSettingsPage::refresh);
    else
        scroll->hide();
    makeFields();
    retranslate();
    showColors();
}

void HubSettingsPage::makeFields()
{
    if (!control_)
        return;
    QString problem;
    QByteArray section;
    const QList<SettingInfo> all = control_->settings(problem);
    for (const SettingInfo &info : all) {
        if (info.section != section) {
            section = info.section;
            auto *title = new QLabel(u'[' + QString::fromLatin1(section) + u']');
            QFont bold = dataFont();
            bold.setBold(true);
            title->setFont(bold);
            grid_->addWidget(title, grid_->rowCount(), 0, 1, 2);
        }
        auto *field = new SettingField(*control_, info);
        auto *label = new QLabel(QString::fromLatin1(info.key));
        label->setFont(dataFont());
        label->setBuddy(field->edit());
        label->setMinimumHeight(field->edit()->sizeHint().height());
        const int row = grid_->rowCount();
        grid_->addWidget(label, row, 0, Qt::AlignTop);
        grid_->addWidget(field, row, 1, Qt::AlignTop);
        fields_.append(field);
        connect(field, &SettingField::edited, this, &HubSettingsPage::edited);
    }
    grid_->setRowStretch(grid_->rowCount(), 1);
}

bool HubSettingsPage::isChanged() const
{
    return std::any_of(fields_.cbegin(), fields_.cend(), [](const SettingField *field) { return field->isChanged(); });
}

bool HubSettingsPage::isValid() const
{
    return std::all_of(fields_.cbegin(), fields_.cend(), [](const SettingField *field) { return field->isValid(); });
}

bool HubSettingsPage::apply()
{
    if (!isChanged())
        return true;
    QList<SettingsControl::Change> changes;
    for (const SettingField *field : std::as_const(fields_)) {
        if (field->isChanged())
            changes.append(field->change());
    }
    const QString problem = control_->write(changes);
    showProblem(problem);
    if (problem.isEmpty()) {
        // As they are written now, e.g. without spaces.
        QString unread;
        const QList<SettingInfo> all = control_->settings(unread);
        for (qsizetype i = 0; i < std::min(all.size(), fields_.size()); ++i)
            fields_[i]->edit()->setText(all[i].text);
        refresh();
    }
    return problem.isEmpty();
}

void HubSettingsPage::refresh()
{
    QString problem;
    const QList<SettingInfo> all = control_ ? control_->settings(problem) : QList<SettingInfo>();
    showProblem(problem);
    QStringList waiting;
    for (qsizetype i = 0; i < std::min(all.size(), fields_.size()); ++i) {
        fields_[i]->setInfo(all[i]);
        if (!all[i].isInForce)
            waiting.append(QString::fromLatin1(all[i].key));
    }
    pending_->setText(waiting.isEmpty()
                          ? QString()
                          : tr("The hub still runs with other values of: %1").arg(waiting.join(QStringLiteral(", "))));
    restart_->setEnabled(!waiting.isEmpty());
    Q_EMIT edited();
}

void HubSettingsPage::showProblem(const QString &problem)
{
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
}

void HubSettingsPage::showColors()
{
    setTextTone(problem_, Tone::Failed, palette());
    setTextTone(pending_, Tone::Waiting, palette());
}

void HubSettingsPage::retranslate()
{
    file_->setText(control_
                       ? tr("Kept in %1, which helio serve --config reads too. Comments in it stay. All of it takes "
                            "a restart of the hub.")
                             .arg(control_->keptIn())
                       : tr("The settings of this hub are kept where it runs."));
    restart_->setText(tr("&Restart hub"));
    restart_->setVisible(control_);
    refresh();
}

void HubSettingsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showColors();
}

} // namespace helio
