// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/undobanner.h"

class QAction;

namespace helio {

class Commands;
class EventTableModel;
class HubControl;

/// Shown while the hub inside could not start: why, and what can be done.
class HubFailedBanner : public Banner
{
    Q_OBJECT
public:
    /// Both are borrowed. It has its texts, and is shown or not, from the first retranslate() on: only then it stands
    /// in a window.
    HubFailedBanner(HubControl &hub, Commands &commands, QWidget *parent = nullptr);

    void retranslate();

private:
    void showHub();

    HubControl &hub_;
    QPushButton *freePort_;
    QPushButton *tryAgain_;
};

/// Shown when the system's keychain did not take the secrets of a stream, or did not remove them, or did not take the
/// token of a hub: why, and what that means.
class SecretsNotKeptBanner : public Banner
{
    Q_OBJECT
public:
    explicit SecretsNotKeptBanner(QWidget *parent = nullptr);

    enum class What { NotKept, NotRemoved, TokenNotKept };

    /// `problem` is the keychain's own word; may be empty.
    void report(What what, const QString &stream, const QString &problem);
    void retranslate();

private:
    What what_ = What::NotKept;
    QString stream_;
    QString problem_;
};

/// Shown for some seconds after the events were cleared, with the way back.
class ClearedBanner : public UndoBanner
{
    Q_OBJECT
public:
    /// Both are borrowed. `undo` brings the events back.
    ClearedBanner(EventTableModel &events, QAction &undo, QWidget *parent = nullptr);

protected:
    void retranslate() override;

private:
    quint64 count_ = 0;
};

} // namespace helio
