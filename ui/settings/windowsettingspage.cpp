// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/windowsettingspage.h"

#include "ui/look/wrapped.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace helio {

namespace {

constexpr Appearance Appearances[] = {Appearance::System, Appearance::Light, Appearance::Dark};

QLabel *labelOf(QWidget *field)
{
    auto *label = new QLabel;
    label->setBuddy(field);
    return label;
}

} // namespace

WindowSettingsPage::WindowSettingsPage(const WindowChoices &choices, const WindowOptions &options, QWidget *parent)
    : QWidget(parent)
    , options_(options)
    , applied_(choices)
    , language_(new QComboBox)
    , appearance_(new QComboBox)
    , memory_(new QSpinBox)
    , tray_(new QCheckBox)
    , closesToTray_(new QCheckBox)
    , trayProblem_(wrapped("settingsTrayProblem"))
    , asksAgain_(new QCheckBox)
    , languageLabel_(labelOf(language_))
    , appearanceLabel_(labelOf(appearance_))
    , memoryLabel_(labelOf(memory_))
    , memoryHelp_(wrapped("settingsMemoryHelp"))
{
    setObjectName(QStringLiteral("windowSettings"));
    language_->setObjectName(QStringLiteral("settingsLanguage"));
    appearance_->setObjectName(QStringLiteral("settingsAppearance"));
    memory_->setObjectName(QStringLiteral("settingsMemory"));
    tray_->setObjectName(QStringLiteral("settingsTray"));
    closesToTray_->setObjectName(QStringLiteral("settingsClosesToTray"));
    asksAgain_->setObjectName(QStringLiteral("settingsAsksAgain"));
    for (QLabel *label : {trayProblem_, memoryHelp_})
        label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    for (const auto &[code, name] : options_.languages)
        language_->addItem(name, code);
    language_->setCurrentIndex(language_->findData(choices.language));
    for (const Appearance appearance : Appearances)
        appearance_->addItem(QString(), int(appearance));
    appearance_->setCurrentIndex(int(choices.appearance));
    memory_->setRange(WindowChoices::LeastEventMegabytes, WindowChoices::MostEventMegabytes);
    memory_->setSingleStep(64);
    memory_->setValue(choices.eventMegabytes);
    memory_->setGroupSeparatorShown(true);
    tray_->setChecked(choices.hasTrayIcon);
    closesToTray_->setChecked(choices.closesToTray);

    auto *form = new QFormLayout(this);
    form->addRow(languageLabel_, language_);
    form->addRow(appearanceLabel_, appearance_);
    form->addRow(memoryLabel_, memory_);
    form->addRow(QString(), memoryHelp_);
    form->addRow(QString(), tray_);
    form->addRow(QString(), closesToTray_);
    form->addRow(QString(), trayProblem_);
    form->addRow(QString(), asksAgain_);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);

    for (QComboBox *box : {language_, appearance_})
        connect(box, &QComboBox::currentIndexChanged, this, &WindowSettingsPage::edited);
    connect(memory_, &QSpinBox::valueChanged, this, &WindowSettingsPage::edited);
    for (QCheckBox *box : {tray_, closesToTray_, asksAgain_})
        connect(box, &QCheckBox::toggled, this, &WindowSettingsPage::edited);
    connect(tray_, &QCheckBox::toggled, this, &WindowSettingsPage::enableTray);
    asksAgain_->setEnabled(options_.areQuestionsSilent);
    enableTray();
    retranslate();
}

WindowChoices WindowSettingsPage::choices() const
{
    return {language_->currentData().toString(),
            Appearance(appearance_->currentData().toInt()),
            memory_->value(),
            tray_->isChecked(),
            closesToTray_->isChecked(),
            asksAgain_->isChecked()};
}

void WindowSettingsPage::setApplied(const WindowChoices &choices)
{
    applied_ = choices;
    if (choices.asksAgain) {
        options_.areQuestionsSilent = false;
        applied_.asksAgain = false;
        asksAgain_->setChecked(false);
        asksAgain_->setEnabled(false);
    }
    Q_EMIT edited();
}

void WindowSettingsPage::enableTray()
{
    tray_->setEnabled(options_.trayProblem.isEmpty());
    closesToTray_->setEnabled(options_.trayProblem.isEmpty() && tray_->isChecked());
    trayProblem_->setVisible(!options_.trayProblem.isEmpty());
}

void WindowSettingsPage::retranslate()
{
    languageLabel_->setText(tr("&Language"));
    appearanceLabel_->setText(tr("&Appearance"));
    memoryLabel_->setText(tr("&Memory for events"));
    const QString names[] = {tr("As the system has it"), tr("Light"), tr("Dark")};
    {
        const QSignalBlocker quiet(appearance_);
        for (int i = 0; i < int(std::size(names)); ++i)
            appearance_->setItemText(i, names[i]);
    }
    memory_->setSuffix(QStringLiteral(" MB"));
    memoryHelp_->setText(tr("Beyond it the oldest events go. With less than is in use they go at once."));
    tray_->setText(tr("Show an icon in the &tray"));
    closesToTray_->setText(tr("&Closing the window hides it in the tray; Quit ends Heliograph"));
    trayProblem_->setText(options_.trayProblem);
    asksAgain_->setText(tr("Ask all &questions again that were not to be asked again"));
    language_->setAccessibleName(tr("Language"));
    appearance_->setAccessibleName(tr("Appearance"));
    memory_->setAccessibleName(tr("Memory for events, in MB"));
}

void WindowSettingsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
