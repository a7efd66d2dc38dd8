// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace helio {

/// The access rules of the hub: what needs no token, the tokens there are, and a new one.
class AccessDialog : public QDialog
{
    Q_OBJECT
public:
    /// `access` is borrowed. `knownChannels`: of which the preview shows what a new token allows.
    AccessDialog(AccessControl &access, QByteArrayList knownChannels, QWidget *parent = nullptr);

    /// Names and globs that are written one after the other, with commas or spaces between them.
    static QByteArrayList globsOf(const QString &text);
    /// Which of `channels` the globs allow, for people.
    static QString previewOf(const QString &globs, const QString &name, const QByteArrayList &channels);

private:
    QGroupBox *makeAnonymous();
    QGroupBox *makeTokens();
    QGroupBox *makeNewToken();

    void showOverview();
    void showPreview();
    void showToken(const QString &name, const QByteArray &token);
    QString selectedToken() const;
    AccessControl::Done then(const std::function<void(const AccessOutcome &)> &done);
    void applyAnonymous();
    void makeToken();
    void revoke();

    AccessControl &access_;
    QByteArrayList knownChannels_;
    QLabel *state_;
    QLabel *problem_;
    QLineEdit *anonymousPublish_;
    QLineEdit *anonymousSubscribe_;
    QTableWidget *tokens_;
    QPushButton *revoke_;
    QLineEdit *name_;
    QLineEdit *publish_;
    QLineEdit *subscribe_;
    QCheckBox *admin_;
    QLabel *preview_;
    QPushButton *make_;
    QLineEdit *made_;
    QLabel *madeText_;
    QPushButton *copy_;
};

} // namespace helio
