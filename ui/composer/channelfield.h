// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hub/hubstate.h"

#include <QComboBox>

namespace helio {

class ChannelNamesModel;

/// Where to publish to. What the user set, by writing or choosing it, stays; while nobody set it, it follows the only
/// channel with clients. An empty field is not set.
class ChannelField : public QComboBox
{
    Q_OBJECT
public:
    /// Borrowed.
    explicit ChannelField(HubState &hub, QWidget *parent = nullptr);

    /// Nothing moves it from now on.
    void setChannel(const QString &channel);
    /// As it was at the end of the last run of the program.
    void restore(const QString &channel, bool isSet);
    /// By the user; else it follows.
    bool isSet() const { return isSet_; }
    /// As if the user had set what stands there; where nothing does, the default channel.
    void hold();
    /// While something is written beside it, it does not follow: the next Ctrl+Enter would publish it elsewhere.
    void setFollowing(bool follows);
    void retranslate();

Q_SIGNALS:
    /// Nobody set it, and `channel` is the only one with clients now.
    void followed(const QByteArray &channel);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void listChannels();
    bool isListed() const;
    void follow();
    void holdText();
    void releaseText();
    void showTip();

    HubState &hub_;
    ChannelNamesModel *names_;
    bool isSet_ = false;
    bool follows_ = true;
    QString heldText_; ///< what stands there while the list changes
    int heldCursor_ = 0;
};

} // namespace helio
