// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace helio {

/// Keeps labels and tool tips from reading their text as HTML, which QLabel guesses from its look. What they show comes
/// from anybody: a comment of a remote server, a channel's name, a client's User-Agent. As HTML it could make this
/// program open any file, and wait for one that has no end.
///
/// Installed on the application, it reaches every label before its text is laid out for the first time. A label that is
/// meant to show rich text says so itself (QLabel::setTextFormat).
class PlainTexts : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace helio
