// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/streamconnection.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace helio {

/// Asks for a stream to open.
class StreamDialog : public QDialog
{
    Q_OBJECT
public:
    explicit StreamDialog(QWidget *parent = nullptr);

    /// What was asked for; after accept() it is good to open.
    StreamRequest request() const;
    void accept() override;

    /// What is wrong with what was written, for people; empty when it can be opened.
    static QString problem(const QString &url, const QString &lastEventId, const QString &headers,
                           const QString &token = {});

private:
    QLineEdit *url_;
    QLineEdit *lastEventId_;
    QLineEdit *token_;
    QPlainTextEdit *headers_;
    QLabel *problem_;
};

} // namespace helio
