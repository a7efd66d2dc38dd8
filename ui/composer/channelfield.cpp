// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/channelfield.h"

#include "json/utf8.h"
#include "ui/composer/channelnamesmodel.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QLineEdit>

#include <algorithm>

namespace helio {

ChannelField::ChannelField(HubState &hub, QWidget *parent)
    : QComboBox(parent)
    , hub_(hub)
    , names_(new ChannelNamesModel(this))
{
    // A list that changes may choose another entry, or write the one chosen anew: not under one's hands. So the first
    // and the last to hear of a change are here.
    connect(names_, &QAbstractItemModel::rowsAboutToBeInserted, this, &ChannelField::holdText);
    connect(names_, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ChannelField::holdText);
    names_->sort(0);
    setModel(names_);
    setEditable(true);
    connect(names_, &QAbstractItemModel::rowsInserted, this, &ChannelField::releaseText);
    connect(names_, &QAbstractItemModel::rowsRemoved, this, &ChannelField::releaseText);
    setInsertPolicy(NoInsert);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    setMinimumContentsLength(12);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    // Before anybody hears of the text: whoever empties the field unsets it.
    connect(lineEdit(), &QLineEdit::textEdited, this, [this](const QString &text) { isSet_ = !text.isEmpty(); });
    connect(this, &QComboBox::activated, this, &ChannelField::hold);
    connect(&hub, &HubState::changed, this, [this] {
        listChannels();
        follow();
    });
    setEditText(QString::fromLatin1(DefaultChannel));
    connect(this, &QComboBox::editTextChanged, this, &ChannelField::showTip);
    retranslate();
    follow();
}

void ChannelField::setChannel(const QString &channel)
{
    isSet_ = !channel.isEmpty();
    setEditText(channel);
    showTip();
}

void ChannelField::hold()
{
    if (currentText().isEmpty())
        setChannel(QString::fromLatin1(DefaultChannel));
    isSet_ = true;
    showTip();
}

void ChannelField::restore(const QString &channel, bool isSet)
{
    isSet_ = isSet && !channel.isEmpty();
    setEditText(channel);
    showTip();
}

void ChannelField::setFollowing(bool follows)
{
    follows_ = follows;
    if (follows)
        follow();
}

void ChannelField::follow()
{
    if (isSet_ || !follows_ || hasFocus())
        return;
    const auto only = hub_.onlyChannelWithClients();
    if (!only || decodeUtf8(*only) == currentText())
        return;
    setEditText(decodeUtf8(*only));
    Q_EMIT followed(*only);
}

void ChannelField::listChannels()
{
    // Not while nobody can open the list, nor while it is open: it would move under the pointer. There may be very
    // many.
    if (!isVisible() || view()->isVisible() || isListed())
        return;
    QByteArrayList names;
    names.reserve(hub_.channels().size());
    for (const ChannelInfo &channel : hub_.channels())
        names.append(channel.name);
    names_->assign(names);
}

bool ChannelField::isListed() const
{
    return std::equal(hub_.channels().cbegin(), hub_.channels().cend(), names_->all().cbegin(), names_->all().cend(),
                      [](const ChannelInfo &channel, const QByteArray &name) { return channel.name == name; });
}

void ChannelField::holdText()
{
    heldText_ = currentText();
    heldCursor_ = lineEdit()->cursorPosition();
    blockSignals(true);
}

void ChannelField::releaseText()
{
    if (currentText() != heldText_) {
        setEditText(heldText_);
        lineEdit()->setCursorPosition(heldCursor_);
    }
    blockSignals(false);
}

void ChannelField::showEvent(QShowEvent *event)
{
    QComboBox::showEvent(event);
    listChannels();
}

void ChannelField::changeEvent(QEvent *event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChannelField::showTip()
{
    setToolTip(isSet_ ? tr("Where the event goes; it stays what you set")
                      : tr("Where the event goes; until you set it, the only channel with clients"));
}

void ChannelField::retranslate()
{
    setAccessibleName(tr("Channel to publish to"));
    lineEdit()->setPlaceholderText(QString::fromLatin1(DefaultChannel));
    showTip();
}

} // namespace helio
