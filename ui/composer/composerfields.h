// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/draft.h"
#include "ui/look/fieldrows.h"

#include <QByteArrayList>

#include <functional>

class QLabel;
class QLineEdit;
class QStringListModel;

namespace helio {

class ChannelField;
class Composition;
class HubState;

/// Where an event goes, and what it has beside its data.
class ComposerFields : public FieldRows
{
    Q_OBJECT
public:
    /// Which types events on a channel had.
    using TypesSeen = std::function<QByteArrayList(const QByteArray &channel)>;

    /// `hub` is borrowed.
    ComposerFields(HubState &hub, const TypesSeen &typesSeen, QWidget *parent = nullptr);

    ChannelField &channel() { return *channel_; }
    /// The last one, behind which the data comes.
    QWidget *last() const;
    void watch(Composition &composition);

    /// All but the data.
    Draft draft() const;
    /// All but the channel and the data.
    void write(const Draft &draft);
    void retranslate();

Q_SIGNALS:
    void edited();

private:
    void offerTypes();

    TypesSeen typesSeen_;
    QLabel *channelLabel_;
    QLabel *typeLabel_;
    QLabel *idLabel_;
    QLabel *retryLabel_;
    ChannelField *channel_;
    QLineEdit *type_;
    QLineEdit *id_;
    QLineEdit *retry_;
    QStringListModel *types_;
};

} // namespace helio
