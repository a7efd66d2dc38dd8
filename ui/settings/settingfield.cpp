// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingfield.h"

#include "ui/look/appearance.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace helio {

namespace {

QLabel *line(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

SettingField::SettingField(const SettingsControl &control, const SettingInfo &info, QWidget *parent)
    : QWidget(parent)
    , control_(control)
    , info_(info)
    , edit_(new QLineEdit(info.text))
{
    const QString name = QString::fromLatin1(info.section) + u'_' + QString::fromLatin1(info.key);
    edit_->setObjectName(QStringLiteral("setting_") + name);
    edit_->setFont(dataFont());
    help_ = line(QStringLiteral("settingHelp_") + name);
    note_ = line(QStringLiteral("settingNote_") + name);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(edit_);
    layout->addWidget(help_);
    layout->addWidget(note_);
    setFocusProxy(edit_);
    connect(edit_, &QLineEdit::textChanged, this, [this] {
        check();
        Q_EMIT edited();
    });
    check();
}

void SettingField::setInfo(const SettingInfo &info)
{
    const bool wasChanged = isChanged();
    info_ = info;
    if (!wasChanged)
        edit_->setText(info.text);
    check();
}

bool SettingField::isChanged() const
{
    return edit_->text().trimmed() != info_.text;
}

SettingsControl::Change SettingField::change() const
{
    return {info_.section, info_.key, edit_->text()};
}

void SettingField::check()
{
    // What the file holds was judged when it was read.
    problem_ = isChanged() ? control_.problemOf(change()) : QString();
    showTexts();
    showColors();
}

void SettingField::showTexts()
{
    const QString fallback =
        info_.defaultText.isEmpty() ? tr("none by default") : tr("default %1").arg(info_.defaultText);
    const QString form = QString::fromLatin1(info_.form);
    help_->setText(form.isEmpty() ? QStringLiteral("%1 (%2)").arg(info_.help, fallback)
                                  : QStringLiteral("%1 · %2 (%3)").arg(form, info_.help, fallback));
    edit_->setPlaceholderText(form);
    edit_->setAccessibleName(QString::fromLatin1(info_.key));
    edit_->setAccessibleDescription(problem_.isEmpty() ? help_->text() : problem_);
    edit_->setToolTip(help_->text());
    QStringList notes;
    if (!problem_.isEmpty())
        notes.append(problem_);
    if (!info_.overriddenBy.isEmpty())
        notes.append(tr("The command line wins over the file: %1").arg(info_.overriddenBy));
    else if (!info_.isInForce)
        notes.append(tr("Takes a restart of the hub"));
    note_->setText(notes.join(u'\n'));
    note_->setVisible(!notes.isEmpty());
}

void SettingField::showColors()
{
    setTextColor(help_, mutedColor(palette()));
    setTextTone(note_, problem_.isEmpty() ? Tone::Waiting : Tone::Failed, palette());
}

void SettingField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColors();
}

} // namespace helio
