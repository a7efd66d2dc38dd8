// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/mcpcall.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QPlainTextEdit;

namespace helio {

/// Asks for the next request of an MCP session: its method, and its params as JSON.
class McpDialog : public QDialog
{
    Q_OBJECT
public:
    struct Proposal
    {
        quint64 id;             ///< which the request will have, if it is no notification
        QString method;         ///< at first
        QString subject = {};   ///< which tool that method calls, which prompt it gets, which resource it reads
        QString arguments = {}; ///< that the subject needs, as JSON; empty: none
    };
    McpDialog(const QUrl &url, const McpSession &session, const Proposal &proposal, QWidget *parent = nullptr);

    /// What is to be sent, as it stands; empty while it is no request.
    QByteArray body() const;

private:
    void proposeParams();
    void check();

    Proposal proposal_;
    QComboBox *method_;
    QPlainTextEdit *params_;
    QLabel *problem_;
    QDialogButtonBox *buttons_;
    QString proposed_;
};

} // namespace helio
