// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composerfields.h"

#include "json/utf8.h"
#include "ui/composer/channelfield.h"
#include "ui/composer/composition.h"
#include "ui/hub/hubstate.h"

#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QStringListModel>

namespace helio {

ComposerFields::ComposerFields(HubState &hub, const TypesSeen &typesSeen, QWidget *parent)
    : FieldRows(parent)
    , typesSeen_(typesSeen)
    , channelLabel_(new QLabel)
    , typeLabel_(new QLabel)
    , idLabel_(new QLabel)
    , retryLabel_(new QLabel)
    , channel_(new ChannelField(hub))
    , type_(new QLineEdit)
    , id_(new QLineEdit)
    , retry_(new QLineEdit)
    , types_(new QStringListModel(this))
{
    setObjectName(QStringLiteral("composerFields"));
    channel_->setObjectName(QStringLiteral("composerChannel"));
    type_->setObjectName(QStringLiteral("composerType"));
    id_->setObjectName(QStringLiteral("composerId"));
    retry_->setObjectName(QStringLiteral("composerRetry"));
    const auto digits = [this](int count) { return fontMetrics().horizontalAdvance(u'0') * count + 12; };
    type_->setMinimumWidth(digits(10));
    id_->setMinimumWidth(digits(12));
    retry_->setMinimumWidth(digits(7));
    auto *completer = new QCompleter(types_, type_);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    type_->setCompleter(completer);
    add(channelLabel_, channel_, 3);
    add(typeLabel_, type_, 2);
    add(idLabel_, id_, 2);
    add(retryLabel_, retry_, 1);
    setTabOrder(channel_, type_);
    setTabOrder(type_, id_);
    setTabOrder(id_, retry_);

    connect(channel_, &QComboBox::editTextChanged, this, &ComposerFields::edited);
    // The same text chosen is set from then on.
    connect(channel_, &QComboBox::activated, this, &ComposerFields::edited);
    for (QLineEdit *field : {type_, id_, retry_})
        connect(field, &QLineEdit::textChanged, this, &ComposerFields::edited);
    connect(type_, &QLineEdit::textEdited, this, &ComposerFields::offerTypes);
}

QWidget *ComposerFields::last() const
{
    return retry_;
}

void ComposerFields::watch(Composition &composition)
{
    for (QWidget *field : {static_cast<QWidget *>(channel_), static_cast<QWidget *>(type_), static_cast<QWidget *>(id_),
                           static_cast<QWidget *>(retry_)})
        composition.watch(field);
}

Draft ComposerFields::draft() const
{
    Draft draft;
    draft.channel = channel_->currentText();
    draft.isChannelSet = channel_->isSet();
    draft.type = type_->text();
    draft.id = id_->text();
    draft.retry = retry_->text();
    return draft;
}

void ComposerFields::write(const Draft &draft)
{
    type_->setText(draft.type);
    id_->setText(draft.id);
    retry_->setText(draft.retry);
}

void ComposerFields::offerTypes()
{
    const QString channel = channel_->currentText();
    QStringList types;
    for (const QByteArray &type : typesSeen_(channel.isEmpty() ? QByteArray(DefaultChannel) : channel.toUtf8()))
        types.append(decodeUtf8(type));
    types.sort();
    if (types != types_->stringList())
        types_->setStringList(types);
}

void ComposerFields::retranslate()
{
    channelLabel_->setText(tr("Cha&nnel"));
    typeLabel_->setText(tr("&Type"));
    idLabel_->setText(tr("&ID"));
    retryLabel_->setText(tr("&Retry"));
    type_->setAccessibleName(tr("Event type"));
    type_->setPlaceholderText(QStringLiteral("message"));
    id_->setAccessibleName(tr("Event ID"));
    id_->setPlaceholderText(tr("auto"));
    retry_->setAccessibleName(tr("Reconnection time in milliseconds"));
    retry_->setPlaceholderText(tr("ms"));
}

} // namespace helio
